"""The gallery that the page is tested with leaves nothing out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.blockkit.blocks import BLOCKS
from bot.sandbox.blockkit.elements import IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT
from bot.sandbox.blockkit.figures import CELLS, CHARTS
from bot.sandbox.blockkit.rich_text import PARTS, PIECES
from tests.sandbox.page import gallery

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = {"plain_text", "mrkdwn"}


def types(shown: Any) -> Iterator[str]:
    """Return the type of everything that has one, however deep inside."""
    if isinstance(shown, dict):
        yield from [shown["type"]] if "type" in shown else []
        yield from types(list(shown.values()))
    elif isinstance(shown, list):
        for each in shown:
            yield from types(each)


def test_the_gallery_holds_everything_the_sandbox_accepts() -> None:
    accepted = (BLOCKS, IN_ACTIONS, IN_INPUT, IN_CONTEXT_ACTIONS, PARTS, PIECES, CELLS, CHARTS)
    assert set(types([gallery.MESSAGES, gallery.MODAL])) == set().union(*accepted) | TEXTS
