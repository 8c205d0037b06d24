"""What Slack may have left untold: each channel and each person is looked up anew once a day, a few at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import col, or_, select

from models.projects import Lead, Membership, Project
from models.secondments import Secondment
from models.workspaces import Channel, Person, Workspace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

# Far below Slack's limits (20 a minute for the slowest of the calls), beside everything else the bot asks.
AT_A_TIME = 5
PAUSE = timedelta(seconds=30)
# When nothing is old: how soon to look again.
REST = timedelta(hours=1)
OLD_AFTER = timedelta(hours=24)
# Longer than any step takes; one that died is taken over then.
LEASE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Stale:
    """Channels and people (Slack ids) that were not looked up for a day, the longest ago first."""

    channels: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look up."""
        return not self.channels and not self.people


def is_due(session: Session, workspace_id: int, *, now: datetime) -> bool:
    """Whether something may be looked up now."""
    workspace = session.get_one(Workspace, workspace_id)
    waits_for = (workspace.blocked_until, workspace.sweep_at)
    return workspace.stopped_at is None and all(until is None or until <= now for until in waits_for)


def claim(session: Session, workspace_id: int, *, now: datetime) -> Stale | None:
    """Return what this process is to look up; None while another does, or when it is not time yet."""
    if not is_due(session, workspace_id, now=now):
        return None
    wait(session, workspace_id, LEASE, now=now)
    channels = tuple(session.exec(_channels(workspace_id, now)))
    people = tuple(session.exec(_people(workspace_id, now).limit(AT_A_TIME - len(channels))))
    return Stale(channels, people)


def wait(session: Session, workspace_id: int, pause: timedelta, *, now: datetime) -> None:
    """Look nothing up before a pause has passed."""
    workspace = session.get_one(Workspace, workspace_id)
    workspace.sweep_at = now + pause
    session.add(workspace)


def _channels(workspace_id: int, now: datetime) -> Any:  # noqa: ANN401 -- SQLAlchemy's own types say no more
    is_home = col(Channel.id).in_(select(Project.channel_id).where(Project.workspace_id == workspace_id))
    is_old = or_(col(Channel.refreshed_at).is_(None), col(Channel.refreshed_at) <= now - OLD_AFTER)
    query = select(Channel.slack_channel_id).where(Channel.workspace_id == workspace_id, is_home, is_old)
    return query.order_by(col(Channel.refreshed_at).nulls_first(), col(Channel.id)).limit(AT_A_TIME)


def _people(workspace_id: int, now: datetime) -> Any:  # noqa: ANN401
    def those(column: Any, *which: Any) -> Any:  # noqa: ANN401
        within = select(column).where(column.class_.workspace_id == workspace_id, *which)
        return col(Person.id).in_(within)

    at_work = col(Secondment.ended_at).is_(None)
    matters = or_(
        those(col(Membership.person_id), col(Membership.left_at).is_(None)),
        those(col(Lead.person_id)),
        those(col(Secondment.head_id), at_work),
    )
    is_old = col(Person.refreshed_at) <= now - OLD_AFTER
    query = select(Person.slack_user_id).where(Person.workspace_id == workspace_id, matters, is_old)
    return query.where(col(Person.is_active).is_(True)).order_by(col(Person.refreshed_at), col(Person.id))
