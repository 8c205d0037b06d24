"""Slack on a bad day: some calls are refused, some fail, and of some the answer is never heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

    from bot.sandbox import Sandbox

TOO_MANY = 0.20
SERVER_ERROR = 0.05
CUT = 0.02
RETRY_AFTER_SECONDS = 1
METHODS = ("chat.postMessage", "chat.update", "views.open", "views.update", "response_url")
WITHOUT_END = 1_000_000_000


def let_it_storm(sandbox: Sandbox, rng: Random) -> None:
    """Let 20 % of the calls be refused, 5 % fail and 2 % be cut after Slack took them, until it clears."""
    for method in METHODS:
        # Each is asked only where the ones before it did not strike.
        add = sandbox.faults.add
        add(method, WITHOUT_END, status=429, retry_after=RETRY_AFTER_SECONDS, where=_by_chance(rng, TOO_MANY))
        add(method, WITHOUT_END, status=500, where=_by_chance(rng, SERVER_ERROR / (1 - TOO_MANY)))
        rest = 1 - TOO_MANY - SERVER_ERROR
        add(method, WITHOUT_END, cut=True, after_accept=True, where=_by_chance(rng, CUT / rest))


def _by_chance(rng: Random, share: float) -> Any:
    return lambda _: rng.random() < share
