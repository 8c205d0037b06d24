"""The forms in which people answer, and say how they wish to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.polls import HowOften
from bot.domain.roles import MOST_CONFIDENCE, Role
from bot.slack.ids import LEAVE, BlockId
from bot.slack.payloads.views import Malformed, Submitted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time


@dataclass(frozen=True, slots=True)
class CheckInInput:
    """A member's answer: the roles covered with their stated confidence (1-5); empty for none of them."""

    project_id: int
    confidences: dict[Role, int]
    poll_id: int | None
    prompt_id: int | None


@dataclass(frozen=True, slots=True)
class AwayInput:
    """An absence that begins now; its last day."""

    until_on: date


@dataclass(frozen=True, slots=True)
class HoursInput:
    """Between which times of their day the acting person works."""

    works_from: time
    works_until: time


@dataclass(frozen=True, slots=True)
class HowOftenInput:
    """How often the acting person wishes to be asked about a project, and until when they are away, if at all.

    Without `how_often` they leave the project.
    """

    project_id: int
    how_often: HowOften | None
    away_until: date | None


def parse_check_in(view: Mapping[str, Any]) -> CheckInInput:
    """Read the check-in modal; raises TextMissing, Malformed."""
    submitted = Submitted.of(view)
    stated = {role: _confidence(submitted, BlockId(role.value)) for role in Role}
    return CheckInInput(
        project_id=submitted.id_of("project"),
        confidences={role: confidence for role, confidence in stated.items() if confidence},
        poll_id=submitted.optional_id_of("poll"),
        prompt_id=submitted.optional_id_of("prompt"),
    )


def parse_away(view: Mapping[str, Any]) -> AwayInput:
    """Read the last day of an absence; raises TextMissing, Malformed."""
    return AwayInput(Submitted.of(view).day(BlockId.UNTIL_ON))


def parse_hours(view: Mapping[str, Any]) -> HoursInput:
    """Read between which hours one works; raises TextMissing, Malformed."""
    submitted = Submitted.of(view)
    return HoursInput(submitted.time_of_day(BlockId.WORKS_FROM), submitted.time_of_day(BlockId.WORKS_UNTIL))


def parse_how_often(view: Mapping[str, Any]) -> HowOftenInput:
    """Read how often one wishes to be asked; raises TextMissing, DayOutOfReach, Malformed."""
    submitted = Submitted.of(view)
    leaves = submitted.chosen(BlockId.HOW_OFTEN) == LEAVE
    return HowOftenInput(
        submitted.id_of("project"),
        None if leaves else submitted.member_of(BlockId.HOW_OFTEN, HowOften),
        submitted.optional_day(BlockId.UNTIL_ON),
    )


def _confidence(submitted: Submitted, field: BlockId) -> int:
    chosen = submitted.chosen(field)
    if chosen not in {str(confidence) for confidence in range(MOST_CONFIDENCE + 1)}:
        raise Malformed(field=field)
    return int(chosen)
