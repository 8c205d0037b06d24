"""The act a listener is carrying out: where it began, and whether it saved anything.

Every press and submission runs in a context of its own, so nothing of it needs to be handed from listener to desk.
A modal opened from App Home carries a mark, so that its submission is known to have begun there too.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.slack.blocks.kit import View

_MARK = "home"


@dataclass
class Act:
    """One press or submission; `in_modal`: in a modal that is open."""

    began_in_home: bool
    in_modal: bool
    has_saved: bool = False


_current: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def acting(body: Mapping[str, Any]) -> Iterator[Act]:
    """Carry out what a payload asks for."""
    view = body.get("view") or {}
    act = Act(_began_in_home(view), in_modal=view.get("type") == "modal")
    token = _current.set(act)
    try:
        yield act
    finally:
        _current.reset(token)


def saved() -> None:
    """Note that the current act, if there is one, has saved something."""
    act = _current.get()
    if act is not None:
        act.has_saved = True


def is_in_modal() -> bool:
    """Whether the current act, if there is one, is carried out in a modal that is open."""
    act = _current.get()
    return act is not None and act.in_modal


def marked(view: View) -> View:
    """Return a modal that is about to open, with the mark of App Home if the current act began there."""
    act = _current.get()
    if act is None or not act.began_in_home or "private_metadata" not in view:
        return view
    return view | {"private_metadata": json.dumps({**json.loads(view["private_metadata"]), _MARK: True})}


def _began_in_home(view: Mapping[str, Any]) -> bool:
    if view.get("type") == "home":
        return True
    try:
        metadata = json.loads(view.get("private_metadata") or "{}")
    except (ValueError, RecursionError):
        return False
    return isinstance(metadata, dict) and _MARK in metadata
