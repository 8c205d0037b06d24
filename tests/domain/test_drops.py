"""When the weakest function has dropped, what the reference becomes, and how long a drop is news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.drops import (
    LIVE_AT_MOST,
    Drop,
    LiveSummary,
    Thresholds,
    accept_vacancy,
    decisive_fall,
    drop_of,
    foretell,
    settle,
    shift_quietly,
)
from bot.domain.errors import DomainExpertNeeded
from bot.domain.roles import Role, Stage, Strengths
from tests.domain.teams import ENGINEER, EXPERT, INFRASTRUCTURE, SCIENTIST, strengths

USUAL = Thresholds()
STAGE = Stage.PRODUCTION
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def drops_along(reference: Strengths, *path: Strengths) -> list[Drop]:
    """Settle along a path and return the drops on the way."""
    drops = []
    for strengths_now in path:
        settlement = settle(reference, strengths_now, USUAL, STAGE)
        reference = settlement.reference
        drops += [settlement.drop] if settlement.drop else []
    return drops


# What a drop is


@pytest.mark.parametrize(
    ("before", "after", "is_drop"),
    [
        (30, 20, True),  # 1.0, into a lower band
        (50, 40, True),  # 1.0, within a band
        (50, 41, False),  # 0.9 within a band
        (29, 24, True),  # 0.5 into a lower band
        (28, 24, False),  # 0.4 into a lower band
        (34, 25, False),  # 0.9 within a band
        (40, 35, False),  # 0.5 within a band
        (39, 34, True),  # 0.5 into a lower band
        (5, 0, True),  # the last bit of it, into vacancy
        (30, 30, False),
        (30, 40, False),
    ],
)
def test_a_drop_is_half_a_point_into_a_lower_band_or_a_whole_point(
    before: int, after: int, *, is_drop: bool
) -> None:
    drop = drop_of(strengths(50, 50, before, 50), strengths(50, 50, after, 50), USUAL, STAGE)
    assert drop == (Drop(before, after, (INFRASTRUCTURE,)) if is_drop else None)


def test_the_project_sets_how_far_is_far() -> None:
    reference, now = strengths(50, 50, 30, 50), strengths(50, 50, 24, 50)
    assert drop_of(reference, now, Thresholds(into_lower_band=7, on_its_own=10), STAGE) is None
    assert drop_of(reference, now, Thresholds(into_lower_band=7, on_its_own=6), STAGE) is not None


def test_a_fall_above_the_weakest_function_is_no_drop() -> None:
    assert drop_of(strengths(50, 20, 40, 40), strengths(20, 20, 40, 40), USUAL, STAGE) is None


def test_a_vacant_role_does_not_hide_the_fall_of_another() -> None:
    drop = drop_of(strengths(40, 40, 0, 40), strengths(40, 20, 0, 40), USUAL, STAGE)
    assert drop == Drop(40, 20, (ENGINEER,))


def test_nothing_drops_where_everything_is_vacant() -> None:
    assert drop_of(Strengths(), Strengths(), USUAL, STAGE) is None


def test_a_drop_names_every_role_below_the_former_minimum_the_weakest_first_then_the_weightiest() -> None:
    drop = drop_of(strengths(40, 40, 40, 40), strengths(20, 10, 40, 20), USUAL, Stage.FRAMING)
    assert drop == Drop(40, 10, (ENGINEER, EXPERT, SCIENTIST))


# What the reference becomes


def test_what_rose_becomes_the_reference() -> None:
    settlement = settle(strengths(20, 30, 30, 30), strengths(40, 30, 30, 30), USUAL, STAGE)
    assert settlement.reference == strengths(40, 30, 30, 30)


def test_after_a_drop_the_reference_is_what_was_said() -> None:
    now = strengths(40, 20, 40, 30)
    assert settle(strengths(40, 40, 40, 40), now, USUAL, STAGE).reference == now


def test_slow_erosion_adds_up() -> None:
    steps = [strengths(40, 40, tenths, 40) for tenths in (28, 26, 24)]
    assert drops_along(strengths(40, 40, 30, 40), *steps) == [Drop(30, 24, (INFRASTRUCTURE,))]


def test_slow_erosion_adds_up_across_roles_that_take_turns() -> None:
    path = [strengths(28, 30, 40, 40), strengths(28, 26, 40, 40), strengths(24, 26, 40, 40)]
    assert drops_along(strengths(30, 30, 40, 40), *path) == [Drop(30, 24, (SCIENTIST, ENGINEER))]


def test_slow_erosion_adds_up_over_a_rise_that_does_not_last() -> None:
    path = [strengths(40, 40, tenths, 40) for tenths in (27, 29, 26, 28, 24)]
    assert drops_along(strengths(40, 40, 30, 40), *path) == [Drop(30, 24, (INFRASTRUCTURE,))]


def test_erosion_from_above_counts_from_where_the_role_became_weakest() -> None:
    path = [strengths(tenths, 30, 40, 40) for tenths in (36, 32, 28, 26, 24)]
    assert drops_along(strengths(40, 30, 40, 40), *path) == [Drop(30, 24, (SCIENTIST,))]


def test_a_role_that_fell_behind_a_weaker_one_is_no_drop_when_the_weaker_rises() -> None:
    path = [strengths(25, 40, 40, 20), strengths(25, 40, 40, 45)]
    assert drops_along(strengths(40, 40, 40, 20), *path) == []


def test_nor_when_both_happen_at_once() -> None:
    assert drops_along(strengths(40, 40, 40, 20), strengths(25, 40, 40, 45), strengths(25, 40, 40, 45)) == []


def test_what_had_fallen_behind_a_weaker_role_drops_from_where_it_was_left() -> None:
    path = [strengths(25, 40, 40, 20), strengths(25, 40, 40, 45), strengths(15, 40, 40, 45)]
    assert drops_along(strengths(40, 40, 40, 20), *path) == [Drop(25, 15, (SCIENTIST,))]


def test_filling_a_vacancy_changes_the_reference_and_is_no_drop() -> None:
    settlement = settle(strengths(40, 40, 40, 0), strengths(40, 40, 40, 10), USUAL, STAGE)
    assert settlement.drop is None
    assert settlement.reference.ceiling == 10


def test_a_vacancy_filled_and_left_again_is_a_drop() -> None:
    path = [strengths(40, 40, 40, 30), strengths(40, 40, 40, 0)]
    assert drops_along(strengths(40, 40, 40, 0), *path) == [Drop(30, 0, (EXPERT,))]


def test_a_vacancy_filled_while_another_role_falls_hides_nothing() -> None:
    drop = drop_of(strengths(40, 40, 0, 40), strengths(40, 20, 50, 40), USUAL, STAGE)
    assert drop == Drop(40, 20, (ENGINEER,))


# What posts nothing


def test_a_quiet_change_moves_the_reference_along() -> None:
    before, after = strengths(40, 40, 40, 40), strengths(36, 40, 27, 40)
    reference = shift_quietly(before, before, after)
    assert reference == after
    assert settle(reference, after, USUAL, STAGE).drop is None


def test_a_quiet_change_keeps_the_erosion_there_was() -> None:
    reference = shift_quietly(
        strengths(40, 40, 40, 40), before=strengths(38, 40, 40, 40), after=strengths(34, 40, 40, 40)
    )
    assert reference == strengths(36, 40, 40, 40)


def test_a_quiet_change_never_leaves_the_range_of_strengths() -> None:
    high = shift_quietly(
        strengths(48, 10, 10, 10), before=strengths(30, 40, 10, 10), after=strengths(40, 20, 10, 10)
    )
    assert high == strengths(50, 0, 10, 10)


def test_a_role_filled_a_moment_ago_does_not_enter_the_reference_through_a_quiet_change() -> None:
    # As a minimum of 0.3 it would hide that ML engineering fell.
    reference = shift_quietly(
        strengths(0, 40, 40, 40), before=strengths(27, 20, 40, 40), after=strengths(30, 20, 40, 40)
    )
    assert drop_of(reference, strengths(30, 20, 40, 40), USUAL, STAGE) == Drop(40, 20, (ENGINEER,))


def test_a_departure_as_foretold_is_no_drop() -> None:
    foretold = strengths(40, 20, 40, 30)
    reference = foretell(strengths(40, 40, 40, 40), foretold, foretold)
    assert settle(reference, foretold, USUAL, STAGE).drop is None


def test_a_departure_that_goes_deeper_than_foretold_is_a_drop() -> None:
    now = strengths(40, 10, 40, 40)
    reference = foretell(strengths(40, 40, 40, 40), strengths(40, 20, 40, 40), now)
    assert drop_of(reference, now, USUAL, STAGE) == Drop(20, 10, (ENGINEER,))


def test_what_grew_since_it_was_foretold_does_not_hide_a_deeper_departure() -> None:
    now = strengths(40, 15, 40, 40)
    reference = foretell(strengths(40, 40, 40, 40), strengths(10, 30, 40, 40), now)
    assert drop_of(reference, now, USUAL, STAGE) == Drop(30, 15, (ENGINEER,))


def test_a_foretold_fall_lowers_the_reference_and_never_raises_it() -> None:
    assert foretell(strengths(40, 20, 40, 40), strengths(30, 30, 40, 40)) == strengths(30, 20, 40, 40)


def test_the_fall_of_a_role_whose_vacancy_is_accepted_is_no_drop() -> None:
    reference = accept_vacancy(strengths(40, 40, 30, 40), INFRASTRUCTURE)
    assert drop_of(reference, strengths(40, 40, 0, 40), USUAL, STAGE) is None


def test_an_accepted_vacancy_hides_no_other_fall() -> None:
    reference = accept_vacancy(strengths(40, 40, 30, 40), INFRASTRUCTURE)
    assert drop_of(reference, strengths(40, 20, 0, 40), USUAL, STAGE) == Drop(40, 20, (ENGINEER,))


def test_settling_leaves_accepted_vacancies_out_of_what_it_compares_with() -> None:
    settled = settle(strengths(40, 40, 30, 40), strengths(40, 40, 0, 40), USUAL, STAGE, {INFRASTRUCTURE})
    assert settled.compared_with == strengths(40, 40, 0, 40)
    assert settled.drop is None


def test_nobody_accepts_a_vacant_domain_expert() -> None:
    with pytest.raises(DomainExpertNeeded):
        accept_vacancy(strengths(40, 40, 30, 40), EXPERT)


# While a drop is news


def live(lowest: int = 20, closes_recovered: int = 0) -> LiveSummary:
    """Return the summary of infrastructure's fall from 3.0 in a project whose domain expert is vacant."""
    return LiveSummary(strengths(40, 40, 30, 0), lowest, NOW, closes_recovered)


