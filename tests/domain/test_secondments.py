"""Secondments: their states, dates and notices, and the departure preview."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.errors import (
    CeilingError,
    ObjectiveAlreadyMet,
    ObjectiveNotMet,
    ReturnBeforeStart,
    ReturnInThePast,
    SecondmentAlreadyEnded,
    StartInTheFuture,
)
from bot.domain.roles import Stage
from bot.domain.secondments import (
    ReturnNotice,
    SecondmentState,
    Step,
    after,
    check_dates,
    check_start,
    first_look_on,
    next_look_on,
    notice_due,
    preview_departure,
    steps_from,
)
from tests.domain.teams import (
    ANA,
    BEN,
    CAM,
    DEE,
    ENGINEER,
    EXPERT,
    INFRASTRUCTURE,
    SCIENTIST,
    strengths,
    team,
)

ACTIVE, MET = SecondmentState.ACTIVE, SecondmentState.MET
RETURNED, ENDED_EARLY = SecondmentState.RETURNED, SecondmentState.ENDED_EARLY
TODAY = date(2026, 3, 2)
TOMORROW = TODAY + timedelta(days=1)


def test_a_secondment_goes_from_active_to_met_to_returned() -> None:
    assert after(ACTIVE, Step.MARK_MET) is MET
    assert after(MET, Step.SEND_HOME) is RETURNED


def test_or_ends_early() -> None:
    assert after(ACTIVE, Step.END_EARLY) is ENDED_EARLY


@pytest.mark.parametrize(
    ("step", "state", "error"),
    [
        (Step.MARK_MET, MET, ObjectiveAlreadyMet),
        (Step.MARK_MET, RETURNED, SecondmentAlreadyEnded),
        (Step.MARK_MET, ENDED_EARLY, SecondmentAlreadyEnded),
        (Step.SEND_HOME, ACTIVE, ObjectiveNotMet),
        (Step.SEND_HOME, RETURNED, SecondmentAlreadyEnded),
        (Step.SEND_HOME, ENDED_EARLY, SecondmentAlreadyEnded),
        (Step.END_EARLY, MET, ObjectiveAlreadyMet),
        (Step.END_EARLY, RETURNED, SecondmentAlreadyEnded),
        (Step.END_EARLY, ENDED_EARLY, SecondmentAlreadyEnded),
        (Step.EXTEND, RETURNED, SecondmentAlreadyEnded),
        (Step.EXTEND, ENDED_EARLY, SecondmentAlreadyEnded),
    ],
)
def test_every_other_way_is_closed_by_the_rule_it_breaks(
    step: Step, state: SecondmentState, error: type[CeilingError]
) -> None:
    with pytest.raises(error):
        after(state, step)


@pytest.mark.parametrize("state", [ACTIVE, MET])
def test_a_secondment_is_extended_while_the_specialist_is_there(state: SecondmentState) -> None:
    assert after(state, Step.EXTEND) is state


@pytest.mark.parametrize("state", SecondmentState)
def test_every_step_that_is_offered_can_be_taken(state: SecondmentState) -> None:
    for step in steps_from(state):
        after(state, step)


def test_it_is_over_once_the_specialist_has_gone_home() -> None:
    assert [state for state in SecondmentState if state.is_over] == [RETURNED, ENDED_EARLY]


def test_a_secondment_may_have_started_already_if_its_return_lies_ahead() -> None:
    check_dates(starts_on=date(2026, 1, 5), returns_on=TOMORROW, today=TODAY)


def test_a_secondment_starts_today_or_has_started() -> None:
    for starts_on in (date(2026, 1, 5), TODAY):
        check_start(starts_on, TODAY)
    with pytest.raises(StartInTheFuture) as raised:
        check_start(TOMORROW, TODAY)
    assert raised.value.field == "starts_on"


@pytest.mark.parametrize("returns_on", [date(2026, 3, 1), TODAY])
def test_a_return_must_lie_ahead(returns_on: date) -> None:
    with pytest.raises(ReturnInThePast) as raised:
        check_dates(starts_on=date(2026, 1, 5), returns_on=returns_on, today=TODAY)
    assert raised.value.field == "returns_on"


@pytest.mark.parametrize("starts_on", [TOMORROW, TOMORROW + timedelta(days=1)])
def test_a_return_must_come_after_the_start(starts_on: date) -> None:
    with pytest.raises(ReturnBeforeStart):
        check_dates(starts_on, returns_on=TOMORROW, today=TODAY)


@pytest.mark.parametrize(
    ("days_to_return", "notice"),
    [
        (15, None),
        (14, ReturnNotice.DUE_SOON),
        (0, ReturnNotice.DUE_SOON),
        (-1, ReturnNotice.OVERDUE),
        (-90, ReturnNotice.OVERDUE),
    ],
)
@pytest.mark.parametrize("state", [ACTIVE, MET])
def test_a_return_is_due_soon_from_14_days_before_and_overdue_the_day_after(
    state: SecondmentState, days_to_return: int, notice: ReturnNotice | None
) -> None:
    assert notice_due(state, TODAY + timedelta(days=days_to_return), TODAY) is notice


@pytest.mark.parametrize("state", [RETURNED, ENDED_EARLY])
def test_nothing_is_said_of_the_return_of_someone_who_is_home(state: SecondmentState) -> None:
    assert notice_due(state, TODAY - timedelta(days=1), TODAY) is None


def test_a_return_is_first_looked_at_a_fortnight_before_it() -> None:
    assert first_look_on(date(2026, 4, 30), TODAY) == date(2026, 4, 16)


def test_but_never_on_the_day_it_was_set() -> None:
    assert first_look_on(TODAY + timedelta(days=9), TODAY) == TOMORROW


def test_after_due_soon_the_next_look_is_on_the_day_after_the_return() -> None:
    assert next_look_on(ACTIVE, TODAY + timedelta(days=14), TODAY) == TODAY + timedelta(days=15)


def test_a_look_that_came_too_early_is_repeated() -> None:
    assert next_look_on(ACTIVE, TODAY + timedelta(days=15), TODAY) == TOMORROW


@pytest.mark.parametrize(("state", "days"), [(ACTIVE, -1), (RETURNED, 5), (ENDED_EARLY, 5)])
def test_nobody_looks_again_once_it_was_overdue_or_is_over(state: SecondmentState, days: int) -> None:
    assert next_look_on(state, TODAY + timedelta(days=days), TODAY) is None


def test_the_departure_preview_shows_the_ceiling_without_the_specialist_and_what_is_weakest_then() -> None:
    coverage = team(
        (ANA, SCIENTIST, 4),
        (BEN, ENGINEER, 5),
        (CAM, ENGINEER, 2),
        (CAM, INFRASTRUCTURE, 4),
        (DEE, EXPERT, 4),
    )
    preview = preview_departure(coverage, BEN, Stage.PRODUCTION)
    assert preview.strengths == strengths(40, 18, 36, 40)
    assert (preview.ceiling, preview.weakest) == (18, (ENGINEER,))


def test_a_departure_that_leaves_a_role_to_nobody_leaves_it_vacant() -> None:
    coverage = team((ANA, SCIENTIST, 4), (BEN, ENGINEER, 5), (BEN, INFRASTRUCTURE, 5), (DEE, EXPERT, 4))
    preview = preview_departure(coverage, BEN, Stage.OPERATION)
    assert (preview.ceiling, preview.weakest) == (0, (INFRASTRUCTURE, ENGINEER))
