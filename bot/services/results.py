"""What a channel reads when a poll closes: its results, and in their thread what changed since the last close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.services import outbox
from bot.services.readings import strengths_at
from models.keys import strength_values
from models.polls import Poll
from models.workspaces import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from models.messages import Message
    from models.projects import Project


def show(session: Session, project: Project, poll: Poll, key: str, *, now: datetime) -> None:
    """Bring the message of a poll that closed up to date; where none was, post one if the project wishes it.

    `key` is that under which it is owed. Of a paused project nothing new is posted.
    """
    root = outbox.refresh(session, project.workspace_id, key, now=now)
    if project.is_paused:
        return
    if root is None and project.posts_results:
        root = outbox.owe(session, project.workspace_id, _owed(session, project, poll, key, now), now=now)
    if root is not None:
        _tell_changes(session, project, poll, root, now)


def _owed(session: Session, project: Project, poll: Poll, key: str, now: datetime) -> outbox.Owed:
    return outbox.Owed(
        key=key,
        kind=outbox.Kind.POLL,
        subject_id=poll.key,
        recipient=session.get_one(Channel, project.channel_id).slack_channel_id,
        not_before=project.working_time.next_instant(now),
    )


def _tell_changes(session: Session, project: Project, poll: Poll, root: Message, now: datetime) -> None:
    closed = select(Poll).where(Poll.project_id == project.key, col(Poll.closed_at).is_not(None))
    earlier = closed.where(col(Poll.id) != poll.key).order_by(col(Poll.closed_at).desc())
    last = session.exec(earlier).first()
    if last is None or last.closed_at is None:
        return
    before, after = (strengths_at(session, project, moment) for moment in (last.closed_at, now))
    if before is None or after is None or before == after:
        return
    owed = outbox.Owed(
        key=f"poll_changes:{poll.key}",
        kind=outbox.Kind.POLL_CHANGES,
        subject_id=project.key,
        recipient=root.recipient,
        details={
            "since": last.closed_at.isoformat(),
            "before": strength_values(before),
            "after": strength_values(after),
        },
        thread_of_id=root.key,
        not_before=project.working_time.next_instant(now),
    )
    outbox.owe(session, project.workspace_id, owed, now=now)
