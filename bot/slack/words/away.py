"""The words of an absence: set by oneself, with an end and without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.standing import LONGEST_COUNTED_AWAY_DAYS
from bot.slack.words import buttons
from bot.slack.words.strengths import functions
from bot.slack.words.text import mention, safe
from bot.slack.words.times import day

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.roles import Role
    from bot.services.ports.asking import AwayView

TITLE = "Away"
SUBMIT = "Save"
UNTIL_ON = "Last day away"
_EARLIER = f"*{buttons.COME_BACK}* or `/ceiling away back` ends it early."
# Said wherever one sets oneself away.
EFFECT = (
    f"Up to {LONGEST_COUNTED_AWAY_DAYS} days, your roles go on counting. "
    "For longer, they pause, and the leads are told."
)
INTRO = (
    f"While you are away nobody asks you. {EFFECT} Your projects' members see until when, nobody why. "
    "It starts now; `/ceiling away back` ends it early."
)
BACK = "Welcome back: your roles count and you are asked again."
NOT_AWAY = "You were not set away. `/ceiling away` does that."


def saved(away: AwayView) -> str:
    """Return what an absence does, to the person."""
    when = f"from {day(away.from_on)} to {day(away.until_on)}"
    days = f"Saved: you are away {when}. You are not asked in that time"
    if away.is_long:
        return f"{days}, and your roles do not count in it. The leads of your projects have been told. {_EARLIER}"
    return f"{days}, and your roles go on counting. {_EARLIER}"


def until(away: AwayView) -> str:
    """Return that one is away, and what that does, to oneself."""
    count = "your roles do not count" if away.is_long else "your roles go on counting"
    return f"You are away until {day(away.until_on)}: you are not asked, and {count}."


def long_absence(project_name: str, slack_user_id: str, roles: tuple[Role, ...], until_on: date) -> str:
    """Return which of someone's roles will pause, to a lead."""
    return (
        f"*{safe(project_name)}*: {mention(slack_user_id)} will be away until {day(until_on)}. Until then, what "
        f"they say about *{functions(roles)}* does not count. You may want to find someone to cover: "
        f"*{buttons.STATUS}* shows who else does."
    )
