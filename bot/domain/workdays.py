"""Working days and working hours on a place's own wall clock.

Weekdays are numbered as Python does: Monday 0 to Sunday 6. Instants are aware datetimes in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.errors import HoursTooShort, NoWorkingDays, UnknownZone

if TYPE_CHECKING:
    from collections.abc import Container

MONDAY_TO_FRIDAY = frozenset(range(5))
DAY_STARTS = time(9)
DAY_ENDS = time(17)
_ONE_DAY = timedelta(days=1)
_LAST_HOUR = time(23)
_LEAST_HOURS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The working days (at least one weekday, 0-6) and hours of a project or a person in an IANA zone.

    `days_off` are public holidays: working days on which nobody works.

    Raises NoWorkingDays when there is none.
    """

    zone: str
    days: frozenset[int] = MONDAY_TO_FRIDAY
    starts: time = DAY_STARTS
    ends: time = DAY_ENDS
    days_off: Container[date] = field(default=frozenset(), compare=False)

    def __post_init__(self) -> None:
        """Refuse a week without work: looking for its next working day would never end."""
        if not any(day in self.days for day in range(7)):
            raise NoWorkingDays

    def local(self, instant: datetime) -> datetime:
        """Return an instant on this place's wall clock."""
        return instant.astimezone(ZoneInfo(self.zone))

    def is_working_day(self, day: date) -> bool:
        """Whether people work on a day."""
        return day.weekday() in self.days and day not in self.days_off

    def next_instant(self, instant: datetime) -> datetime:
        """Return the instant itself within working hours, else when they next start (UTC)."""
        local = self.local(instant)
        if self.is_working_day(local.date()) and self.starts <= local.time() < self.ends:
            return instant
        day = local.date() if local.time() < self.starts else local.date() + _ONE_DAY
        while not self.is_working_day(day):
            day += _ONE_DAY
        return instant_of(day, self.starts, self.zone)

    def shares_clock(self, zone: str, instant: datetime) -> bool:
        """Whether the clocks of another place show the same time at an instant."""
        return self.local(instant).utcoffset() == instant.astimezone(ZoneInfo(zone)).utcoffset()

    def reaching(self, at: time) -> WorkingTime:
        """Return the same days with hours that reach to a time outside them, and the hour after it."""
        an_hour_later = at.replace(hour=at.hour + 1) if at < _LAST_HOUR else time.max
        return replace(self, starts=min(self.starts, at), ends=max(self.ends, an_hour_later))

    def on_working_day(self, instant: datetime) -> datetime:
        """Return the instant itself on a working day, else the same local time on the next one (UTC)."""
        return instant if self.is_working_day(self.local(instant).date()) else self.add_days(instant, 1)

    def add_days(self, instant: datetime, days: int) -> datetime:
        """Return the same local time `days` (1 or more) working days later (UTC)."""
        return self._shifted(instant, days, _ONE_DAY)

    def subtract_days(self, instant: datetime, days: int) -> datetime:
        """Return the same local time `days` (1 or more) working days earlier (UTC)."""
        return self._shifted(instant, days, -_ONE_DAY)

    def days_between(self, start: datetime, end: datetime) -> int:
        """Return how many whole working days lie between two instants, by the rule of `add_days`."""
        whole = 0
        while self.add_days(start, whole + 1) <= end:
            whole += 1
        return whole

    def last_morning_before(self, instant: datetime) -> datetime:
        """Return the last start of a working day that is before an instant (UTC)."""
        day = self.local(instant).date()
        while not self.is_working_day(day) or instant_of(day, self.starts, self.zone) >= instant:
            day -= _ONE_DAY
        return instant_of(day, self.starts, self.zone)

    def _shifted(self, instant: datetime, days: int, by: timedelta) -> datetime:
        local, day = self.local(instant), self.local(instant).date()
        for _ in range(days):
            day += by
            while not self.is_working_day(day):
                day += by
        return instant_of(day, local.time(), self.zone)


def instant_of(day: date, at: time, zone: str) -> datetime:
    """Return the instant (UTC) at which a zone's clocks show a time on a day.

    A time that the spring change skips moves forward by the gap; of one that the autumn change repeats, the
    first is taken.
    """
    local = datetime.combine(day, at.replace(fold=0), ZoneInfo(zone))
    return local.astimezone(UTC)


def check_hours(starts: time, ends: time) -> None:
    """Raise HoursTooShort unless a working day ends an hour or more after its start."""
    length = datetime.combine(date.min, ends) - datetime.combine(date.min, starts)
    if length < _LEAST_HOURS:
        raise HoursTooShort


def known_zone(typed: str) -> str:
    """Return the IANA name that a person typed in whatever case, or with spaces; raises UnknownZone."""
    found = _zones().get(typed.strip().replace(" ", "_").casefold())
    if found is None:
        raise UnknownZone
    return found


@cache
def _zones() -> dict[str, str]:
    # Reading the machine's list of zones takes tens of milliseconds.
    return {zone.casefold(): zone for zone in available_timezones()}
