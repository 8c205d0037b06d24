"""The standing of a project in words: strengths, who covers, ceiling arithmetic, what is waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.drops import FEW_ANSWERS_PERCENT
from bot.domain.roles import DECISIVE_ROLE, MOST_CONFIDENCE, Band, Role, band_of
from bot.domain.standing import Standing
from bot.slack.words import buttons
from bot.slack.words.pauses import paused
from bot.slack.words.roles import CONFIDENCE, CONFIDENCE_OF_ANOTHER, function_name, role_name, stage_name
from bot.slack.words.strengths import functions, holder_says, square, tenths, with_word
from bot.slack.words.text import capital, mention, mid_sentence, safe, some
from bot.slack.words.times import day, day_of, moment
from bot.slack.words.vacancies import accepted, accepted_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.steps import Step
    from bot.services.ports.standing import Holder, ProjectView, RoleView, StatusView

NO_ANSWERS = "Nobody has answered yet: coverage shows after the first answer."
FIRST_POLL = "No standing yet: it shows when this poll closes."
SHARING = f"*{buttons.SHARE}* posts this without names."
CLOSE_SURE = "Whoever has not answered is no longer waited for, and the results show at once."
WHICH_PROJECT = "Which project?"
HOLDERS_MOST = 8
_NAMED_MOST = 100
_EVERYONE = 100
_NUMBER = {2: "two", 3: "three", 4: "four"}


def heading(project: ProjectView, *, poll_is_open: bool) -> str:
    """Return the project, its stage and its ceiling."""
    stage = f"*{safe(project.name)}* ({stage_name(project.stage).lower()})"
    if not project.has_answers:
        return f"{stage}\n{FIRST_POLL if poll_is_open else NO_ANSWERS}"
    ceiling = project.strengths.ceiling
    weakest = functions(project.strengths.weakest(project.stage))
    return f"{stage}: ceiling *{tenths(ceiling)}* of 5, set by {weakest}"


def role_line(view: RoleView) -> str:
    """Return one function by word and number: "Infrastructure: thin (1.8)"."""
    return f"{square(view.strength)} *{function_name(view.role)}*: {how_strong(view)}"


def role_line_without_people(view: RoleView) -> str:
    """Return the same for those who see no people: whether it is confirmed is said of the function."""
    best = view.holders[0] if view.holders and view.strength else None
    is_confirmed = best is None or best.standing is not Standing.UNCONFIRMED
    return role_line(view) if best is None or is_confirmed else f"{role_line(view)}{_trust(best)}"


def depth(project: ProjectView) -> str | None:
    """Return in one sentence which functions rest on one person; None where none does."""
    covered = [view for view in project.roles if view.strength]
    single = tuple(view.role for view in covered if view.depth == 1)
    nobody = tuple(view.role for view in covered if not view.depth)
    said = [_rest_on_one(single)] if single else []
    said += [f"nobody does {functions(nobody, 'or')} alone yet"] if nobody else []
    return f"{capital('; '.join(said))}." if said else None


def covered_by(view: RoleView) -> str:
    """Return who claims a role, one line each, the strongest first, to the members of the project."""
    lines = [holder_line(holder) for holder in view.holders[:HOLDERS_MOST]]
    others = [mention(holder.slack_user_id) for holder in view.holders[HOLDERS_MOST:]]
    lines += (
        [f"• and {len(others)} more, none of them stronger: {some(others, _NAMED_MOST)}"] if others else []
    )
    return "\n".join([*lines, accepted_by(view.accepted)] if view.accepted else lines)


def holder_line(holder: Holder) -> str:
    """Return one member's claim, and how far it can be trusted."""
    return f"• {mention(holder.slack_user_id)}: {holder_says(holder)}{_trust(holder)}"


def arithmetic(project: ProjectView) -> str:
    """Return what one step in each role would make of the ceiling."""
    lines = [_step(step, project.name) for step in project.steps if not step.changes_nothing]
    idle = [role for step in project.steps if step.changes_nothing for role in step.roles]
    if idle:
        lines.append(f"• One step up in {functions(tuple(idle), 'or')} alone changes nothing.")
    return "\n".join(lines)


def decisive(project: ProjectView) -> str | None:
    """Return the stage's decisive role if it is weakest or vacant, and not strong: that is said first."""
    role, strengths = DECISIVE_ROLE[project.stage], project.strengths
    is_weakest = role in strengths.weakest(project.stage)  # one that is vacant always is
    if not is_weakest or band_of(strengths[role]) is Band.STRONG:
        return None
    stage, function = stage_name(project.stage).lower(), mid_sentence(function_name(role))
    return f"In {stage}, {function} decides, and it is the weak point."


def own_answer(view: StatusView) -> str | None:
    """Return the viewer's own answer while a poll is open and the standing shown is older than it."""
    if view.open_poll is None or view.own_confidences is None:
        return None
    said = [f"{role_name(role)}: {CONFIDENCE[stated]}" for role, stated in view.own_confidences.items()]
    return f"Your own answer: {'; '.join(said) or 'none of the four roles'}."


