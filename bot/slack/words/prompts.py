"""What a person is asked, reminded of and told about their own answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.polls import CheckInState
from bot.slack.words import buttons
from bot.slack.words.cadence import cadence_words
from bot.slack.words.roles import role_name
from bot.slack.words.strengths import own_claims, said_by_oneself
from bot.slack.words.text import called, mention, mid_sentence, safe
from bot.slack.words.times import moment

if TYPE_CHECKING:
    from bot.domain.roles import Role
    from bot.services.ports.asking import AnswerTaken, CheckInView
    from bot.services.ports.portfolio import ProjectName

OPENNESS = "Your roles and stated confidence are visible to this project."
# Said before the first answer; the loan desk of a portfolio names people.
OPENNESS_AT_FIRST = f"{OPENNESS} Leads of other projects can read where you could help."
WHY = (
    "Hello. I ask who covers data science, ML engineering, infrastructure and domain expertise, "
    "so gaps show early. It takes ten seconds."
)
REMINDER = "One reminder before the poll closes:"
NUDGE = (
    "The last poll closed without your answer; this one still takes it. Nothing more is sent about it. "
    f"*{buttons.HOW_OFTEN}* makes these rarer."
)
OUTSIDE_THE_POLL = "The poll had closed, so this is not in its results. It counts from now on."


def question(check_in: CheckInView) -> str:
    """Return what is asked, and what *No change* would confirm."""
    asked = f"{_called(check_in)}: which roles do you cover, and how confidently?"
    lines = [asked, _added(check_in) if check_in.own is None else _last_answer(check_in), _until(check_in)]
    return "\n".join(lines)


def reminder(check_in: CheckInView) -> str:
    """Return the reminder: what is still open, until when."""
    closes = moment(check_in.closes_at, check_in.cadence.zone)
    open_still = f"{_called(check_in)} still waits for your answer, until {closes}."
    return open_still if check_in.own is None else f"{open_still}\n{_last_answer(check_in)}"


def nudge(check_in: CheckInView) -> str:
    """Return what waits, until when, and how long an answer takes."""
    closes = moment(check_in.closes_at, check_in.cadence.zone)
    return f"{_called(check_in)} is open until {closes}. It takes ten seconds."


def receipt(check_in: CheckInView) -> str:
    """Return what a check-in came to, once nothing is asked any more."""
    return f"{_called(check_in)}: {_came_to(check_in)}"


def _called(check_in: CheckInView) -> str:
    return called(check_in.project_name, check_in.slack_channel_id if check_in.has_namesake else None)


def _came_to(check_in: CheckInView) -> str:
    is_in = check_in.state is CheckInState.ANSWERED
    if not check_in.is_member:
        return _gone(check_in)
    if is_in or check_in.answered_after:
        afterwards = _edit_until(check_in) if is_in else f"\n{OUTSIDE_THE_POLL}"
        return f"thank you, saved.\n{own_claims(check_in.own or ())}{afterwards}"
    if check_in.state is CheckInState.SKIPPED:
        return _skipped(check_in)
    if check_in.state is CheckInState.AWAY:
        return _away(check_in)
    return "this poll has closed. You can still answer at any time with `/checkin`."


def _away(check_in: CheckInView) -> str:
    if check_in.is_away:
        return f"you are away, so nothing is asked of you. Back earlier? Press *{buttons.COME_BACK}*."
    return "you were away, so nothing was asked of you. `/checkin` takes an answer at any time."


def _skipped(check_in: CheckInView) -> str:
    before = "" if check_in.own is None else ", so your last answer stays unconfirmed"
    closes = moment(check_in.closes_at, check_in.cadence.zone)
    still = f"*{buttons.EDIT}* takes an answer until {closes} at the latest"
    afterwards = "`/checkin` takes an answer at any time" if check_in.is_closed else still
    return f"skipped this time. A skip confirms nothing{before}. {afterwards}."


def _gone(check_in: CheckInView) -> str:
    if check_in.state is CheckInState.NOT_MINE:
        return "you have left this project and are not asked about it any more."
    return "you are not in this project any more, so nothing is asked of you."


def answer_taken(taken: AnswerTaken) -> str:
    """Return what was saved, to its owner alone."""
    saved = f"Saved for *{safe(taken.project_name)}*:\n{own_claims(taken.own)}"
    if taken.poll_closed_before:
        saved += f"\n{OUTSIDE_THE_POLL}"
    return saved


def risk_hat(role: Role, project: ProjectName) -> str:
    """Return the risk hat and the project it is worn in, said to its owner alone."""
    return (
        f"You carry several roles. You are least sure as *{mid_sentence(role_name(role))}* in "
        f"{called(project.name, project.slack_channel_id)}. Only you see this."
    )


def more(projects: str) -> str:
    """Return where to answer for projects that did not fit."""
    return f"And {projects}: answer with `/checkin`."


def _added(check_in: CheckInView) -> str:
    added = f"{mention(check_in.added_by)} added you. " if check_in.added_by else ""
    return (
        f"{added}You are asked {cadence_words(check_in.cadence)}, or when your own working day begins. "
        f"If you do not work on it, press *{buttons.NOT_MY_PROJECT}*."
    )


def _last_answer(check_in: CheckInView) -> str:
    own = said_by_oneself("Your last answer", check_in.own or (), check_in.own_at, check_in.standing)
    return f"{own}\n*{buttons.NO_CHANGE}* confirms exactly this."


def _until(check_in: CheckInView) -> str:
    return f"Open until {moment(check_in.closes_at, check_in.cadence.zone)}."


def _edit_until(check_in: CheckInView) -> str:
    if check_in.is_closed:
        return ""
    closes = moment(check_in.closes_at, check_in.cadence.zone)
    return f"\nYou can change it until the poll closes, {closes} at the latest."
