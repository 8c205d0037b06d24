"""Secondments: their states, dates and notices, and the departure preview."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.errors import (
    CeilingError,
    ObjectiveAlreadyMet,
    ObjectiveNotMet,
    ReturnBeforeStart,
    ReturnInThePast,
    SecondmentAlreadyEnded,
)
from bot.domain.roles import Stage
from bot.domain.secondments import (
    ReturnNotice,
    SecondmentState,
    check_dates,
    check_extension,
    end_early,
    mark_met,
    notice_due,
    preview_departure,
    send_home,
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

if TYPE_CHECKING:
    from collections.abc import Callable

    Transition = Callable[[SecondmentState], SecondmentState]

ACTIVE, MET = SecondmentState.ACTIVE, SecondmentState.MET
RETURNED, ENDED_EARLY = SecondmentState.RETURNED, SecondmentState.ENDED_EARLY
TODAY = date(2026, 3, 2)
TOMORROW = TODAY + timedelta(days=1)


def test_a_secondment_goes_from_active_to_met_to_returned() -> None:
    assert mark_met(ACTIVE) is MET
    assert send_home(MET) is RETURNED


def test_or_ends_early() -> None:
    assert end_early(ACTIVE) is ENDED_EARLY


@pytest.mark.parametrize(
    ("transition", "state", "error"),
    [
        (mark_met, MET, ObjectiveAlreadyMet),
        (mark_met, RETURNED, SecondmentAlreadyEnded),
        (mark_met, ENDED_EARLY, SecondmentAlreadyEnded),
        (send_home, ACTIVE, ObjectiveNotMet),
        (send_home, RETURNED, SecondmentAlreadyEnded),
        (send_home, ENDED_EARLY, SecondmentAlreadyEnded),
        (end_early, MET, ObjectiveAlreadyMet),
        (end_early, RETURNED, SecondmentAlreadyEnded),
        (end_early, ENDED_EARLY, SecondmentAlreadyEnded),
    ],
)
def test_every_other_way_is_closed_by_the_rule_it_breaks(
    transition: Transition, state: SecondmentState, error: type[CeilingError]
) -> None:
    with pytest.raises(error):
        transition(state)


def test_it_is_over_once_the_specialist_has_gone_home() -> None:
    assert [state for state in SecondmentState if state.is_over] == [RETURNED, ENDED_EARLY]


def test_a_secondment_may_have_started_already_if_its_return_lies_ahead() -> None:
    check_dates(starts_on=date(2026, 1, 5), returns_on=TOMORROW, today=TODAY)


@pytest.mark.parametrize("returns_on", [date(2026, 3, 1), TODAY])
def test_a_return_must_lie_ahead(returns_on: date) -> None:
    with pytest.raises(ReturnInThePast) as raised:
        check_dates(starts_on=date(2026, 1, 5), returns_on=returns_on, today=TODAY)
    assert raised.value.field == "returns_on"


@pytest.mark.parametrize("starts_on", [TOMORROW, TOMORROW + timedelta(days=1)])
def test_a_return_must_come_after_the_start(starts_on: date) -> None:
    with pytest.raises(ReturnBeforeStart):
        check_dates(starts_on, returns_on=TOMORROW, today=TODAY)


@pytest.mark.parametrize("state", [ACTIVE, MET])
def test_a_secondment_is_extended_while_the_specialist_is_there(state: SecondmentState) -> None:
    check_extension(state, TOMORROW, TODAY)


@pytest.mark.parametrize("state", [RETURNED, ENDED_EARLY])
def test_a_secondment_that_is_over_is_not_extended(state: SecondmentState) -> None:
    with pytest.raises(SecondmentAlreadyEnded):
        check_extension(state, TOMORROW, TODAY)


def test_a_secondment_is_not_extended_to_today() -> None:
    with pytest.raises(ReturnInThePast):
        check_extension(ACTIVE, TODAY, TODAY)


def test_nor_to_a_day_before_it_starts() -> None:
    with pytest.raises(ReturnBeforeStart):
        check_extension(ACTIVE, TOMORROW, TODAY, starts_on=TODAY + timedelta(days=7))


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
