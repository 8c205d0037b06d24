"""What the tick looks after: each kind of work that falls due, where it is due, and what does it.

The order matters within one tick: a poll closes before the next one opens, and changes settle after that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from bot.services import absences, experts, outbox, polls, return_notices, settling
from models.polls import Poll
from models.projects import Project
from models.secondments import Secondment
from models.workspaces import Absence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import Any

    from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work: the column that says when it is due, what still has to hold, and what does it."""

    name: str
    due_at: Any
    run: Callable[..., object]
    only_if: tuple[Any, ...] = ()

    def workspaces(self, session: Session, *, now: datetime) -> Sequence[int]:
        """Return the workspaces in which this is due."""
        table = self.due_at.class_
        return session.exec(
            select(table.workspace_id).where(self.due_at <= now, *self.only_if).distinct()
        ).all()

    def first_at(self, session: Session) -> datetime | None:
        """Return when this falls due next, anywhere."""
        return session.exec(select(func.min(self.due_at)).where(*self.only_if)).first()


_STILL_OPEN = (col(Poll.closed_at).is_(None),)

TASKS = (
    Task("close polls", col(Poll.closes_at), polls.close_due, _STILL_OPEN),
    Task("note returns", col(Absence.back_at), absences.note_returns, (col(Absence.noted_at).is_(None),)),
    Task("settle changes", col(Project.settle_at), settling.settle_due),
    Task("open polls", col(Project.next_poll_at), polls.open_due),
    Task("look for domain experts", col(Project.expert_check_at), experts.check),
    Task("mind returns of specialists", col(Secondment.notice_at), return_notices.notice_due),
)


def due_work(session: Session, *, now: datetime) -> list[tuple[Task, int]]:
    """Return what is due and in which workspaces, in the order in which it is to be done."""
    return [(task, workspace_id) for task in TASKS for workspace_id in task.workspaces(session, now=now)]


def next_at(session: Session) -> datetime | None:
    """Return when anything falls due next or a message may go out: for whoever moves time instead of waiting."""
    times = [task.first_at(session) for task in TASKS] + [outbox.first_owed_at(session)]
    return min((moment for moment in times if moment is not None), default=None)
