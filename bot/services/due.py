"""What the tick looks after: each kind of work that falls due, where it is due, and what does it.

The order matters within one tick: a poll closes before the next one opens, and changes settle after that.

Work is claimed in batches. A row is claimed by changing the column that made it due, in the transaction that does
the work: whoever is killed has done it or not, and whoever comes second finds nothing due.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, literal, union_all
from sqlmodel import and_, col, or_, select

from bot.domain.polls import CheckInState
from bot.services import (
    absences,
    closing,
    digests,
    experts,
    leases,
    polls,
    prompts,
    return_notices,
    setbacks,
    settling,
    vacancies,
)
from bot.services.stopping import stopped_workspaces
from models.polls import CheckIn, Poll
from models.projects import Project
from models.running import Setback
from models.secondments import Secondment
from models.types import UtcDateTime
from models.vacancies import Acceptance
from models.workspaces import Absence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlmodel import Session

# Few enough that the transaction which does them all stays far below a second.
AT_ONCE = 20


class Work(StrEnum):
    """A kind of work that falls due by itself."""

    CLOSE_POLLS = "close polls"
    NOTE_RETURNS = "note returns"
    SETTLE_CHANGES = "settle changes"
    POST_DIGESTS = "post digests"
    OPEN_POLLS = "open polls"
    ASK = "ask"
    LOOK_FOR_EXPERTS = "look for domain experts"
    MIND_RETURNS = "mind returns of specialists"
    END_VACANCIES = "end accepted vacancies"


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work: the column that says when it is due, what still has to hold, and what does it.

    `run` is called with a session, the workspace's id, up to `at_once` rows, the first due first, and `now`.
    """

    work: Work
    due_at: Any
    run: Callable[..., object]
    only_if: tuple[Any, ...] = ()
    at_once: int = AT_ONCE

    @property
    def table(self) -> Any:  # noqa: ANN401 -- SQLAlchemy's own types say no more
        """The table of the column."""
        return self.due_at.class_

    def workspaces(self, number: int) -> Any:  # noqa: ANN401
        """Select a number and the workspaces in which this is due at `:now`."""
        at_work = self.table.workspace_id.not_in(stopped_workspaces())
        return (
            self._with_setbacks(select(literal(number), self.table.workspace_id))
            .where(*self._is_due(bindparam("now", type_=UtcDateTime)), at_work)
            .distinct()
        )

    def items(self, workspace_id: int, now: datetime) -> Any:  # noqa: ANN401
        """Select the rows of a workspace that are due and not set aside."""
        query = self._with_setbacks(select(self.table))
        # Reckoned with, the column offers no index: that of a workspace holds all its rows, the one of when they
        # are due only few that matter.
        is_here = self.table.workspace_id + 0 == workspace_id
        return query.where(is_here, *self._is_due(now))

    def first_at(self, number: int) -> Any:  # noqa: ANN401
        """Select when this falls due next, anywhere, or is tried again, and a number."""
        at_work = self.table.workspace_id.not_in(stopped_workspaces())
        query = self._with_setbacks(
            select(func.min(func.coalesce(Setback.retry_at, self.due_at)), literal(number))
        )
        return query.where(self.due_at.is_not(None), at_work, *self.only_if)

    def _with_setbacks(self, query: Any) -> Any:  # noqa: ANN401
        is_of_it = and_(col(Setback.task) == self.work, col(Setback.item_id) == self.table.id)
        return query.select_from(self.table).outerjoin(Setback, is_of_it)

    def _is_due(self, now: Any) -> tuple[Any, ...]:  # noqa: ANN401
        not_aside = or_(col(Setback.retry_at).is_(None), col(Setback.retry_at) <= now)
        return (self.due_at <= now, not_aside, *self.only_if)


_GOES_ON = (col(Project.paused_at).is_(None),)
_STILL_OPEN = (col(Poll.closed_at).is_(None),)
_STILL_ACCEPTED = (col(Acceptance.withdrawn_at).is_(None),)
_WAITS = (col(CheckIn.state) == CheckInState.ASKED,)

TASKS = (
    Task(Work.CLOSE_POLLS, col(Poll.closes_at), closing.close_due, _STILL_OPEN),
    Task(Work.NOTE_RETURNS, col(Absence.back_at), absences.note_returns, (col(Absence.noted_at).is_(None),)),
    Task(Work.SETTLE_CHANGES, col(Project.settle_at), settling.settle_due),
    Task(Work.POST_DIGESTS, col(Project.digest_at), digests.post_due, _GOES_ON),
    Task(Work.OPEN_POLLS, col(Project.next_poll_at), polls.open_due, _GOES_ON),
    Task(Work.ASK, col(CheckIn.ask_at), prompts.ask_due, _WAITS, at_once=prompts.ASKED_AT_ONCE),
    Task(Work.LOOK_FOR_EXPERTS, col(Project.expert_check_at), experts.check, _GOES_ON),
    Task(Work.MIND_RETURNS, col(Secondment.notice_at), return_notices.notice_due),
    Task(Work.END_VACANCIES, col(Acceptance.notice_at), vacancies.end_due, _STILL_ACCEPTED),
)


# One question about all kinds of work: the tick asks it every few seconds, and mostly there is nothing.
_DUE_WORK = union_all(*(task.workspaces(number) for number, task in enumerate(TASKS)))
_FIRST_AT = union_all(*(task.first_at(number) for number, task in enumerate(TASKS)))


def due_work(session: Session, *, now: datetime) -> list[tuple[Task, int]]:
    """Return what is due and in which workspaces, in the order in which it is to be done."""
    rows = session.execute(_DUE_WORK, {"now": now}).all()
    return [(TASKS[number], workspace_id) for number, workspace_id in sorted(map(tuple, rows))]


def due_ids(session: Session, task: Task, workspace_id: int, *, now: datetime) -> list[int]:
    """Return the ids of the next batch of one kind of work in one workspace, the first due first."""
    rows = task.items(workspace_id, now).with_only_columns(task.table.id)
    return list(session.exec(rows.order_by(task.due_at, task.table.id).limit(task.at_once)))


def do(session: Session, task: Task, workspace_id: int, ids: Sequence[int], *, now: datetime) -> None:
    """Do those of some pieces of work that are still due: somebody else may have done the others meanwhile."""
    chosen = task.items(workspace_id, now).where(task.table.id.in_(ids))
    rows = session.exec(chosen.order_by(task.due_at, task.table.id)).all()
    if rows:
        task.run(session, workspace_id, rows, now=now)
        session.flush()
        setbacks.forget(session, task.work, ids)


def first_due(session: Session) -> tuple[datetime, Task] | None:
    """Return what falls due next, anywhere, and when; of several things the one that is done first."""
    rows = [(at, number) for at, number in session.execute(_FIRST_AT) if at is not None]
    at, number = min(rows, default=(None, 0))
    return None if at is None else (at, TASKS[number])


def next_at(session: Session) -> datetime | None:
    """Return when anything falls due next or a message may go out: for whoever moves time instead of waiting."""
    due = first_due(session)
    times = [due[0] if due else None, leases.first_owed_at(session)]
    return min((moment for moment in times if moment is not None), default=None)