def test_the_weakest_function_has_recovered_once_it_is_back_at_the_reference() -> None:
    assert not live().has_recovered(strengths(40, 40, 29, 0))
    assert live().has_recovered(strengths(40, 40, 30, 0))


def test_another_role_that_is_weakest_now_is_no_recovery() -> None:
    assert not live().has_recovered(strengths(40, 20, 40, 0))


def test_a_summary_stays_live_until_recovery_has_lasted_for_two_scheduled_closes() -> None:
    back = strengths(40, 40, 30, 0)
    assert live().after_close(back) == 1
    assert not live(closes_recovered=1).is_over(NOW)
    assert live(closes_recovered=1).after_close(back) == 2
    assert live(closes_recovered=2).is_over(NOW)


def test_a_relapse_starts_the_count_anew() -> None:
    assert live(closes_recovered=1).after_close(strengths(40, 40, 20, 0)) == 0


def test_a_summary_is_live_for_28_days_at_most() -> None:
    assert not live().is_over(NOW + LIVE_AT_MOST - timedelta(seconds=1))
    assert live().is_over(NOW + timedelta(days=28))


@pytest.mark.parametrize(("after", "again"), [(25, False), (20, False), (19, True), (0, True)])
def test_the_channel_is_addressed_again_only_below_the_lowest_value_so_far(
    after: int, *, again: bool
) -> None:
    assert live(lowest=20).addresses_the_channel_again(Drop(30, after, (INFRASTRUCTURE,))) is again


