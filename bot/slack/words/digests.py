"""The week of a project in words, and what changed between two standings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.slack.words.roles import function_name
from bot.slack.words.strengths import tenths
from bot.slack.words.text import listed, mid_sentence, safe
from bot.slack.words.times import day_of, moment

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.roles import Strengths
    from bot.services.ports.digests import DigestView


def since_last_close(since: datetime, before: Strengths, after: Strengths) -> str:
    """Return what changed since a poll closed, by function."""
    return (
        f"Since the last close on {day_of(since)}:\n{differences(before, after)}\n{_ceiling(before, after)}"
    )


def week(view: DigestView) -> str:
    """Return where a project stands, what changed within a week, and when it is asked."""
    changed = differences(view.before, view.after) or "No function changed."
    weakest = listed(mid_sentence(function_name(role)) for role in view.after.weakest(view.stage))
    lines = [
        f"*{safe(view.project_name)}*: the week",
        f"{_ceiling(view.before, view.after)} Weakest: {weakest}.",
        changed,
        _poll(view),
    ]
    return "\n".join(lines)


def differences(before: Strengths, after: Strengths) -> str:
    """Return a line for each function whose strength differs; empty when none does."""
    pairs = [(role, before[role], after[role]) for role in Role]
    return "\n".join(f"• {function_name(role)}: {tenths(a)} → {tenths(b)}" for role, a, b in pairs if a != b)


def _ceiling(before: Strengths, after: Strengths) -> str:
    if before.ceiling == after.ceiling:
        return f"The ceiling stays at {tenths(after.ceiling)} of 5."
    return f"The ceiling went from {tenths(before.ceiling)} to {tenths(after.ceiling)} of 5."


def _poll(view: DigestView) -> str:
    if view.poll_closes_at is not None:
        return f"A poll is open until {moment(view.poll_closes_at)}."
    return f"The next poll opens {moment(view.next_poll_at)}."
