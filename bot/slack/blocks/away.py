"""Being away: the modal, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import (
    Block,
    Rendered,
    View,
    actions,
    button,
    date_input,
    field,
    modal,
    rendered,
    section,
)
from bot.slack.ids import ActionId, BlockId, CallbackId
from bot.slack.words import away as words
from bot.slack.words import buttons

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.roles import Role
    from bot.services.ports.asking import AwayView


def away_modal(away: AwayView | None) -> View:
    """Return the modal for one's own absence, filled in with the one that is set."""
    until_on = away.until_on.isoformat() if away else None
    return modal(
        CallbackId.AWAY,
        words.TITLE,
        words.SUBMIT,
        [
            *([section(words.until(away), come_back_button())] if away else []),
            section(words.INTRO),
            field(BlockId.UNTIL_ON, words.UNTIL_ON, date_input(until_on)),
        ],
        {},
    )


def come_back_button() -> Block:
    """Return the button that ends one's own absence."""
    return button(ActionId.COME_BACK, buttons.COME_BACK, "back")


def back_note(*, was_away: bool) -> Rendered:
    """Return that an absence has ended, or that there was none."""
    return rendered(section(words.BACK if was_away else words.NOT_AWAY))


def away_saved_note(away: AwayView) -> Rendered:
    """Return what the absence does, to the person."""
    return rendered(section(words.saved(away), come_back_button()))


def long_absence_note(
    project_id: int, project_name: str, slack_user_id: str, roles: tuple[Role, ...], until_on: date
) -> Rendered:
    """Return which of someone's roles will pause, to a lead of the project."""
    return rendered(
        section(words.long_absence(project_name, slack_user_id, roles, until_on)),
        actions(button(ActionId.SHOW_STATUS, buttons.STATUS, project_id)),
    )
