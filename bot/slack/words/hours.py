"""The words of somebody's working hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.words.times import zone_words

if TYPE_CHECKING:
    from bot.services.ports.asking import HoursView

TITLE = "Working hours"
SUBMIT = "Save"
FROM = "From"
UNTIL = "Until"


def intro(view: HoursView) -> str:
    """Return what the hours do, and by which clocks."""
    return (
        "Questions and reminders wait for these times, in every project. A first poll, one that a lead opens, and "
        f"one that would be over soon ask at once. Both are {zone_words(view.zone)}, the zone Slack has for you."
    )


def saved(view: HoursView) -> str:
    """Return which hours hold from the next question on."""
    hours = f"{view.works_from:%H:%M} and {view.works_until:%H:%M}, {zone_words(view.zone)}"
    return f"Saved: from the next question on, you are asked and reminded between {hours}."