# The stage's decisive role


def falls(reference: Strengths, now: Strengths, decisive: Role = SCIENTIST) -> bool:
    """Say whether the leads are told of the decisive role's fall."""
    return decisive_fall(reference, now, decisive, USUAL)


def test_leads_are_told_of_a_fall_of_the_decisive_role_that_leaves_the_ceiling() -> None:
    assert falls(strengths(50, 20, 40, 40), strengths(30, 20, 40, 40))


def test_they_are_not_told_of_the_fall_of_another_role() -> None:
    assert not falls(strengths(50, 20, 40, 40), strengths(50, 20, 30, 40))


def test_nor_of_a_small_one() -> None:
    assert not falls(strengths(50, 20, 40, 40), strengths(46, 20, 40, 40))


def test_nor_when_the_ceiling_falls_with_it() -> None:
    assert not falls(strengths(50, 20, 40, 40), strengths(10, 20, 40, 40))


def test_nor_when_the_channel_hears_of_it_because_only_a_vacancy_kept_the_ceiling() -> None:
    assert drop_of(strengths(40, 40, 0, 40), strengths(20, 40, 0, 40), USUAL, STAGE)
    assert not falls(strengths(40, 40, 0, 40), strengths(20, 40, 0, 40))


def test_a_ceiling_that_was_zero_already_does_not_hide_the_fall() -> None:
    assert falls(strengths(50, 40, 0, 40), strengths(40, 40, 0, 40))
