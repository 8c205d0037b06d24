"""Being asked less often, or not at all: the modal, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.away import come_back_button
from bot.slack.blocks.kit import Block, Rendered, View, date_input, field, modal, radio, rendered, section
from bot.slack.ids import LEAVE, BlockId, CallbackId
from bot.slack.words import frequency as words
from bot.slack.words.away import saved

if TYPE_CHECKING:
    from bot.services.ports.asking import AwayView, HowOftenView


def how_often_modal(view: HowOftenView) -> View:
    """Return the modal in which one says how often to be asked about a project."""
    labels = {how_often.value: label for how_often, label in words.LABELS.items()} | {LEAVE: words.LEAVING}
    blocks = [
        section(words.intro(view)),
        field(BlockId.HOW_OFTEN, words.LABEL, radio(labels, view.how_often.value)),
        field(BlockId.UNTIL_ON, words.AWAY_UNTIL, date_input(), hint=words.AWAY_HINT, optional=True),
    ]
    return modal(CallbackId.HOW_OFTEN, words.TITLE, words.SUBMIT, blocks, {"project": view.project_id})


def how_often_saved_note(view: HowOftenView, away: AwayView | None = None) -> Rendered:
    """Return what was chosen, and an absence that was set along with it."""
    return rendered(section(words.saved(view)), _absence(away))


def left_note(project_name: str, away: AwayView | None = None) -> Rendered:
    """Return that somebody has left a project, and an absence that was set along with that."""
    return rendered(section(words.left(project_name)), _absence(away))


def _absence(away: AwayView | None) -> Block | None:
    return section(saved(away), come_back_button()) if away else None
