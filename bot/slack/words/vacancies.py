"""The words of a vacancy that a lead has accepted for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Stage
from bot.slack.words.roles import function_name, stage_name
from bot.slack.words.text import mention, mid_sentence, safe
from bot.slack.words.times import day

if TYPE_CHECKING:
    from bot.domain.roles import Role
    from bot.domain.vacancies import AcceptedVacancy
    from bot.services.ports.standing import AcceptedView

TITLE = "Accept a vacancy"
SUBMIT = "Accept"
ROLE = "Role"
UNTIL_ON = "Until the end of"
UNTIL_STAGE = "Or until the project reaches"
ANY_STAGE = "any"
INTRO = (
    "While a vacancy is accepted it is shown as such, with your name to the members, and the channel is not "
    "alarmed by it. The ceiling stays what it is. No project can do without its domain expert."
)


def accepted(vacancy: AcceptedVacancy) -> str:
    """Return that a role is vacant and that this is accepted, and until when."""
    return f"vacant, accepted until {_end(vacancy)}"


def accepted_by(view: AcceptedView) -> str:
    """Return who accepted a vacancy, to the members."""
    return f"• accepted by {mention(view.accepted_by)}"


def saved(project_name: str, vacancy: AcceptedVacancy) -> str:
    """Return what was accepted, to the lead who did."""
    ends = f"until {_end(vacancy)}{', whichever comes first' if _has_two_ends(vacancy) else ''}"
    return f"*{safe(project_name)}*: {_function(vacancy.role)} may be vacant {ends}; then I ask you again."


def over(project_name: str, vacancy: AcceptedVacancy) -> str:
    """Return that a vacancy was accepted for a time that is over, and the question, to a lead."""
    ends = f"{_end(vacancy)}{', whichever came first' if _has_two_ends(vacancy) else ''}"
    return (
        f"*{safe(project_name)}*: a vacancy in {_function(vacancy.role)} was accepted until {ends}. "
        "That time is over, and nobody covers it yet. Accept it for longer, or ask for somebody?"
    )


def ended(project_name: str, role: Role) -> str:
    """Return that a vacancy is accepted no longer, to the lead who said so."""
    return f"*{safe(project_name)}*: a vacancy in {_function(role)} is no longer accepted."


def stage_labels() -> dict[str, str]:
    """Return the stages that may end an acceptance, and none of them, by value."""
    return {ANY_STAGE: "No stage, only the day above"} | {
        stage.value: stage_name(stage) for stage in list(Stage)[1:]
    }


def _has_two_ends(vacancy: AcceptedVacancy) -> bool:
    return vacancy.until_on is not None and vacancy.until_stage is not None


def _end(vacancy: AcceptedVacancy) -> str:
    ends = [day(vacancy.until_on)] if vacancy.until_on else []
    ends += [f"the {stage_name(vacancy.until_stage).lower()} stage"] if vacancy.until_stage else []
    return " or ".join(ends)


def _function(role: Role) -> str:
    return mid_sentence(function_name(role))
