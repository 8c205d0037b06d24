"""What a channel reads about a poll, and what leads are told when one cannot be held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.words import buttons
from bot.slack.words.strengths import tenths
from bot.slack.words.text import counted, safe
from bot.slack.words.times import moment

if TYPE_CHECKING:
    from bot.services.ports.standing import PollProgress, PollView, ProjectView


def heading(project_name: str, *, is_closed: bool) -> str:
    """Return the first line of a poll, open or closed."""
    name = safe(project_name)
    return f"*{name}*: poll closed" if is_closed else f"*{name}*: who covers what, and how confidently?"


def invitation(view: PollView) -> str:
    """Return until when one can answer, and how; the first one says why."""
    closes = moment(view.progress.closes_at)
    until = f"Open until {closes}. Members: press *{buttons.ANSWER}*, it takes ten seconds."
    return f"{_why(view)}\n{until}" if view.is_first else until


def so_many_in(progress: PollProgress) -> str:
    """Return "3 of 4 in"."""
    return f"{progress.is_in} of {progress.asked} in"


def result(progress: PollProgress, project: ProjectView) -> str:
    """Return how many answered and where the ceiling is; without any answer, that."""
    if not project.has_answers:
        return f"{so_many_in(progress)}. Nobody has answered yet, so there is no ceiling to show."
    return f"{so_many_in(progress)}. Ceiling: {tenths(project.strengths.ceiling)} of 5."


def opened(project_name: str, progress: PollProgress) -> str:
    """Return what happens now, to whoever opened a poll; who answered just before counts as in."""
    waiting, closes = progress.asked - progress.is_in, moment(progress.closes_at)
    said = f"The poll for *{safe(project_name)}* is open until {closes}."
    if not waiting:
        return f"{said} Nobody needs to be asked: all answered in the last two working days."
    return f"{said} {counted(waiting, 'person is', 'people are')} asked now{_before(progress)}."


def closed(progress: PollProgress, project: ProjectView) -> str:
    """Return what came of it, to whoever closed a poll."""
    return f"The poll for *{safe(project.name)}* is closed: {result(progress, project)}"


def nobody_to_ask(project_name: str, *, all_muted: bool = False) -> str:
    """Return why there was no poll, to the leads."""
    why = "everyone who could be asked has muted it" if all_muted else "everyone is away or has left"
    muted = f"Whoever muted it can change that in App Home, with *{buttons.HOW_OFTEN_AGAIN}*."
    what = muted if all_muted else "You may want to check its members."
    return f"*{safe(project_name)}* has nobody to ask now: {why}. So no poll was opened. {what}"


def empty_poll(project_name: str) -> str:
    """Return that nobody answered the first poll, to the leads."""
    return (
        f"The first poll for *{safe(project_name)}* closed without an answer, so there is no ceiling yet. "
        f"To try once more, press *{buttons.OPEN_POLL}*; to ask at another time, *{buttons.SETTINGS}*. "
        "`/checkin` takes an answer at any time."
    )


def expert_missing(project: ProjectView) -> str:
    """Return that the domain expert is still vacant, to the channel, once."""
    return (
        f"*{safe(project.name)}* has no domain expert yet. That person knows what the data means; they are "
        "needed from the beginning and cannot be hired from outside. "
        "Who in the organisation knows this field best?"
    )


def _before(progress: PollProgress) -> str:
    return (
        f"; {counted(progress.is_in, 'answer', 'answers')} from the last two working days count"
        if progress.is_in
        else ""
    )


def _why(view: PollView) -> str:
    set_up = f" Set up by {safe(view.set_up_by)}." if view.set_up_by else ""
    return f"A project is as strong as its weakest function, so I ask who covers each of the four.{set_up}"
