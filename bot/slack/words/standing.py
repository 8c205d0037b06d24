"""The standing of a project in words: strengths, who covers, ceiling arithmetic, what is waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import DECISIVE_ROLE
from bot.domain.standing import Standing
from bot.slack.words.pauses import paused
from bot.slack.words.roles import CONFIDENCE, function_name, role_name, stage_name
from bot.slack.words.strengths import functions, holder_says, square, tenths, with_word
from bot.slack.words.text import mention, mid_sentence, safe
from bot.slack.words.times import day, day_of, moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.steps import Step
    from bot.services.ports.standing import Holder, ProjectView, RoleView, StatusView

NO_ANSWERS = "Nobody has answered yet: coverage shows after the first answer."
FIRST_POLL = "No standing yet: it shows when the first poll closes."
ONLY_YOU = "Only you see this. *Share in channel* posts it without names."
WHICH_PROJECT = "Which project?"
HOLDERS_MOST = 8


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
    return f"{square(view.strength)} *{function_name(view.role)}*: {how_strong(view)}{_depth(view)}"


def covered_by(view: RoleView) -> str:
    """Return who claims a role, one line each, to the members of the project."""
    lines = [holder_line(holder) for holder in view.holders[:HOLDERS_MOST]]
    more = len(view.holders) - HOLDERS_MOST
    return "\n".join([*lines, f"• and {more} more"] if more > 0 else lines)


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
    """Return the stage's decisive role if it is weakest or vacant: that is said first."""
    role = DECISIVE_ROLE[project.stage]
    if role not in project.strengths.weakest(project.stage) and project.strengths[role]:
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
    return "\n".join([_poll(view), *_waiting(view), *_few(view)])


def more_projects(projects: str) -> str:
    """Return how to reach projects that did not fit."""
    return f"And {projects}: put the project's name behind the command."


def how_strong(view: RoleView) -> str:
    """Return a strength with its word; without any because of silence, since when."""
    if view.not_confirmed_since is not None and not view.strength:
        return f"not confirmed since {day_of(view.not_confirmed_since)}"
    return with_word(view.strength)


def _depth(view: RoleView) -> str:
    if not view.strength or view.depth > 1:
        return ""
    return ", one person only" if view.depth else ", nobody alone yet"


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
    moves = "lifts" if step.ceiling_after > step.ceiling_before else "lowers"
    return f"• {_who_steps(step)} {moves} *{safe(project_name)}* to {tenths(step.ceiling_after)}."


def _who_steps(step: Step) -> str:
    several, where = len(step.roles) > 1, functions(step.roles)
    if step.stated is None:
        return f"Someone who does the routine work in {'each of ' if several else ''}{where}"
    return f"One step up in {where}{' together' if several else ''}"


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


def _few(view: StatusView) -> Sequence[str]:
    return [] if view.percent_answered is None else [f"{view.percent_answered} % answered the last poll."]
