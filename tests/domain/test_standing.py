"""How far a claim can be trusted after silence, and while its owner is away."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.standing import (
    DEFAULT_LAPSE_AFTER,
    Away,
    Silence,
    Standing,
    counts_towards_lapsing,
    standing_of,
    would_lapse_next,
)


def test_a_claim_is_current_until_a_poll_closes_without_its_owner() -> None:
    assert standing_of(Silence(), DEFAULT_LAPSE_AFTER) is Standing.CURRENT
    assert standing_of(Silence(polls=1, counting=1), DEFAULT_LAPSE_AFTER) is Standing.UNCONFIRMED


def test_a_claim_lapses_after_three_polls_in_a_row() -> None:
    assert standing_of(Silence(polls=2, counting=2), DEFAULT_LAPSE_AFTER) is Standing.UNCONFIRMED
    assert standing_of(Silence(polls=3, counting=3), DEFAULT_LAPSE_AFTER) is Standing.LAPSED


def test_polls_that_do_not_count_leave_a_claim_unconfirmed_and_never_end_it() -> None:
    assert standing_of(Silence(polls=9, counting=2), DEFAULT_LAPSE_AFTER) is Standing.UNCONFIRMED


def test_a_workspace_may_be_stricter() -> None:
    assert standing_of(Silence(), lapse_after=1) is Standing.CURRENT
    assert standing_of(Silence(polls=1, counting=1), lapse_after=1) is Standing.LAPSED


@pytest.mark.parametrize(("counting", "next_one_ends_it"), [(0, False), (1, False), (2, True), (3, False)])
def test_the_owner_can_be_told_before_the_poll_that_would_end_the_claim(
    counting: int, *, next_one_ends_it: bool
) -> None:
    silence = Silence(polls=counting, counting=counting)
    assert would_lapse_next(silence, DEFAULT_LAPSE_AFTER) is next_one_ends_it


@pytest.mark.parametrize(
    ("scheduled", "working_days_open", "asked", "answered", "counts"),
    [
        (True, 1, 3, 1, True),
        (True, 2, 4, 2, True),
        (True, 1, 1, 1, True),
        (False, 1, 3, 1, False),  # opened by hand
        (True, 0, 3, 1, False),  # closed within the day
        (True, 1, 4, 1, False),  # ignored by more than two thirds
        (True, 1, 3, 0, False),
        (True, 1, 0, 0, False),  # nobody was asked
    ],
)
def test_only_a_scheduled_poll_of_a_working_day_answered_by_a_third_counts(
    *, scheduled: bool, working_days_open: int, asked: int, answered: int, counts: bool
) -> None:
    said = counts_towards_lapsing(
        scheduled=scheduled, working_days_open=working_days_open, asked=asked, answered=answered
    )
    assert said is counts


def test_an_absence_is_long_from_its_fifteenth_day_on_both_ends_counted() -> None:
    assert not Away(date(2026, 3, 2), date(2026, 3, 15)).is_long
    assert Away(date(2026, 3, 2), date(2026, 3, 16)).is_long
