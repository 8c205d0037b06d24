"""The words of secondments: starting one, its objective met, and the way home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.secondments import ReturnNotice, SecondmentState, Step
from bot.slack.words import buttons
from bot.slack.words.limits import GOALS_MOST, HOME_MOST, OBJECTIVE_MOST
from bot.slack.words.roles import role_name
from bot.slack.words.strengths import functions, tenths
from bot.slack.words.text import bullets, called, channel, counted, listed, mention, mid_sentence, plain, safe
from bot.slack.words.times import day

if TYPE_CHECKING:
    from bot.services.ports.secondments import DecisionView, ReturnNoticeView, SecondmentView

START_TITLE = "Start a secondment"
START_SUBMIT = "Start"
EXTEND_TITLE = "Change return date"
MET_TITLE = "Objective met"
MET_SUBMIT = "Mark as met"
NEXT_GOALS_TITLE = "Next goals"
END_TITLE = "End early"
END_SUBMIT = "End secondment"
SAVE = "Save"

SPECIALIST = "Specialist"
ROLES = "For which roles?"
OBJECTIVE = "Objective"
OBJECTIVE_HINT = "One sentence. The secondment ends when it is met."
HOME = "Home function"
HOME_HINT = "Where the specialist returns to, such as: ML platform team."
HOME_CHANNEL = "Channel of the home function"
HEAD = "Head of the home function"
STARTS_ON = "Start"
STARTS_ON_HINT = "Today or an earlier day. A later secondment is started on its day."
RETURNS_ON = "Planned return"
NEXT_GOALS = "Next goals"
MET_HEADLINE_AT_HOME = "Objective met"
HIDDEN_HOST = "a private project"
NEXT_GOALS_HINT = "One per line. You can also add them later."
NEXT_IF_MOVED = f"Next: *{buttons.EXTEND}*, if another day fits better."
NEXT_IF_OVER = (
    "Their roles there no longer count. If this is a mistake, a lead of the project can start a new one: "
    "`/secondment start`."
)
NONE_YET = "There is no secondment that you can see. `/secondment start` begins one."

_STATE = {
    SecondmentState.ACTIVE: "Objective open.",
    SecondmentState.MET: "Objective met.",
    SecondmentState.RETURNED: "Returned home.",
    SecondmentState.ENDED_EARLY: "Ended early.",
}


def start_intro(project_name: str) -> str:
    """Return what a secondment is."""
    return (
        f"A specialist joins *{safe(project_name)}* for one objective and then returns home. "
        "They become a member and are asked like everyone else."
    )


def marked_met(view: SecondmentView) -> str:
    """Return that an objective was marked met, and what follows."""
    return (
        f"Marked as met. The summary is posted in {_told(view)}. {mention(view.specialist)} stays until "
        "`/secondment return`."
    )


def summary(view: SecondmentView) -> str:
    """Return one secondment in a list."""
    dates = f"From {day(view.starts_on)}."
    return (
        f"{mention(view.specialist)} in {_host(view)}{_as(view)}, from {_home(view)}\n"
        f"{_objective(view)}\n"
        f"{_STATE[view.state]} {dates if view.state.is_over else f'{dates} {_return(view)}'}"
    )


def started(view: SecondmentView) -> str:
    """Return that a secondment has begun, to whoever started it."""
    return _begun(view, "They have been told, and are asked with the others.")


def begun(view: SecondmentView) -> str:
    """Return the same to the head and the host's other leads: who started it, unless the host is hidden."""
    seen = view.project_name is not None
    return _begun(view, f"{mention(view.started_by)} started it." if seen else "")


def _begun(view: SecondmentView, further: str) -> str:
    where = f"{_host(view)}{_as(view)}, from {_home(view)}"
    said = f"{mention(view.specialist)} is on secondment to {where}. {further}".rstrip()
    return f"{said}\n{_objective(view)}\nFrom {day(view.starts_on)}. {_return(view)}"


