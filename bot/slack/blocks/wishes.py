"""Messages about wishes that are put to a project's leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import Rendered, actions, button, rendered, section
from bot.slack.blocks.setup import add_or_not
from bot.slack.ids import ActionId
from bot.slack.words import buttons, wishes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.roles import Role


def covers_note(
    project_id: int, project_name: str, role: Role, person_id: int, slack_user_id: str
) -> Rendered:
    """Return to a lead who could cover a role and is no member, and the question whether to add them."""
    return rendered(
        section(wishes.covers(project_name, role, slack_user_id)), add_or_not(project_id, person_id)
    )


def offered_note(project_id: int, project_name: str, lead_ids: Sequence[str]) -> Rendered:
    """Return to whoever pressed **I can cover this** and is no member that the leads hear of it."""
    if lead_ids:
        return rendered(section(wishes.offered(project_name, lead_ids)))
    return rendered(
        section(wishes.nobody_to_tell(project_name)),
        actions(button(ActionId.CHANGE_SETTINGS, buttons.CHANGE_MEMBERS, project_id)),
    )


def secondment_wished_message(project_id: int, project_name: str, role: Role, asked_by: str) -> Rendered:
    """Return to a lead who asks them to borrow a specialist, with the button that starts a secondment."""
    value = {"project": project_id, "role": role.value}
    return rendered(
        section(wishes.secondment_wished(project_name, role, asked_by)),
        actions(button(ActionId.ASK_SECONDMENT, buttons.START_SECONDMENT, value, primary=True)),
    )


def secondment_asked_for_note(project_name: str, role: Role, lead_ids: Sequence[str]) -> Rendered:
    """Return to whoever pressed **Ask for a secondment** and is no lead that the leads are asked."""
    return rendered(section(wishes.secondment_asked_for(project_name, role, lead_ids)))
