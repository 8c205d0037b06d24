"""What a person may take away: a project by function, or their own answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.roles import Role, Stage
    from bot.domain.secondments import SecondmentState
    from bot.domain.trend import Point
    from bot.services.ports.trend import Mark, TrendView


@dataclass(frozen=True, slots=True)
class ExportedPoll:
    """A poll: from when to when it stood open (None while it does), how many were asked and how many are in."""

    opened_at: datetime
    closed_at: datetime | None
    asked: int
    is_in: int


@dataclass(frozen=True, slots=True)
class ExportedSecondment:
    """A secondment by function, without its people; ceilings in tenths."""

    roles: tuple[Role, ...]
    home: str
    objective: str
    state: SecondmentState
    starts_on: date
    returns_on: date
    met_at: datetime | None
    ended_at: datetime | None
    ceiling_at_start: int
    ceiling_when_met: int | None


@dataclass(frozen=True, slots=True)
class ProjectExport:
    """Everything of one project that is by function: every standing it was shown, polls, events, secondments.

    `zone` is the project's (IANA); nothing of a running poll's results is in it.
    """

    name: str
    stage: Stage
    zone: str
    exported_at: datetime
    standings: tuple[Point, ...]
    polls: tuple[ExportedPoll, ...]
    secondments: tuple[ExportedSecondment, ...]
    marks: tuple[Mark, ...]
    trend: TrendView


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One of a person's own answers: a stated confidence (1-5) for each role claimed."""

    answered_at: datetime
    project_name: str
    confidences: dict[Role, int]


@dataclass(frozen=True, slots=True)
class OwnExport:
    """Everything a person ever answered in a workspace, the oldest first; `zone` is theirs (IANA)."""

    zone: str
    exported_at: datetime
    answers: tuple[OwnAnswer, ...]
