"""What Slack makes of blocks when it keeps them: missing ids and the flags of texts filled in."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from bot.sandbox.inputs import placed, rows

if TYPE_CHECKING:
    from collections.abc import Callable


def as_stored(blocks: list[dict[str, Any]], new_id: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return a copy of checked blocks with every block_id and action_id present, as Slack returns it."""
    copied = deepcopy(blocks)
    for block in rows(copied):
        block.setdefault("block_id", new_id("b"))
    for place in placed(copied):
        place.element.setdefault("action_id", new_id("a"))
    _flag_texts(copied)
    return copied


def _flag_texts(value: object) -> None:
    if isinstance(value, list):
        for each in value:
            _flag_texts(each)
    elif isinstance(value, dict):
        if value.get("type") == "plain_text":
            value.setdefault("emoji", True)
        elif value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
        for each in value.values():
            _flag_texts(each)