def lent(view: SecondmentView) -> str:
    """Return to a specialist that their secondment has begun."""
    return (
        f"{mention(view.started_by)} has put you on secondment to {_host(view)}{_as(view)}, "
        f"from {_home(view)}.\n{_objective(view)}\n"
        f"From {day(view.starts_on)}. {_return(view)} Once the objective is met, type `/secondment met`."
    )


def met_headline(view: SecondmentView) -> str:
    """Return the first line, plain: "churn: objective met"."""
    return f"{host_name(view)}: objective met"


def met(view: SecondmentView) -> str:
    """Return the objective, who met it and how long it took, and the ceiling then and now."""
    return (
        f"{_objective(view)}\n"
        f"{mention(view.specialist)}, {_roles(view)} from {_home(view)}, reached it in "
        f"{counted(view.days, 'day')}.\n"
        f"Ceiling at the start: {tenths(view.ceiling_at_start)}. When it was met: {tenths(view.ceiling_now)}."
    )


def met_at_home(view: SecondmentView) -> str:
    """Return the same to a home that must not learn about a private host: specialist, objective and dates."""
    return (
        f"{_objective(view)}\n"
        f"{mention(view.specialist)}, lent since {day(view.starts_on)}, reached it in "
        f"{counted(view.days, 'day')}. {_return(view)}"
    )


def next_goals(view: SecondmentView, *, with_button: bool) -> str:
    """Return the next goals, or that there are none yet and how to add them."""
    if not view.next_goals:
        press = f" Press *{buttons.ADD_NEXT_GOALS}* once the team has named them." if with_button else ""
        return f"Next goals: none yet.{press}"
    return f"*Next goals*\n{bullets(view.next_goals, GOALS_MOST)}"


def departure(view: SecondmentView) -> str:
    """Return when the specialist leaves and what the project looks like then."""
    return _STATE[view.state] if view.state.is_over else _outlook(view)


def preview(view: SecondmentView) -> str:
    """Return the ceiling once the specialist is gone, and the function that is then weakest.

    Empty for a viewer outside a private host: to them nothing of it is said.
    """
    if view.project_name is None:
        return ""
    if view.ceiling_after >= view.ceiling_now:
        return f"After that the ceiling stays at {tenths(view.ceiling_after)}."
    return (
        f"After that the ceiling is {tenths(view.ceiling_after)}, and the weakest "
        f"{'functions are' if len(view.weakest_after) > 1 else 'function is'} {functions(view.weakest_after)}."
    )


def returned(view: SecondmentView) -> str:
    """Return that the specialist is home, with what the project looks like now."""
    return f"{mention(view.specialist)} has returned from {_host(view)} to {_home(view)}.{_standing(view)}"


def ended_early(view: SecondmentView) -> str:
    """Return that a secondment ended before its objective was met."""
    return (
        f"The secondment of {mention(view.specialist)} to {_host(view)} has ended "
        f"before its objective was met.{_standing(view)}"
    )


def extended(view: SecondmentView) -> str:
    """Return the new return date."""
    until = day(view.returns_on)
    return f"Saved: {mention(view.specialist)} stays in {_host(view)} until {until}."


def goals_saved(view: SecondmentView) -> str:
    """Return that the next goals were added."""
    return f"Saved. The summary in {_host(view)} shows the next goals now."


def return_notice(view: ReturnNoticeView) -> str:
    """Return what is said of a planned return, in private."""
    secondment = view.secondment
    who = f"The secondment of {mention(secondment.specialist)} to {_host(secondment)}"
    said = [f"{who} {_when(view)}.", _objective(secondment), preview(secondment), _next_step(secondment)]
    return "\n".join(line for line in said if line)