def timetable(view: StatusView) -> str:
    """Return when members are asked next, and what waits until when and why."""
    return "\n".join([_poll(view), *_waiting(view), *_response(view)])


def how_it_runs(view: StatusView) -> str | None:
    """Return when the bot last ran and, if the latest poll opened late, why; None before it ever did."""
    if view.running is None:
        return None
    return "\n".join([*_late(view), _ran(view)])


def _late(view: StatusView) -> list[str]:
    late = view.running.late if view.running else None
    if late is None:
        return []
    what = f"The poll due {moment(late.due_at)} opened late, {moment(late.opened_at)}"
    if late.down is None:
        return [f"{what}: Ceiling ran, but could not open it earlier. Its log says why."]
    began, ended = late.down
    return [f"{what}: Ceiling was not running from {moment(began)} to {moment(ended)}."]


def _ran(view: StatusView) -> str:
    if view.running is None:
        return ""
    ran = f"Ceiling last ran {moment(view.running.last_at)}"
    return (
        f"{ran}. It has stopped: polls wait until it runs again." if view.running.has_stopped else f"{ran}."
    )


def more_projects(projects: str) -> str:
    """Return how to reach projects that did not fit."""
    return f"And {projects}: put the project's name after the command."


def how_strong(view: RoleView) -> str:
    """Return a strength with its word; without any because of silence, since when."""
    if view.not_confirmed_since is not None and not view.strength:
        return f"not confirmed since {day_of(view.not_confirmed_since)}"
    return with_word(view.strength) if view.accepted is None else accepted(view.accepted.vacancy)


def _rest_on_one(roles: tuple[Role, ...]) -> str:
    if len(roles) == len(Role):
        return "each function rests on one person"
    return f"{functions(roles)} {'rest on one person each' if len(roles) > 1 else 'rests on one person'}"


def _trust(holder: Holder) -> str:
    if holder.away_until is not None:
        how = "covered, away" if holder.counts else "does not count while away"
        return f", {how} until {day(holder.away_until)}"
    return {
        Standing.CURRENT: "",
        Standing.UNCONFIRMED: f", unconfirmed since {day_of(holder.answered_at)}",
        Standing.LAPSED: f", no longer counts: not confirmed since {day_of(holder.answered_at)}",
    }[holder.standing]


def _step(step: Step, project_name: str) -> str:
    are_several = step.stated is None and not step.lapsed and len(step.vacant) > 1
    lifts = "lift" if are_several else "lifts"
    return f"• {capital(_who_steps(step))} {lifts} *{safe(project_name)}* to {tenths(step.ceiling_after)}."


def _who_steps(step: Step) -> str:
    if step.stated is None:
        return _who_comes(step)
    if len(step.roles) > 1:
        return f"one step up in {functions(step.roles)} together"
    to = CONFIDENCE_OF_ANOTHER[min(step.stated + 1, MOST_CONFIDENCE)]
    return f"one step up in {functions(step.roles)}, to \u201c{to}\u201d,"


def _who_comes(step: Step) -> str:
    """Return who would cover roles without strength: those who covered them before, else a newcomer."""
    again = f"a fresh answer that confirms {functions(step.lapsed)}" if step.lapsed else ""
    newcomers = _newcomers(step.vacant) if step.vacant else ""
    return f"{again}, with {newcomers.rstrip(',')}," if again and newcomers else again or newcomers


def _newcomers(vacant: tuple[Role, ...]) -> str:
    if len(vacant) == 1:
        return f"someone who does the routine work in {functions(vacant)}"
    return f"{_NUMBER[len(vacant)]} people who do the routine work, one in each of {functions(vacant)},"


def _poll(view: StatusView) -> str:
    if view.pause is not None and view.open_poll is None:
        return paused(view.pause)
    if view.open_poll is None:
        return f"Next poll: {moment(view.next_poll_at)}."
    progress = view.open_poll
    said = f"A poll is open until {moment(progress.closes_at)}: {progress.is_in} of {progress.asked} in."
    if view.pause is not None:
        said = f"{paused(view.pause)} {said}"
    return f"{said} The standing shown is the one from before it." if view.project.has_answers else said


def _waiting(view: StatusView) -> Sequence[str]:
    lines = []
    if view.settles_at is not None:
        lines.append(f"A change waits until {moment(view.settles_at)}, in case it is taken back.")
    if view.summary_waits_until is not None:
        lines.append(f"A summary waits for working hours: {moment(view.summary_waits_until)}.")
    return lines


def _response(view: StatusView) -> Sequence[str]:
    """Return how many answered the last poll, and what that means for what is shown."""
    percent = view.percent_answered
    if percent is None:
        return []
    if percent == _EVERYONE:
        return ["Everyone answered the last poll."]
    share = f"{percent} %" if percent else "Nobody"
    if not view.project.has_answers:
        return [f"{share} answered the last poll."]
    effect = ", so this may be incomplete" if percent < FEW_ANSWERS_PERCENT else ""
    return [f"{share} answered the last poll{effect}; what others said before counts as unconfirmed."]
