"""What is said before silence ends a claim, and of a lead's word that it still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.words import buttons
from bot.slack.words.strengths import functions
from bot.slack.words.text import mention, safe
from bot.slack.words.times import day_of

if TYPE_CHECKING:
    from bot.domain.roles import Role
    from bot.services.ports.asking import LapseWarning, VouchView


def own_lapses(warning: LapseWarning) -> str:
    """Return what happens to a claim after one more silent poll, to its owner."""
    return (
        f"*{safe(warning.project_name)}*: you last confirmed {_functions(warning.roles)} on "
        f"{day_of(warning.confirmed_at)}. If the next poll passes without an answer, this stops counting. "
        f"If it still holds, press *{buttons.STILL_COVER}*; if not, *{buttons.UPDATE}*."
    )


def anothers_lapses(warning: LapseWarning) -> str:
    """Return the same, to a lead."""
    return (
        f"*{safe(warning.project_name)}*: {mention(warning.slack_user_id)} covers {_functions(warning.roles)}, "
        f"last confirmed on {day_of(warning.confirmed_at)}. "
        "After one more poll without an answer it stops counting. Please ask them: `/checkin` takes their answer "
        f"at any time. If they tell you it still holds, press *{buttons.VOUCH}*; they hear of it and can undo it."
    )


def vouched(vouch: VouchView) -> str:
    """Return what a lead passed on, to the member it is about."""
    if vouch.is_undone:
        return taken_back(vouch)
    return (
        f"*{safe(vouch.project_name)}*: {mention(vouch.vouched_by)} passed on that you still cover "
        f"{_functions(vouch.roles)}, so your last answer goes on counting. If that is not so, press "
        f"*{buttons.UNDO}*."
    )


def taken_back(vouch: VouchView) -> str:
    """Return that a lead's word no longer counts, to the member it was about."""
    return (
        f"*{safe(vouch.project_name)}*: undone. Only your own answer counts now; "
        f"*{buttons.UPDATE}* changes it."
    )


def vouch_noted(vouch: VouchView) -> str:
    """Return that a lead's word was recorded, to that lead."""
    return (
        f"*{safe(vouch.project_name)}*: noted that {mention(vouch.slack_user_id)} still covers "
        f"{_functions(vouch.roles)}. They are told, and can undo it in one tap."
    )


def _functions(roles: tuple[Role, ...]) -> str:
    return f"*{functions(roles)}*"