def decided(view: DecisionView) -> str:
    """Return to the other parties what one of them decided, and the next step."""
    happened, did = _happened(view)
    whoever = "They" if view.decided_by == view.secondment.specialist else mention(view.decided_by or "")
    by = f" {whoever} {did} it." if view.decided_by else ""
    then = NEXT_IF_MOVED if view.step is Step.EXTEND else NEXT_IF_OVER
    return f"{happened}{by}\n{_objective(view.secondment)}\n{then}"


def _happened(view: DecisionView) -> tuple[str, str]:
    lent = view.secondment
    who, host = mention(lent.specialist), _host(lent)
    if view.step is Step.EXTEND:
        return f"The planned return of {who} from {host} is {day(lent.returns_on)} now.", "changed"
    if view.step is Step.SEND_HOME:
        return f"{who} has returned from {host} to {_home(lent)}.", "recorded"
    return f"The secondment of {who} to {host} has ended before its objective was met.", "ended"


def extend_intro(view: SecondmentView) -> str:
    """Return which return date is to be changed."""
    return f"{mention(view.specialist)} in {_host(view)}. {_return(view)}"


def met_intro(view: SecondmentView) -> str:
    """Return what marking the objective as met does."""
    return f"{_objective(view)}\nThis posts a summary in {_told(view)}."


def end_intro(view: SecondmentView) -> str:
    """Return what ending early does."""
    return (
        f"{mention(view.specialist)} leaves {_host(view)} now, with the objective still open. "
        "Their roles here end, and the standing is taken anew."
    )


def return_question(view: SecondmentView) -> str:
    """Return what a return does, as plain text."""
    return f"The roles of this specialist in {host_name(view)} end now. {preview(view)}".rstrip()


def more(secondments: str) -> str:
    """Return that some did not fit."""
    return f"And {secondments}: ask for one project with `/secondment list` and its name."


def _told(view: SecondmentView) -> str:
    home = f" and in {channel(view.home_slack_channel_id)}" if view.home_slack_channel_id else ""
    return f"the project's channel{home}"


def _when(view: ReturnNoticeView) -> str:
    until = day(view.secondment.returns_on)
    if view.notice is ReturnNotice.OVERDUE:
        return f"was planned to end on {until}"
    return "ends today" if not view.days_left else f"ends in {counted(view.days_left, 'day')}, on {until}"


def _next_step(view: SecondmentView) -> str:
    done = buttons.RETURN_HOME if view.state is SecondmentState.MET else buttons.MARK_MET
    return f"Next: *{done}*, or *{buttons.EXTEND}*."


def invite_home(slack_channel_id: str, bot_name: str) -> str:
    """Return what to type so that the home channel will hear when the objective is met."""
    return (
        f"I am not in {channel(slack_channel_id)} yet. For it to hear when the objective is met, "
        f"please type there: `/invite @{safe(bot_name)}`"
    )


def host_name(view: SecondmentView) -> str:
    """Return the host project as plain text; to a viewer outside a private one, that it is one."""
    return plain(view.project_name) if view.project_name is not None else HIDDEN_HOST


def _host(view: SecondmentView) -> str:
    if view.project_name is None:
        return HIDDEN_HOST
    return called(view.project_name, view.host_slack_channel_id if view.has_namesake else None)


def _as(view: SecondmentView) -> str:
    return f" as {_roles(view)}" if view.project_name is not None else ""


def _standing(view: SecondmentView) -> str:
    return " `/ceiling status` shows the standing now." if view.project_name is not None else ""


def _outlook(view: SecondmentView) -> str:
    return f"{_return(view)} {preview(view)}".rstrip()


def _objective(view: SecondmentView) -> str:
    return f"Objective: {safe(view.objective, OBJECTIVE_MOST)}"


def _return(view: SecondmentView) -> str:
    return f"Planned return: {day(view.returns_on)}."


def _roles(view: SecondmentView) -> str:
    return listed(mid_sentence(role_name(role)) for role in view.roles)


def _home(view: SecondmentView) -> str:
    return safe(view.home, HOME_MOST)
