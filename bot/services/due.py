"""What the tick looks after: each kind of work that falls due, where it is due, and what does it.

The order matters within one tick: a poll closes before the next one opens, and changes settle after that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, literal, union_all
from sqlmodel import col, select

from bot.services import absences, experts, outbox, polls, return_notices, settling
from bot.services.stopping import stopped_workspaces
from models.polls import Poll
from models.projects import Project
from models.secondments import Secondment
from models.types import UtcDateTime
from models.workspaces import Absence

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlmodel import Session


class Work(StrEnum):
    """A kind of work that falls due by itself."""

    CLOSE_POLLS = "close polls"
    NOTE_RETURNS = "note returns"
    SETTLE_CHANGES = "settle changes"
    OPEN_POLLS = "open polls"
    LOOK_FOR_EXPERTS = "look for domain experts"
    MIND_RETURNS = "mind returns of specialists"


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work: the column that says when it is due, what still has to hold, and what does it."""

    work: Work
    due_at: Any
    run: Callable[..., object]
    only_if: tuple[Any, ...] = ()

    def workspaces(self, number: int) -> Any:  # noqa: ANN401 -- SQLAlchemy's own types say no more
        """Select a number and the workspaces in which this is due at `:now`."""
        table = self.due_at.class_
        due = self.due_at <= bindparam("now", type_=UtcDateTime)
        at_work = table.workspace_id.not_in(stopped_workspaces())
        return select(literal(number), table.workspace_id).where(due, at_work, *self.only_if).distinct()

    def first_at(self, number: int) -> Any:  # noqa: ANN401
        """Select when this falls due next, anywhere, and a number."""
        at_work = self.due_at.class_.workspace_id.not_in(stopped_workspaces())
        return select(func.min(self.due_at), literal(number)).where(at_work, *self.only_if)


_GOES_ON = (col(Project.paused_at).is_(None),)
_STILL_OPEN = (col(Poll.closed_at).is_(None),)

TASKS = (
    Task(Work.CLOSE_POLLS, col(Poll.closes_at), polls.close_due, _STILL_OPEN),
    Task(Work.NOTE_RETURNS, col(Absence.back_at), absences.note_returns, (col(Absence.noted_at).is_(None),)),
    Task(Work.SETTLE_CHANGES, col(Project.settle_at), settling.settle_due),
    Task(Work.OPEN_POLLS, col(Project.next_poll_at), polls.open_due, _GOES_ON),
    Task(Work.LOOK_FOR_EXPERTS, col(Project.expert_check_at), experts.check, _GOES_ON),
    Task(Work.MIND_RETURNS, col(Secondment.notice_at), return_notices.notice_due),
)


# One question about all kinds of work: the tick asks it every few seconds, and mostly there is nothing.
_DUE_WORK = union_all(*(task.workspaces(number) for number, task in enumerate(TASKS)))
_FIRST_AT = union_all(*(task.first_at(number) for number, task in enumerate(TASKS)))


def due_work(session: Session, *, now: datetime) -> list[tuple[Task, int]]:
    """Return what is due and in which workspaces, in the order in which it is to be done."""
    rows = session.execute(_DUE_WORK, {"now": now}).all()
    return [(TASKS[number], workspace_id) for number, workspace_id in sorted(map(tuple, rows))]


def first_due(session: Session) -> tuple[datetime, Task] | None:
    """Return what falls due next, anywhere, and when; of several things the one that is done first."""
    rows = [(at, number) for at, number in session.execute(_FIRST_AT) if at is not None]
    at, number = min(rows, default=(None, 0))
    return None if at is None else (at, TASKS[number])


def next_at(session: Session) -> datetime | None:
    """Return when anything falls due next or a message may go out: for whoever moves time instead of waiting."""
    due = first_due(session)
    times = [due[0] if due else None, outbox.first_owed_at(session)]
    return min((moment for moment in times if moment is not None), default=None)
