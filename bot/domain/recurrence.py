"""When the next poll is due: a cadence on the project's own wall clock.

The pattern of days comes from dateutil's rrule, the zone's clocks from zoneinfo. An occurrence is a local
date, so the autumn change cannot make one day's poll due twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from bot.domain.workdays import instant_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_WEEKS_BETWEEN = 26
LAST_OF_MONTH = -1
NTHS = (1, 2, 3, 4, LAST_OF_MONTH)


class Rhythm(StrEnum):
    """How a cadence repeats."""

    WEEKLY = "weekly"
    EVERY_N_WEEKS = "every_n_weeks"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a project is asked.

    `weekday` is 0 (Monday) to 6; `weeks` 1-26 counts from the week of `anchor_on`; `nth` is 1-4 or -1 (last),
    the weekday's place in the month. The fields a rhythm does not use are left alone.
    """

    rhythm: Rhythm
    weekday: int
    at: time
    zone: str
    anchor_on: date
    weeks: int = 2
    nth: int = 1

    def next_due(self, after: datetime) -> datetime:
        """Return the first due time (UTC) later than an instant."""
        return next(self.due_after(after))

    def due_after(self, after: datetime) -> Iterator[datetime]:
        """Yield every due time (UTC) later than an instant, the earliest first."""
        # A time that the spring change skips may move past midnight: yesterday's occurrence may lie ahead.
        yesterday = after.astimezone(ZoneInfo(self.zone)).date() - timedelta(days=1)
        dues = (instant_of(found.date(), self.at, self.zone) for found in self._pattern(yesterday))
        return (due for due in dues if due > after)

    def times_due(self, after: datetime, until: datetime) -> int:
        """Return how often it falls due later than one instant and not later than another."""
        return sum(1 for _ in takewhile(lambda due: due <= until, self.due_after(after)))

    def _pattern(self, first: date) -> rrule:
        """Return the rule for the days from `first` on, which may begin some days earlier.

        It starts near `first`, not at an anchor that may lie years back: rrule steps through all between.
        """
        monday = self.anchor_on - timedelta(days=self.anchor_on.weekday())
        if self.rhythm is Rhythm.MONTHLY:
            start = datetime.combine(max(monday, first.replace(day=1)), time())
            return rrule(MONTHLY, byweekday=weekday(self.weekday, self.nth), dtstart=start)
        weeks = self.weeks if self.rhythm is Rhythm.EVERY_N_WEEKS else 1
        rounds = max((first - monday).days // (7 * weeks), 0)
        start = datetime.combine(monday + timedelta(weeks=rounds * weeks), time())
        return rrule(WEEKLY, interval=weeks, byweekday=self.weekday, dtstart=start)
