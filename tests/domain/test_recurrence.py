"""When the next poll is due, in every zone and over every change of its clocks."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recurrence import LAST_OF_MONTH, MOST_WEEKS_BETWEEN, NTHS, Cadence, Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator

ANCHOR = date(2025, 12, 31)  # a Wednesday
BEGIN = date(2026, 1, 5)  # a Monday
TWO_YEARS = timedelta(days=2 * 365)
ONE_DAY = timedelta(days=1)
WEEKDAYS = range(7)
CHUNKS = 24


def weekly(weekday: int, at: time, zone: str, anchor_on: date = ANCHOR) -> Cadence:
    """Return a weekly cadence."""
    return Cadence(Rhythm.WEEKLY, weekday, at, zone, anchor_on)


def first_dues(cadence: Cadence, count: int, after: date = BEGIN) -> list[datetime]:
    """Return the first due times after the start of a day, by the zone's clocks."""
    zone = ZoneInfo(cadence.zone)
    midnight = datetime.combine(after, time(), zone).astimezone(UTC) - timedelta(microseconds=1)
    return [due.astimezone(zone) for due in islice(cadence.due_after(midnight), count)]


# Every zone


@dataclass(frozen=True)
class Change:
    """A change of a zone's clocks: where they stood just before it, and how far they moved (< 0: back)."""

    before: datetime
    moved: timedelta

    @property
    def middle(self) -> datetime:
        """The local time in the middle of what is skipped or repeated."""
        return self.before + self.moved / 2

    def skips(self, wall: datetime) -> bool:
        """Whether no clock ever shows a local time, because of this change."""
        return self.before <= wall < self.before + self.moved


def changes_of(zone: ZoneInfo) -> Iterator[Change]:
    """Find the changes of two years, day by day and then to the second, going from UTC to the zone alone."""
    start = datetime.combine(BEGIN, time(), UTC)
    days = [start + ONE_DAY * number for number in range(TWO_YEARS.days + 1)]
    offsets = [day.astimezone(zone).utcoffset() or timedelta() for day in days]
    for (day, before), (_, after) in pairwise(zip(days, offsets, strict=True)):
        if before != after:
            at = instant_of_change(zone, day)
            yield Change(at.replace(tzinfo=None) + before, after - before)


def instant_of_change(zone: ZoneInfo, day: datetime) -> datetime:
    """Return the first instant of a day (UTC) at which a zone's offset is another than at its start."""
    low, high = 0, 24 * 3600
    while high - low > 1:
        middle = (low + high) // 2
        shown = (day + timedelta(seconds=middle)).astimezone(zone)
        same = shown.utcoffset() == day.astimezone(zone).utcoffset()
        low, high = (middle, high) if same else (low, middle)
    return day + timedelta(seconds=high)


def faults(cadence: Cadence, changes: list[Change]) -> Iterator[str]:
    """Yield what is wrong with two years of a weekly cadence, in words."""
    first = BEGIN + ONE_DAY * cadence.weekday
    days = [first + timedelta(weeks=week) for week in range(TWO_YEARS.days // 7)]
    dues = first_dues(cadence, len(days))
    walls = [datetime.combine(day, cadence.at) for day in days]
    expected = [wall + sum((c.moved for c in changes if c.skips(wall)), timedelta()) for wall in walls]
    shown = [due.replace(tzinfo=None) for due in dues]
    if shown != expected:
        yield from (
            f"{cadence.zone}, {wall:%A} {wall}: due at {is_due}, not at {should_be}"
            for wall, is_due, should_be in zip(walls, shown, expected, strict=True)
            if is_due != should_be
        )
    yield from (f"{cadence.zone} {due}: the second of a repeated time" for due in dues if due.fold)
    instants = [due.astimezone(UTC) for due in dues]
    yield from (f"{cadence.zone} {a} is not before {b}" for a, b in pairwise(instants) if not a < b)


def test_a_zone_s_changes_are_found_where_they_are() -> None:
    assert list(changes_of(ZoneInfo("America/New_York")))[:2] == [
        Change(datetime.combine(date(2026, 3, 8), time(2)), timedelta(hours=1)),
        Change(datetime.combine(date(2026, 11, 1), time(2)), timedelta(hours=-1)),
    ]
    assert len(list(changes_of(ZoneInfo("America/New_York")))) == 4
    assert list(changes_of(ZoneInfo("Asia/Tokyo"))) == []


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_in_every_zone_every_weekday_keeps_its_local_time_once_a_week_for_two_years(chunk: int) -> None:
    found = []
    for name in sorted(available_timezones())[chunk::CHUNKS]:
        changes = list(changes_of(ZoneInfo(name)))
        times = {time(9), *(change.middle.time() for change in changes)}
        cadences = [weekly(weekday, at, name) for weekday in WEEKDAYS for at in sorted(times)]
        found += [fault for cadence in cadences for fault in faults(cadence, changes)]
    assert not found, "\n".join(found[:20])


# Changes worth a sentence of their own


@pytest.mark.parametrize(
    ("zone", "day", "at", "shown"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T03:30:00+02:00"),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T02:30:00+02:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04T02:45:00+11:00"),  # half an hour
        ("Africa/Cairo", date(2026, 4, 24), time(0, 30), "2026-04-24T01:30:00+03:00"),  # at midnight
        ("America/Nuuk", date(2026, 3, 28), time(23, 30), "2026-03-29T00:30:00-01:00"),  # past midnight
        ("Pacific/Apia", date(2011, 12, 30), time(9), "2011-12-31T09:00:00+14:00"),  # a day that never was
    ],
)
def test_a_skipped_time_moves_forward_by_the_gap_and_a_repeated_one_comes_first(
    zone: str, day: date, at: time, shown: str
) -> None:
    cadence = weekly(day.weekday(), at, zone, anchor_on=date(2011, 1, 3))
    last, this, following = first_dues(cadence, 3, after=day - ONE_DAY * 7)
    assert this.isoformat() == shown
    assert (last.date(), last.time()) == (day - ONE_DAY * 7, at)
    assert (following.date(), following.time()) == (day + ONE_DAY * 7, at)


def test_between_the_two_showings_of_a_repeated_time_the_next_is_a_week_away() -> None:
    cadence = weekly(6, time(2, 30), "Europe/Berlin")
    between = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert cadence.next_due(between) == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)


