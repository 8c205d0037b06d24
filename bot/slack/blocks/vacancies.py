"""Accepting a vacancy for a while: the modal, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.slack.blocks.kit import (
    Rendered,
    View,
    actions,
    button,
    date_input,
    field,
    modal,
    rendered,
    section,
    select,
)
from bot.slack.blocks.roles import help_button
from bot.slack.ids import ActionId, BlockId, CallbackId
from bot.slack.words import buttons
from bot.slack.words import vacancies as words
from bot.slack.words.roles import role_name

if TYPE_CHECKING:
    from bot.domain.vacancies import AcceptedVacancy


def accept_vacancy_modal(project_id: int, role: Role) -> View:
    """Return the modal in which a lead accepts that a role is vacant."""
    roles = {each.value: role_name(each) for each in Role if each is not Role.DOMAIN_EXPERT}
    blocks = [
        section(words.INTRO),
        field(BlockId.VACANT_ROLE, words.ROLE, select(roles, role.value)),
        field(BlockId.VACANT_UNTIL_ON, words.UNTIL_ON, date_input(), optional=True),
        field(BlockId.VACANT_UNTIL_STAGE, words.UNTIL_STAGE, select(words.stage_labels(), words.ANY_STAGE)),
    ]
    return modal(CallbackId.ACCEPT_VACANCY, words.TITLE, words.SUBMIT, blocks, {"project": project_id})


def vacancy_accepted_note(project_name: str, vacancy: AcceptedVacancy) -> Rendered:
    """Return what was accepted, to the lead who did."""
    return rendered(section(words.saved(project_name, vacancy)))


def vacancy_over_note(project_id: int, project_name: str, vacancy: AcceptedVacancy) -> Rendered:
    """Return the question what now, to a lead of a project in which a vacancy was accepted for long enough."""
    value = {"project": project_id, "role": vacancy.role.value}
    return rendered(
        section(words.over(project_name, vacancy)),
        actions(
            button(ActionId.ACCEPT_VACANCY, buttons.ACCEPT_VACANCY, value),
            help_button(project_id, vacancy.role),
        ),
    )


def acceptance_ended_note(project_name: str, role: Role) -> Rendered:
    """Return that a vacancy is accepted no longer, to the lead who said so."""
    return rendered(section(words.ended(project_name, role)))
