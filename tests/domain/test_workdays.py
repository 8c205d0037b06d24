"""Working days and hours on a place's own wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import NoWorkingDays
from bot.domain.workdays import WorkingTime, instant_of

BERLIN = WorkingTime("Europe/Berlin")
SUNDAY_TO_THURSDAY = WorkingTime("Asia/Amman", frozenset({6, 0, 1, 2, 3}))


def berlin(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """Return an instant of 2026 by Berlin's clocks; 2 March is a Monday, and on 29 March they go forward."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def test_within_working_hours_the_next_instant_is_now() -> None:
    assert BERLIN.next_instant(berlin(2, 9)) == berlin(2, 9)
    assert BERLIN.next_instant(berlin(2, 16, 59)) == berlin(2, 16, 59)


def test_before_working_hours_it_is_this_morning() -> None:
    assert BERLIN.next_instant(berlin(2, 3)) == berlin(2, 9)


def test_after_working_hours_it_is_the_next_working_morning() -> None:
    assert BERLIN.next_instant(berlin(2, 17)) == berlin(3, 9)
    assert BERLIN.next_instant(berlin(6, 17)) == berlin(9, 9)
    assert BERLIN.next_instant(berlin(7, 12)) == berlin(9, 9)


def test_working_hours_go_by_the_local_clock_on_both_sides_of_a_change() -> None:
    assert BERLIN.next_instant(berlin(27, 18)) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert BERLIN.next_instant(berlin(26, 18)) == datetime(2026, 3, 27, 8, tzinfo=UTC)


def test_every_place_has_its_own_working_days() -> None:
    thursday_evening = datetime(2026, 3, 5, 20, tzinfo=UTC)
    assert SUNDAY_TO_THURSDAY.local(SUNDAY_TO_THURSDAY.next_instant(thursday_evening)) == datetime(
        2026, 3, 8, 9, tzinfo=ZoneInfo("Asia/Amman")
    )
    assert SUNDAY_TO_THURSDAY.is_working_day(date(2026, 3, 8))
    assert not SUNDAY_TO_THURSDAY.is_working_day(date(2026, 3, 6))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (berlin(2, 9), 2, berlin(4, 9)),
        (berlin(5, 14), 2, berlin(9, 14)),  # Thursday to Monday
        (berlin(7, 10), 1, berlin(9, 10)),  # a Saturday is no working day to start with
        (berlin(27, 9), 1, berlin(30, 9)),  # 71 hours: the clocks go forward in between
    ],
)
def test_some_working_days_later_it_is_the_same_local_time(start: datetime, days: int, end: datetime) -> None:
    assert BERLIN.add_days(start, days) == end


def test_working_days_are_counted_back_alike() -> None:
    assert BERLIN.subtract_days(berlin(9, 14), 2) == berlin(5, 14)
    assert BERLIN.subtract_days(berlin(30, 9), 1) == berlin(27, 9)


@pytest.mark.parametrize(
    ("end", "days"),
    [(berlin(2, 9), 0), (berlin(3, 8, 59), 0), (berlin(3, 9), 1), (berlin(8, 12), 4), (berlin(9, 9), 5)],
)
def test_only_whole_working_days_lie_between_two_instants(end: datetime, days: int) -> None:
    assert BERLIN.days_between(berlin(2, 9), end) == days


def test_the_last_morning_before_an_instant_is_never_the_instant_itself() -> None:
    assert BERLIN.last_morning_before(berlin(4, 9)) == berlin(3, 9)
    assert BERLIN.last_morning_before(berlin(4, 9, 1)) == berlin(4, 9)


def test_the_last_morning_before_a_monday_morning_is_friday_s() -> None:
    assert BERLIN.last_morning_before(berlin(9, 9)) == berlin(6, 9)
    assert BERLIN.last_morning_before(berlin(8, 20)) == berlin(6, 9)


def test_a_time_that_the_spring_change_skips_moves_forward_by_the_gap() -> None:
    assert instant_of(date(2026, 3, 29), time(2, 30), "Europe/Berlin") == berlin(29, 3, 30)


def test_of_a_time_that_the_autumn_change_repeats_the_first_is_taken() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert instant_of(date(2026, 10, 25), time(2, 30), "Europe/Berlin") == first
    assert instant_of(date(2026, 10, 25), time(2, 30, fold=1), "Europe/Berlin") == first


@pytest.mark.parametrize("days", [frozenset[int](), frozenset({7})])
def test_a_week_without_a_working_day_is_refused(days: frozenset[int]) -> None:
    with pytest.raises(NoWorkingDays):
        WorkingTime("Europe/Berlin", days)


def test_nobody_works_on_a_day_off_and_what_would_fall_on_it_waits_for_the_next_work_day() -> None:
    off = WorkingTime("Europe/Berlin", days_off={date(2026, 6, 4), date(2026, 6, 5)})
    thursday = datetime(2026, 6, 4, 7, tzinfo=UTC)
    assert off.on_working_day(thursday) == datetime(2026, 6, 8, 7, tzinfo=UTC)
    assert off.next_instant(thursday) == datetime(2026, 6, 8, 7, tzinfo=UTC)
    wednesday = datetime(2026, 6, 3, 7, tzinfo=UTC)
    assert off.on_working_day(wednesday) == wednesday
    assert off.add_days(wednesday, 1) == datetime(2026, 6, 8, 7, tzinfo=UTC)


def test_hours_reach_to_a_time_outside_them_and_the_hour_after_it() -> None:
    assert BERLIN.reaching(time(7)).next_instant(berlin(2, 3)) == berlin(2, 7)
    assert BERLIN.reaching(time(19)).next_instant(berlin(2, 19, 30)) == berlin(2, 19, 30)
    assert BERLIN.reaching(time(19)).next_instant(berlin(2, 20)) == berlin(3, 9)
    assert BERLIN.reaching(time(23, 30)).next_instant(berlin(2, 23, 45)) == berlin(2, 23, 45)
    assert BERLIN.reaching(time(10)) == BERLIN


def test_places_share_a_clock_while_it_shows_the_same_time_in_both() -> None:
    assert BERLIN.shares_clock("Europe/Paris", berlin(2, 9))
    assert not BERLIN.shares_clock("Europe/London", berlin(2, 9))
