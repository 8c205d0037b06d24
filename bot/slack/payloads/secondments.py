"""The forms of secondments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.errors import ReturnBeforeStart, TextMissing
from bot.domain.roles import Role
from bot.slack.ids import BlockId
from bot.slack.payloads.views import Malformed, Submitted
from bot.slack.words.limits import GOALS_MOST, HOME_MOST, OBJECTIVE_MOST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class SecondmentStartInput:
    """A specialist for a project, with an objective and a way home."""

    project_id: int
    specialist: str
    roles: tuple[Role, ...]
    objective: str
    home: str
    home_slack_channel_id: str | None
    head: str | None
    starts_on: date
    returns_on: date


@dataclass(frozen=True, slots=True)
class ExtendInput:
    """Another planned return."""

    secondment_id: int
    returns_on: date


@dataclass(frozen=True, slots=True)
class GoalsInput:
    """A secondment whose objective is met, or whose next goals are named; None for goals not known yet."""

    secondment_id: int
    next_goals: str | None


def parse_secondment_start(view: Mapping[str, Any]) -> SecondmentStartInput:
    """Read a new secondment; raises TextMissing, TextTooLong, ReturnBeforeStart, Malformed."""
    submitted = Submitted.of(view)
    starts_on, returns_on = submitted.day(BlockId.STARTS_ON), submitted.day(BlockId.RETURNS_ON)
    if returns_on <= starts_on:
        raise ReturnBeforeStart
    return SecondmentStartInput(
        project_id=submitted.id_of("project"),
        specialist=_specialist(submitted),
        roles=_roles(submitted),
        objective=submitted.line(BlockId.OBJECTIVE, OBJECTIVE_MOST),
        home=submitted.line(BlockId.HOME, HOME_MOST),
        home_slack_channel_id=submitted.channel(BlockId.HOME_CHANNEL),
        head=submitted.person(BlockId.HEAD),
        starts_on=starts_on,
        returns_on=returns_on,
    )


def parse_extend(view: Mapping[str, Any]) -> ExtendInput:
    """Read the modal with another return date; raises TextMissing, Malformed."""
    submitted = Submitted.of(view)
    return ExtendInput(submitted.id_of("secondment"), submitted.day(BlockId.RETURNS_ON))


def parse_met(view: Mapping[str, Any]) -> GoalsInput:
    """Read the modal that marks an objective met, next goals optional; raises TextTooLong, Malformed."""
    submitted = Submitted.of(view)
    return GoalsInput(submitted.id_of("secondment"), submitted.lines(BlockId.NEXT_GOALS, GOALS_MOST))


def parse_next_goals(view: Mapping[str, Any]) -> GoalsInput:
    """Read the modal that adds next goals; raises TextMissing, TextTooLong, Malformed."""
    goals = parse_met(view)
    if goals.next_goals is None:
        raise TextMissing(field=BlockId.NEXT_GOALS)
    return goals


def parse_end_early(view: Mapping[str, Any]) -> int:
    """Read which secondment is to end early; raises Malformed."""
    return Submitted.of(view).id_of("secondment")


def _specialist(submitted: Submitted) -> str:
    specialist = submitted.person(BlockId.SPECIALIST)
    if specialist is None:
        raise TextMissing(field=BlockId.SPECIALIST)
    return specialist


def _roles(submitted: Submitted) -> tuple[Role, ...]:
    chosen = submitted.all_chosen(BlockId.ROLES)
    if not chosen:
        raise TextMissing(field=BlockId.ROLES)
    if not set(chosen) <= set(Role):
        raise Malformed(field=BlockId.ROLES)
    return tuple(role for role in Role if role in chosen)
