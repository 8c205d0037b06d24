"""What may be shown of a project's history: by function, never by person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.roles import Role, Stage
    from bot.domain.trend import Point


class MarkKind(StrEnum):
    """What happened to a project at one moment of its history."""

    STAGE = "stage"
    DROP = "drop"
    RECOVERY = "recovery"
    LENT = "lent"
    MET = "met"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: a change of stage, a drop with from and to (tenths), a step of a secondment."""

    at: datetime
    kind: MarkKind
    roles: tuple[Role, ...] = ()
    stage: Stage | None = None
    fell_from: int = 0
    fell_to: int = 0


@dataclass(frozen=True, slots=True)
class TrendView:
    """A project's strengths over time; `points` are at most 20, `days` how many days the history has in all.

    `zone` is the project's (IANA); `poll_is_open` says that the history ends before a running poll.
    """

    project_id: int
    name: str
    stage: Stage
    zone: str
    points: tuple[Point, ...]
    left_out: int
    marks: tuple[Mark, ...]
    poll_is_open: bool
