"""The words of being asked less often, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.polls import HowOften
from bot.slack.words import buttons
from bot.slack.words.text import counted, safe

if TYPE_CHECKING:
    from bot.services.ports.asking import HowOftenView

TITLE = "How often I am asked"
SUBMIT = "Save"
LABEL = "Ask me"
CHANGE = f"To change this again: App Home, beside the project, *{buttons.HOW_OFTEN_AGAIN}*."
MUTED = "You are not asked: you muted it."
AWAY_UNTIL = "Or I am away until"
AWAY_HINT = "For days off: nobody asks you until then, in any project, and nobody is told why."
LABELS = {
    HowOften.EVERY_POLL: "in every poll",
    HowOften.EVERY_OTHER: "in every other poll",
    HowOften.EVERY_THIRD: "in every third poll",
    HowOften.MUTED: "never (mute)",
}


def intro(view: HowOftenView) -> str:
    """Return what the choice does."""
    polls = counted(view.lapse_after, "poll")
    return (
        f"*{safe(view.project_name)}*: asked less often, what you said goes on counting in between. Muted, you "
        f"get no questions and no reminders; that confirms nothing, so after {polls} your roles stop counting. "
        "`/checkin` takes your answer at any time."
    )


def saved(view: HowOftenView) -> str:
    """Return what was chosen, and how to change it."""
    how = f"you are asked {LABELS[view.how_often]}."
    if view.how_often is HowOften.MUTED:
        polls = counted(view.lapse_after, "poll")
        how = f"muted. After {polls} your roles stop counting; `/checkin` confirms them at any time."
    return f"*{safe(view.project_name)}*: {how} {CHANGE}"


def standing(how_often: HowOften) -> str | None:
    """Return how often one is asked, where that is not in every poll."""
    if how_often is HowOften.EVERY_POLL:
        return None
    return MUTED if how_often is HowOften.MUTED else f"You are asked {LABELS[how_often]}."
