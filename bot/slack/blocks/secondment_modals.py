"""Modals about secondments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.secondments import LENDABLE_ROLES
from bot.slack.blocks.kit import (
    Block,
    View,
    checkboxes,
    date_input,
    field,
    modal,
    one_channel,
    person,
    section,
    text_input,
)
from bot.slack.ids import BlockId, CallbackId
from bot.slack.words import secondments
from bot.slack.words.limits import GOALS_MOST, HOME_MOST, OBJECTIVE_MOST
from bot.slack.words.roles import ROLE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.domain.roles import Role
    from bot.services.ports.secondments import SecondmentView


def secondment_start_modal(
    project_id: int,
    project_name: str,
    today: date,
    *,
    roles: Iterable[Role] = (),
    specialist: str | None = None,
) -> View:
    """Return the modal that starts a secondment to a project, perhaps with roles and specialist filled in."""
    labels = {role.value: ROLE_NAME[role] for role in LENDABLE_ROLES}
    ticked = [role.value for role in roles if role in LENDABLE_ROLES]
    blocks = [
        section(secondments.start_intro(project_name)),
        field(BlockId.SPECIALIST, secondments.SPECIALIST, person(specialist)),
        field(BlockId.ROLES, secondments.ROLES, checkboxes(labels, ticked)),
        field(
            BlockId.OBJECTIVE,
            secondments.OBJECTIVE,
            text_input(most=OBJECTIVE_MOST),
            hint=secondments.OBJECTIVE_HINT,
        ),
        field(
            BlockId.STARTS_ON,
            secondments.STARTS_ON,
            date_input(today.isoformat()),
            hint=secondments.STARTS_ON_HINT,
        ),
        field(BlockId.RETURNS_ON, secondments.RETURNS_ON, date_input()),
        *_home_fields(),
    ]
    return modal(
        CallbackId.SECONDMENT_START,
        secondments.START_TITLE,
        secondments.START_SUBMIT,
        blocks,
        {"project": project_id},
    )


def extend_modal(view: SecondmentView) -> View:
    """Return the modal for another return date."""
    blocks = [
        section(secondments.extend_intro(view)),
        field(BlockId.RETURNS_ON, secondments.RETURNS_ON, date_input(view.returns_on.isoformat())),
    ]
    return _about(view, CallbackId.EXTEND, secondments.EXTEND_TITLE, secondments.SAVE, blocks)


def met_modal(view: SecondmentView) -> View:
    """Return the modal that marks an objective met; next goals can wait."""
    blocks = [section(secondments.met_intro(view)), _goals(view, optional=True)]
    return _about(view, CallbackId.MET, secondments.MET_TITLE, secondments.MET_SUBMIT, blocks)


def next_goals_modal(view: SecondmentView) -> View:
    """Return the modal that adds or changes next goals."""
    blocks = [_goals(view, optional=False)]
    return _about(view, CallbackId.NEXT_GOALS, secondments.NEXT_GOALS_TITLE, secondments.SAVE, blocks)


def end_early_modal(view: SecondmentView) -> View:
    """Return the question before a secondment ends with its objective open."""
    blocks = [section(secondments.end_intro(view))]
    return _about(view, CallbackId.END_EARLY, secondments.END_TITLE, secondments.END_SUBMIT, blocks)


def _about(
    view: SecondmentView, callback_id: CallbackId, title: str, submit: str, blocks: list[Block]
) -> View:
    return modal(callback_id, title, submit, blocks, {"secondment": view.secondment_id})


def _goals(view: SecondmentView, *, optional: bool) -> Block:
    element = text_input(view.next_goals, most=GOALS_MOST, multiline=True)
    hint = secondments.NEXT_GOALS_HINT if optional else None
    return field(BlockId.NEXT_GOALS, secondments.NEXT_GOALS, element, hint=hint, optional=optional)


def _home_fields() -> list[Block]:
    home = text_input(most=HOME_MOST)
    return [
        field(BlockId.HOME, secondments.HOME, home, hint=secondments.HOME_HINT),
        field(BlockId.HOME_CHANNEL, secondments.HOME_CHANNEL, one_channel(), optional=True),
        field(BlockId.HEAD, secondments.HEAD, person(), optional=True),
    ]