def test_an_occurrence_moved_past_midnight_is_still_ahead_when_its_day_is_over() -> None:
    cadence = weekly(5, time(23, 30), "America/Nuuk")
    midnight = datetime(2026, 3, 29, 1, 5, tzinfo=UTC)
    assert cadence.next_due(midnight) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


# Weeks and months


def test_every_second_week_counts_from_the_week_of_the_anchor() -> None:
    cadence = Cadence(Rhythm.EVERY_N_WEEKS, 0, time(9), "UTC", anchor_on=date(2026, 1, 7), weeks=2)
    days = [due.date() for due in first_dues(cadence, 3, after=date(2026, 1, 6))]
    assert days == [date(2026, 1, 19), date(2026, 2, 2), date(2026, 2, 16)]


def test_the_weeks_of_a_cadence_are_the_same_a_lifetime_after_the_anchor() -> None:
    cadence = Cadence(Rhythm.EVERY_N_WEEKS, 3, time(9), "UTC", anchor_on=date(1946, 1, 2), weeks=5)
    days = [due.date() for due in first_dues(cadence, 30)]
    assert all((day - date(1946, 1, 3)).days % 35 == 0 for day in days)
    assert [(after - before).days for before, after in pairwise(days)] == [35] * 29


@pytest.mark.parametrize("rhythm", Rhythm)
def test_the_first_is_due_in_the_week_of_the_anchor_and_none_before(rhythm: Rhythm) -> None:
    anchor = date(2027, 6, 9)
    cadence = Cadence(rhythm, 0, time(9), "UTC", anchor)
    assert cadence.next_due(datetime(2026, 1, 1, tzinfo=UTC)).date() == date(2027, 6, 7)


@pytest.mark.parametrize("nth", [1, 2, 3, 4, LAST_OF_MONTH])
def test_monthly_means_the_nth_weekday_of_the_month_or_the_last(nth: int) -> None:
    for weekday in WEEKDAYS:
        cadence = Cadence(Rhythm.MONTHLY, weekday, time(9), "Asia/Kathmandu", ANCHOR, nth=nth)
        days = [due.date() for due in first_dues(cadence, 36, after=date(2026, 1, 1))]
        assert days == [
            nth_of_month(year, month, weekday, nth) for year in (2026, 2027, 2028) for month in range(1, 13)
        ]


def nth_of_month(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth (or last) weekday of a month, read off the calendar."""
    found = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return date(year, month, found[nth if nth == LAST_OF_MONTH else nth - 1])


zones = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "America/Nuuk", "Australia/Lord_Howe", "Pacific/Kiritimati"]
)
cadences = st.builds(
    Cadence,
    st.sampled_from(Rhythm),
    st.sampled_from(WEEKDAYS),
    st.times().map(lambda at: at.replace(microsecond=0)),
    zones,
    st.dates(date(2016, 1, 1), date(2027, 1, 1)),
    st.integers(1, MOST_WEEKS_BETWEEN),
    st.sampled_from(NTHS),
)
instants = st.timedeltas(timedelta(), ONE_DAY * 25 * 365).map(
    lambda age: datetime(2015, 1, 1, tzinfo=UTC) + age
)


@given(cadences, instants)
def test_the_next_due_time_is_the_first_one_later(cadence: Cadence, after: datetime) -> None:
    due = cadence.next_due(after)
    assert due > after
    assert cadence.next_due(due - timedelta(microseconds=1)) == due
    assert cadence.next_due(after + (due - after) / 2) == due
    assert cadence.next_due(due) > due


@given(cadences, instants)
def test_following_the_next_due_time_leaves_none_out(cadence: Cadence, after: datetime) -> None:
    followed = [cadence.next_due(after)]
    followed += [cadence.next_due(followed[-1])]
    followed += [cadence.next_due(followed[-1])]
    assert followed == list(islice(cadence.due_after(after), 3))


@given(cadences, instants, st.integers(0, 4))
def test_it_is_due_as_often_as_it_has_due_times_up_to_and_with_the_last(
    cadence: Cadence, after: datetime, count: int
) -> None:
    until = [after, *islice(cadence.due_after(after), 4)][count]
    assert cadence.times_due(after, until) == count


@given(cadences, instants)
def test_every_due_day_fits_the_cadence(cadence: Cadence, after: datetime) -> None:
    day = replace(cadence, zone="UTC").next_due(after).date()
    weeks = (day - cadence.anchor_on + ONE_DAY * cadence.anchor_on.weekday()).days // 7
    assert day.weekday() == cadence.weekday
    if cadence.rhythm is Rhythm.EVERY_N_WEEKS:
        assert weeks % cadence.weeks == 0
    if cadence.rhythm is Rhythm.MONTHLY:
        assert day == nth_of_month(day.year, day.month, cadence.weekday, cadence.nth)
