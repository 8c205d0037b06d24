"""Between which hours somebody works: the modal, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import Rendered, View, field, modal, rendered, section, time_input
from bot.slack.ids import BlockId, CallbackId
from bot.slack.words import hours as words

if TYPE_CHECKING:
    from bot.services.ports.asking import HoursView


def hours_modal(view: HoursView) -> View:
    """Return the modal for one's own working hours, filled in with those that hold now."""
    blocks = [
        section(words.intro(view)),
        field(BlockId.WORKS_FROM, words.FROM, time_input(f"{view.works_from:%H:%M}")),
        field(BlockId.WORKS_UNTIL, words.UNTIL, time_input(f"{view.works_until:%H:%M}")),
    ]
    return modal(CallbackId.HOURS, words.TITLE, words.SUBMIT, blocks, {})


def hours_saved_note(view: HoursView) -> Rendered:
    """Return which hours hold from now on."""
    return rendered(section(words.saved(view)))
