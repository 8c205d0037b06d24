"""When the next poll is due: a cadence on the project's own wall clock.

The pattern of days comes from dateutil's rrule, the zone's clocks from zoneinfo. An occurrence is a local date,
so the autumn change cannot make one day's poll due twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
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
        days = self._days_from(after.astimezone(ZoneInfo(self.zone)).date() - timedelta(days=1))
        return next(due for due in (instant_of(day, self.at, self.zone) for day in days) if due > after)

    def _days_from(self, first: date) -> Iterator[date]:
        start = datetime.combine(first, time())
        return (found.date() for found in self._rule().xafter(start, inc=True))

    def _rule(self) -> rrule:
        monday = datetime.combine(self.anchor_on - timedelta(days=self.anchor_on.weekday()), time())
        if self.rhythm is Rhythm.MONTHLY:
            return rrule(MONTHLY, byweekday=weekday(self.weekday, self.nth), dtstart=monday)
        weeks = self.weeks if self.rhythm is Rhythm.EVERY_N_WEEKS else 1
        return rrule(WEEKLY, interval=weeks, byweekday=self.weekday, dtstart=monday)
