"""The words of being asked less often, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.polls import HowOften
from bot.slack.words import away, buttons
from bot.slack.words.text import counted, safe

if TYPE_CHECKING:
    from bot.services.ports.asking import HowOftenView

TITLE = "How often I am asked"
SUBMIT = "Save"
LABEL = "Ask me"
MUTED = "You are not asked: you have muted it."
AWAY_UNTIL = "Or I am away until"
AWAY_HINT = f"For days off: nobody asks you until then, in any project, and nobody sees why. {away.EFFECT}"
LABELS = {
    HowOften.EVERY_POLL: "in every poll",
    HowOften.EVERY_OTHER: "in every other poll",
    HowOften.EVERY_THIRD: "in every third poll",
    HowOften.MUTED: "never (mute)",
}
LEAVING = "not any more: I do not work on it"


def intro(view: HowOftenView) -> str:
    """Return what the choice does."""
    polls = counted(view.lapse_after, "poll")
    return (
        f"*{safe(view.project_name)}*: asked less often, what you said goes on counting in between. Muted, you "
        f"get no questions and no reminders; that confirms nothing, so after {polls} your roles stop counting. "
        "`/checkin` takes your answer at any time. If you do not work on it any more, your roles end at once."
    )


def left(project_name: str) -> str:
    """Return that somebody has left a project at their own word, and the way back."""
    return (
        f"You have left *{safe(project_name)}*: you are not asked about it any more, and your roles there no "
        "longer count. If you come back to it, its leads can add you again."
    )


def saved(view: HowOftenView) -> str:
    """Return what was chosen, and how to change it."""
    name = f"*{safe(view.project_name)}*"
    if view.how_often is HowOften.EVERY_POLL:
        return f"{name}: you are asked {LABELS[view.how_often]}. *{buttons.HOW_OFTEN}* makes that rarer."
    polls = counted(view.lapse_after, "poll")
    is_muted = view.how_often is HowOften.MUTED
    muted = f"you are not asked any more, and after {polls} your roles stop counting"
    asked = muted if is_muted else f"you are asked {LABELS[view.how_often]}"
    return f"{name}: {asked}. *{buttons.HOW_OFTEN_AGAIN}* in App Home changes that."


def standing(how_often: HowOften) -> str | None:
    """Return how often one is asked, where that is not in every poll."""
    if how_often is HowOften.EVERY_POLL:
        return None
    return MUTED if how_often is HowOften.MUTED else f"You are asked {LABELS[how_often]}."
