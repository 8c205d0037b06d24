"""What happens next by itself, and in which project: for whoever moves time instead of waiting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import and_, col, or_, select

from bot.domain.polls import CheckInState
from bot.services.due import first_due
from bot.services.outbox import Kind
from bot.services.stopping import stopped_workspaces
from models.messages import Message
from models.polls import CheckIn, Poll
from models.projects import Project
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.recurrence import Cadence
    from bot.services.due import Task, Work


_REMINDERS = (Kind.REMINDER, Kind.NUDGE)


@dataclass(frozen=True, slots=True)
class Coming:
    """What happens next: a kind of work, or (`work` is None) a message of this kind going out.

    `project` and its cadence are None where it is about none, or about people in several; `zone` is that of
    whoever it matters to.
    """

    at: datetime
    work: Work | None = None
    message: str | None = None
    project: str | None = None
    cadence: Cadence | None = None
    zone: str = "UTC"


def coming(session: Session) -> Coming | None:
    """Return what happens next that somebody can notice; None when nothing is planned."""
    due = first_due(session)
    found = [_work(session, *due) if due else None, _message(session)]
    return min((each for each in found if each is not None), key=lambda each: each.at, default=None)


def _work(session: Session, at: datetime, task: Task) -> Coming:
    project = _project_of(session, at, task)
    if project is None:
        return Coming(at, task.work)
    return Coming(at, task.work, project=project.name, cadence=project.cadence, zone=project.zone)


def _project_of(session: Session, at: datetime, task: Task) -> Project | None:
    table = task.due_at.class_
    query = select(Project).where(task.due_at == at, *task.only_if)
    if table is not Project:
        if not hasattr(table, "project_id"):
            return None
        query = query.join(table, table.project_id == Project.id)
    return session.exec(query.order_by(col(Project.id))).first()


def _message(session: Session) -> Coming | None:
    """Return the next message that goes out; a reminder of what everyone has answered says nothing."""
    reminds = or_(
        and_(col(Message.kind) == Kind.REMINDER, col(CheckIn.reminder_id) == col(Message.id)),
        and_(col(Message.kind) == Kind.NUDGE, col(CheckIn.reminder_id) == col(Message.subject_id)),
    )
    waits = and_(reminds, col(CheckIn.state) == CheckInState.ASKED)
    row = session.exec(
        _owed_with_project()
        .outerjoin(CheckIn, waits)
        .outerjoin(Poll, col(Poll.id) == col(CheckIn.poll_id))
        .outerjoin(Channel, _is_recipient(Channel, Channel.slack_channel_id))
        .outerjoin(
            Project, or_(col(Project.id) == col(Poll.project_id), col(Project.channel_id) == col(Channel.id))
        )
        .outerjoin(Person, _is_recipient(Person, Person.slack_user_id))
        .where(or_(col(Message.kind).not_in(_REMINDERS), col(CheckIn.id).is_not(None)))
        .order_by(col(Message.not_before), col(Message.id))
    ).first()
    if row is None:
        return None
    message, project, zone = row
    name = project.name if project else None
    zone = zone or (project.zone if project else "UTC")
    return Coming(message.not_before, message=message.kind, project=name, zone=zone)


def _owed_with_project() -> Any:  # noqa: ANN401 -- SQLAlchemy's own types say no more
    return select(Message, Project, Person.zone).where(
        col(Message.sent) < col(Message.wanted),
        col(Message.failed_at).is_(None),
        col(Message.workspace_id).not_in(stopped_workspaces()),
    )


def _is_recipient(table: Any, slack_id: Any) -> Any:  # noqa: ANN401
    return and_(table.workspace_id == col(Message.workspace_id), slack_id == col(Message.recipient))
