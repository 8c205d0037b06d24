"""A specialist lent by a home function to a host project for one objective, with a way home.

"A specialist moves into a product team for the duration of a specific objective, helps shape the next set of
goals alongside the product team, and returns to a central function when the objective is met."
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING

from bot.domain.errors import (
    DomainExpertNotLent,
    ObjectiveAlreadyMet,
    ObjectiveNotMet,
    ReturnBeforeStart,
    ReturnInThePast,
    SecondmentAlreadyEnded,
    StartInTheFuture,
)
from bot.domain.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.coverage import Coverage
    from bot.domain.roles import Stage, Strengths

DUE_SOON_DAYS = 14
# "A domain expert cannot be hired from outside": what they know is of this project's field.
LENDABLE_ROLES = tuple(role for role in Role if role is not Role.DOMAIN_EXPERT)


class SecondmentState(StrEnum):
    """Where a secondment stands: active, then met and returned, or ended early."""

    ACTIVE = "active"
    MET = "met"
    RETURNED = "returned"
    ENDED_EARLY = "ended_early"

    @property
    def is_over(self) -> bool:
        """Whether the specialist has gone home."""
        return self in (SecondmentState.RETURNED, SecondmentState.ENDED_EARLY)


class Step(Enum):
    """What someone may decide about a secondment."""

    MARK_MET = auto()
    EXTEND = auto()
    SEND_HOME = auto()
    END_EARLY = auto()
    NAME_GOALS = auto()


class ReturnNotice(StrEnum):
    """What is said of a planned return to specialist, host leads and head, never in public."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class DeparturePreview:
    """The strengths once the specialist is gone, their ceiling (tenths), and the functions then weakest."""

    strengths: Strengths
    ceiling: int
    weakest: tuple[Role, ...]


def preview_departure(coverage: Coverage, specialist_id: int, stage: Stage) -> DeparturePreview:
    """Return what the project looks like without the specialist's claims."""
    strengths = coverage.without(specialist_id).strengths
    return DeparturePreview(strengths, strengths.ceiling, strengths.weakest(stage))


_STEPS = {
    SecondmentState.ACTIVE: (Step.MARK_MET, Step.EXTEND, Step.END_EARLY),
    SecondmentState.MET: (Step.SEND_HOME, Step.EXTEND, Step.NAME_GOALS),
    SecondmentState.RETURNED: (Step.NAME_GOALS,),
    SecondmentState.ENDED_EARLY: (),
}


_LEADS_TO = {
    Step.MARK_MET: SecondmentState.MET,
    Step.SEND_HOME: SecondmentState.RETURNED,
    Step.END_EARLY: SecondmentState.ENDED_EARLY,
}


def steps_from(state: SecondmentState) -> tuple[Step, ...]:
    """Return what can be decided about a secondment now, the likeliest first."""
    return _STEPS[state]


def after(state: SecondmentState, step: Step) -> SecondmentState:
    """Return the state that a step leads to.

    Raises ObjectiveNotMet for a return while the objective is open, ObjectiveAlreadyMet for marking it met or
    ending early once it is met (then it is a return), SecondmentAlreadyEnded for whatever moves one that is over.
    """
    if state.is_over and step is not Step.NAME_GOALS:
        raise SecondmentAlreadyEnded
    if state is SecondmentState.ACTIVE and step is Step.SEND_HOME:
        raise ObjectiveNotMet
    if state is SecondmentState.MET and step in (Step.MARK_MET, Step.END_EARLY):
        raise ObjectiveAlreadyMet
    return _LEADS_TO.get(step, state)


def check_start(starts_on: date, today: date) -> None:
    """Raise StartInTheFuture for a day ahead: the specialist joins, and counts, from now on."""
    if starts_on > today:
        raise StartInTheFuture


def check_dates(starts_on: date, returns_on: date, today: date) -> None:
    """Raise ReturnInThePast or ReturnBeforeStart when the dates make no secondment."""
    if returns_on <= today:
        raise ReturnInThePast
    if returns_on <= starts_on:
        raise ReturnBeforeStart


def check_roles(roles: Iterable[Role]) -> None:
    """Raise DomainExpertNotLent when somebody is to be borrowed as a domain expert."""
    if not set(roles) <= set(LENDABLE_ROLES):
        raise DomainExpertNotLent


def first_look_on(returns_on: date, today: date) -> date:
    """Return the day on which to look at a planned return: a fortnight before, and not on the day it is set."""
    return max(returns_on - timedelta(days=DUE_SOON_DAYS), today + timedelta(days=1))


def next_look_on(state: SecondmentState, returns_on: date, today: date) -> date | None:
    """Return the next day on which something may be due to be said of a planned return; None when all is."""
    overdue_on = returns_on + timedelta(days=1)
    if state.is_over or today >= overdue_on:
        return None
    due_soon_on = returns_on - timedelta(days=DUE_SOON_DAYS)
    return due_soon_on if today < due_soon_on else overdue_on


def notice_due(state: SecondmentState, returns_on: date, today: date) -> ReturnNotice | None:
    """Return what is to be said of the planned return on a day, if anything."""
    if state.is_over or today < returns_on - timedelta(days=DUE_SOON_DAYS):
        return None
    return ReturnNotice.OVERDUE if today > returns_on else ReturnNotice.DUE_SOON
