"""The private words before silence ends a claim, and about a lead's word that it still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import Block, Rendered, actions, button, rendered, section
from bot.slack.ids import ActionId
from bot.slack.words import buttons, lapses

if TYPE_CHECKING:
    from bot.services.ports.asking import LapseWarning, VouchView


def lapse_warning_owner(warning: LapseWarning) -> Rendered:
    """Return the private word to the owner of a claim that one more silent poll would end."""
    return rendered(
        section(lapses.own_lapses(warning)),
        actions(
            button(ActionId.STILL_COVER, buttons.STILL_COVER, warning.project_id, primary=True),
            button(ActionId.CHECK_IN, buttons.UPDATE, warning.project_id),
        ),
    )


def lapse_warning_lead(warning: LapseWarning) -> Rendered:
    """Return the private word to a lead about a claim that one more silent poll would end."""
    return rendered(
        section(lapses.anothers_lapses(warning)),
        actions(button(ActionId.VOUCH, buttons.VOUCH, warning.membership_id)),
    )


def vouched_message(vouch: VouchView) -> Rendered:
    """Return what a lead passed on, to the member it is about; once undone, that it was."""
    undo = None if vouch.is_undone else button(ActionId.UNDO_VOUCH, buttons.UNDO, vouch.vouch_id)
    return rendered(section(lapses.vouched(vouch)), actions(undo, _update(vouch)))


def vouch_noted(vouch: VouchView) -> Rendered:
    """Return that a lead's word was recorded, to that lead."""
    return rendered(section(lapses.vouch_noted(vouch)))


def _update(vouch: VouchView) -> Block:
    return button(ActionId.CHECK_IN, buttons.UPDATE, vouch.project_id)
