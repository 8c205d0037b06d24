"""Reads the arguments of a call: what is required, booleans as forms send them, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from bot.sandbox.errors import SlackError

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
PAGE_MOST = 1000


def needed(args: dict[str, Any], *names: str) -> None:
    """Refuse the call when an argument is missing."""
    missing = [name for name in names if args.get(name) in (None, "")]
    if missing:
        raise SlackError("missing_argument", [f"[ERROR] missing required field: {name}" for name in missing])


def yes(args: dict[str, Any], name: str) -> bool:
    """Read a boolean that may come as text."""
    return args.get(name) in (True, "true", "True", "1", 1)


def page(
    args: dict[str, Any], things: Sequence[T], *, most: int = PAGE_MOST
) -> tuple[list[T], dict[str, Any]]:
    """Return one page of the things, by `limit` and `cursor`, and the metadata that leads to the next."""
    start = _number(args.get("cursor") or "0", "invalid_cursor")
    limit = _number(args.get("limit") or 100, "invalid_limit")
    if not 0 < limit <= most:
        raise SlackError("invalid_limit")
    end = start + limit
    following = str(end) if end < len(things) else ""
    return list(things[start:end]), {"response_metadata": {"next_cursor": following}}


def _number(value: object, error: str) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise SlackError(error) from None
