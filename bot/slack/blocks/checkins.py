"""The check-in modal: four roles, each with five points of stated confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.slack.blocks.kit import Block, View, field, modal, section, select
from bot.slack.ids import BlockId, CallbackId
from bot.slack.words import checkins
from bot.slack.words import what_if as words
from bot.slack.words.roles import ROLE_DOES, role_name

if TYPE_CHECKING:
    from bot.services.ports.asking import CheckInForm, WhatIfView


def check_in_modal(form: CheckInForm, what_if: WhatIfView | None = None) -> View:
    """Return the modal, filled in with an answer, and what that answer would change, if that is known.

    The inputs are the same in every version of it, so that an update keeps what was picked.
    """
    metadata = {"project": form.project_id, "poll": form.poll_id, "prompt": form.prompt_id}
    late = [section(checkins.POLL_HAS_CLOSED)] if form.poll_has_closed else []
    foreseen = [section(words.what_if(what_if))] if what_if is not None else []
    roles = [_role(form, role) for role in Role]
    blocks = [section(checkins.intro(form.project_name)), *late, *roles, *foreseen]
    return modal(CallbackId.CHECK_IN, checkins.TITLE, checkins.SUBMIT, blocks, metadata)


def _role(form: CheckInForm, role: Role) -> Block:
    stated = str(form.confidences.get(role, 0))
    menu = select(checkins.confidence_labels(), stated)
    return field(BlockId(role.value), role_name(role), menu, hint=ROLE_DOES[role], sends=True)
