"""The words of wishes that are put to a project's leads: to cover a role, to borrow a specialist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.words import buttons
from bot.slack.words.roles import function_name
from bot.slack.words.text import mention, mid_sentence, safe, some

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.roles import Role

_LEADS_MOST = 5


def covers(project_name: str, role: Role, slack_user_id: str) -> str:
    """Return to a lead who could cover a role and is no member, and the question."""
    return (
        f"{mention(slack_user_id)} can cover {_function(role)} for *{safe(project_name)}*, and is no member of "
        "it. If you add them, they are asked for their roles with the others."
    )


def offered(project_name: str, lead_ids: Sequence[str]) -> str:
    """Return to whoever is no member that the leads know of their help, and what follows."""
    return (
        f"You are no member of *{safe(project_name)}* yet, so I am telling {_leads(lead_ids)}, who can add you. "
        "Once you are added, `/checkin` takes your answer."
    )


def nobody_to_tell(project_name: str) -> str:
    """Return to whoever is no member that nobody else could add them: most often they are the only lead."""
    return (
        f"You are no member of *{safe(project_name)}*, and it has no other lead who could add you. "
        f"If you lead it, press *{buttons.CHANGE_MEMBERS}*."
    )


def secondment_wished(project_name: str, role: Role, asked_by: str) -> str:
    """Return to a lead who asks them to borrow a specialist, and the next step."""
    return (
        f"{mention(asked_by)} asks you to borrow a specialist for *{safe(project_name)}*: {_function(role)} is "
        f"what is needed. Once you know who, press *{buttons.START_SECONDMENT}*; `/ceiling portfolio` shows whom "
        "to ask."
    )


def secondment_asked_for(project_name: str, role: Role, lead_ids: Sequence[str]) -> str:
    """Return to a member that the leads are asked to borrow a specialist."""
    name = f"*{safe(project_name)}*"
    if not lead_ids:
        return f"{name} has no lead whom I could ask. Please ask an admin of the workspace to name one."
    return f"I am asking {_leads(lead_ids)} to borrow a specialist in {_function(role)} for {name}."


def _leads(lead_ids: Sequence[str]) -> str:
    return some([mention(lead) for lead in lead_ids], _LEADS_MOST)


def _function(role: Role) -> str:
    return mid_sentence(function_name(role))
