"""When a poll closes and reminds, and what counts as in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.drops import FEW_ANSWERS_PERCENT
from bot.domain.polls import (
    ASKED_STATES,
    DEFAULT_DAYS_OPEN,
    SILENT,
    CheckInState,
    asking_time,
    closing_time,
    counts_as_in,
    early_close,
    percent_answered,
    reminder_time,
)
from bot.domain.workdays import WorkingTime

NEW_YORK = WorkingTime("America/New_York")


def new_york(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of March 2026 by New York's clocks; the 2nd is a Monday, the 8th changes them."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)


def test_a_poll_of_two_working_days_closes_at_the_same_local_time_two_working_days_later() -> None:
    assert closing_time(new_york(2, 9), DEFAULT_DAYS_OPEN, NEW_YORK) == new_york(4, 9)


def test_a_weekend_and_a_change_of_the_clocks_move_the_close_by_neither() -> None:
    assert closing_time(new_york(6, 15, 30), DEFAULT_DAYS_OPEN, NEW_YORK) == new_york(10, 15, 30)


def test_a_person_at_work_is_asked_now_and_anyone_else_when_they_next_are() -> None:
    assert asking_time(new_york(2, 16, 59), new_york(4, 16), NEW_YORK) == new_york(2, 16, 59)
    assert asking_time(new_york(2, 3), new_york(4, 3), NEW_YORK) == new_york(2, 9)
    assert asking_time(new_york(6, 18), new_york(10, 18), NEW_YORK) == new_york(9, 9)


def test_whoever_would_have_less_than_half_a_working_day_before_the_close_is_asked_now() -> None:
    assert asking_time(new_york(2, 3), new_york(2, 13), NEW_YORK) == new_york(2, 9)
    assert asking_time(new_york(2, 3), new_york(2, 12, 59), NEW_YORK) == new_york(2, 3)
    assert asking_time(new_york(7, 12), new_york(8, 12), NEW_YORK) == new_york(7, 12)


@pytest.mark.parametrize(
    ("opened", "closes", "reminder"),
    [
        (new_york(2, 9), new_york(4, 9), new_york(3, 9)),
        (new_york(2, 10), new_york(4, 10), new_york(4, 9)),
        (new_york(2, 8), new_york(4, 8), new_york(3, 9)),
        (new_york(6, 9), new_york(10, 9), new_york(9, 9)),
    ],
)
def test_the_reminder_comes_at_the_start_of_the_last_working_morning_before_the_close(
    opened: datetime, closes: datetime, reminder: datetime
) -> None:
    assert closing_time(opened, DEFAULT_DAYS_OPEN, NEW_YORK) == closes
    assert reminder_time(opened, closes, NEW_YORK) == reminder


def test_a_poll_that_opened_on_its_last_morning_reminds_nobody() -> None:
    assert reminder_time(new_york(2, 9), new_york(3, 9), NEW_YORK) is None
    assert reminder_time(new_york(2, 10), new_york(2, 16), NEW_YORK) is None


def test_once_everyone_has_responded_a_poll_closes_after_the_settling_time() -> None:
    settle = timedelta(minutes=5)
    assert early_close(new_york(4, 9), new_york(2, 11), settle) == new_york(2, 11, 5)


def test_but_never_later_than_planned() -> None:
    settle = timedelta(minutes=5)
    assert early_close(new_york(4, 9), new_york(4, 8, 58), settle) == new_york(4, 9)


def test_an_answer_of_the_two_working_days_before_a_poll_counts_as_in() -> None:
    opened = new_york(9, 9)
    assert counts_as_in(new_york(5, 9), opened, NEW_YORK)
    assert counts_as_in(new_york(8, 23), opened, NEW_YORK)
    assert not counts_as_in(new_york(5, 8, 59), opened, NEW_YORK)


@pytest.mark.parametrize(
    ("answered", "asked", "few"),
    [(0, 3, True), (59, 100, True), (599, 1000, True), (3, 5, False), (0, 0, False)],
)
def test_fewer_than_sixty_percent_are_few_answers(answered: int, asked: int, *, few: bool) -> None:
    assert (percent_answered(answered, asked) < FEW_ANSWERS_PERCENT) is few


def test_a_skip_confirms_nothing() -> None:
    assert CheckInState.SKIPPED in SILENT


def test_nobody_goes_unconfirmed_who_is_away_was_not_reached_or_answered() -> None:
    spared = {CheckInState.AWAY, CheckInState.UNREACHED, CheckInState.ANSWERED, CheckInState.NOT_MINE}
    assert not spared & SILENT


def test_nobody_counts_as_asked_who_is_away_was_not_reached_or_does_not_belong() -> None:
    assert not {CheckInState.AWAY, CheckInState.UNREACHED, CheckInState.NOT_MINE} & ASKED_STATES
