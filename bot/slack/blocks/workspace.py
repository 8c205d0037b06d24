"""What a workspace's admins set for all of its projects: the modal, and what is said about it."""

from __future__ import annotations

from bot.domain.coverage import MOST_HAT_COST
from bot.slack.blocks.kit import Rendered, View, field, modal, number_input, rendered, section
from bot.slack.ids import BlockId, CallbackId
from bot.slack.words import workspace as words


def workspace_modal(hat_cost: int) -> View:
    """Return the modal in which an admin says what each further hat costs."""
    cost = number_input(str(hat_cost), "0", str(MOST_HAT_COST))
    blocks = [
        section(words.INTRO),
        field(BlockId.HAT_COST, words.HAT_COST, cost, hint=words.HAT_COST_HINT),
    ]
    return modal(CallbackId.WORKSPACE, words.TITLE, words.SUBMIT, blocks, {})


def workspace_saved_note(hat_cost: int) -> Rendered:
    """Return what was set, to the admin who did."""
    return rendered(section(words.saved(hat_cost)))
