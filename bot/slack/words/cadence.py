"""When a project is asked, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.recurrence import LAST_OF_MONTH, Rhythm
from bot.slack.words.times import WEEKDAYS, zone_words

if TYPE_CHECKING:
    from bot.domain.recurrence import Cadence

NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST_OF_MONTH: "last"}


def cadence_words(cadence: Cadence) -> str:
    """Return "every other Monday at 09:00, Berlin time"."""
    return f"{_days(cadence)} at {cadence.at:%H:%M}, {zone_words(cadence.zone)}"


def rhythm_words(rhythm: Rhythm, weeks: int, nth: int) -> str:
    """Return a rhythm as a choice, without its weekday: "Every 2 weeks", "Monthly, the first one"."""
    if rhythm is Rhythm.MONTHLY:
        return f"Monthly, on the {NTH[nth]} such day"
    return f"Every {weeks} weeks" if rhythm is Rhythm.EVERY_N_WEEKS and weeks > 1 else "Every week"


def _days(cadence: Cadence) -> str:
    weekday = WEEKDAYS[cadence.weekday]
    if cadence.rhythm is Rhythm.MONTHLY:
        return f"every month on the {NTH[cadence.nth]} {weekday}"
    weeks = cadence.weeks if cadence.rhythm is Rhythm.EVERY_N_WEEKS else 1
    return {1: f"every {weekday}", 2: f"every other {weekday}"}.get(
        weeks, f"every {weeks} weeks on {weekday}"
    )
