"""The words of App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.standing import Standing
from bot.slack.words import away, buttons, frequency, portfolio
from bot.slack.words.help import MORE
from bot.slack.words.pauses import paused
from bot.slack.words.roles import role_name
from bot.slack.words.strengths import said_by_oneself
from bot.slack.words.text import called, channel, counted, mid_sentence

if TYPE_CHECKING:
    from bot.services.ports.home import HomeProject, HomeView
    from bot.services.ports.portfolio import PortfolioView

WAITING = "Waiting for you"
LEADING = "Projects you lead"
PROJECTS = "Your projects"
SECONDMENTS = "Secondments"
PORTFOLIO = "Across projects"
WELCOME = "What holds your project back?"
ABOUT = (
    "A machine-learning project gets no further than the weakest of its four functions: data science, "
    "ML engineering, infrastructure and domain expertise. I ask its members which of them they cover, in ten "
    "seconds, and show which one sets the ceiling."
)
FIRST_STEP = "You pick a channel that I am in and a name; everyone in it is asked at once."
WAITS_ABOVE = "It waits for your answer, above."
FOR_GUESTS = f"{portfolio.ASK_THE_LEAD} Then what you cover shows here."
ONLY_YOU = f"Only you see this page. {MORE}"
WEAKEST = "The weakest of those you can see:"
_WEAKEST_MOST = 3


def you(view: HomeView) -> str:
    """Return one's hats and one's risk hat, and whether nothing waits; for oneself alone."""
    nothing = [] if view.waiting else ["Nothing waits for you."]
    absence = [away.until(view.away)] if view.away is not None else []
    return "\n".join([*nothing, *absence, _hats(view), *_risk(view)])


def project(view: HomeProject, *, is_waiting: bool = False) -> str:
    """Return one project of one's own: its ceiling and what one said about oneself, unless that is asked now."""
    where = f"In {channel(view.brief.slack_channel_id)}. {WAITS_ABOVE if is_waiting else _own(view)}"
    pause = [paused(view.pause)] if view.pause is not None else []
    return "\n".join([portfolio.headline(view.brief), *pause, where])


def across(view: PortfolioView) -> str:
    """Return the shortest account of a portfolio: what sets the ceiling most often, and the weakest projects."""
    weakest = [each for each in view.projects if each.strengths is not None][:_WEAKEST_MOST]
    most_often = portfolio.most_often(view)
    said = [most_often] if most_often else []
    return "\n".join([*said, WEAKEST, *(f"• {portfolio.headline(each)}" for each in weakest)])


def more_waiting(count: int) -> str:
    """Return that more check-ins wait than fit."""
    return f"And {counted(count, 'more check-in waits', 'more check-ins wait')}: `/checkin` lists them."


def more_projects(count: int) -> str:
    """Return that some projects did not fit."""
    return f"And {counted(count, 'more project')}: *{buttons.PORTFOLIO}* or `/ceiling portfolio` shows them."


def more_secondments(count: int) -> str:
    """Return that some secondments did not fit."""
    return f"And {counted(count, 'more secondment')}: `/secondment list` shows them."


def _own(view: HomeProject) -> str:
    if not view.is_member:
        return "You are not asked here."
    asked = frequency.standing(view.how_often)
    return f"{_said(view)}\n{asked}" if asked else _said(view)


def _said(view: HomeProject) -> str:
    if view.own is None:
        return "You have not answered yet."
    return said_by_oneself("You said", view.own, view.own_at, view.standing)


def _hats(view: HomeView) -> str:
    if not view.hats:
        return _no_hats(view)
    if view.hats == 1:
        return "You carry 1 role."
    return f"You carry {view.hats} roles (hats). Each after the first takes some focus from all of them."


def _no_hats(view: HomeView) -> str:
    if any(each.is_to_confirm and each.standing is Standing.LAPSED for each in view.projects):
        return "None of your roles counts at present: they have not been confirmed."
    is_away_with_roles = view.away is not None and any(each.own for each in view.projects)
    return "Your roles wait for you." if is_away_with_roles else "You carry no role at present."


def _risk(view: HomeView) -> list[str]:
    if view.risk_hat is None:
        return []
    role, project = view.risk_hat
    where = called(project.name, project.slack_channel_id)
    return [f"You are least sure as {mid_sentence(role_name(role))} in {where}. Only you see this."]
