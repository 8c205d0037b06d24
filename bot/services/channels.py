"""What becomes of channels: their projects pause when they can no longer be used, and go on when they can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlmodel import col, select

from bot.domain.pauses import PausedBecause
from bot.services import dead_letters, memberships, outbox, pausing
from bot.services.people import find_channel
from models.messages import Message
from models.projects import Membership, Project
from models.secondments import Secondment
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import KnownChannel
    from models.workspaces import Channel

# Where a channel is named by its Slack id rather than by its row.
_NAMING_A_CHANNEL: tuple[Any, ...] = (
    Message.recipient,
    Message.slack_channel_id,
    Secondment.home_slack_channel_id,
)


def reconcile(
    session: Session, workspace_id: int, slack_channel_id: str, known: KnownChannel | None, *, now: datetime
) -> None:
    """Bring what is stored of a channel, and its projects, in line with what Slack says of it now.

    `known` is None for a channel that Slack does not show the bot: a private one it is not in, or none at all.
    """
    reason = _unusable_because(known)
    if reason is None:
        dead_letters.revive(session, workspace_id, slack_channel_id, now=now)
    channel = find_channel(session, workspace_id, slack_channel_id)
    if channel is None:
        return
    channel.refreshed_at = now
    if known is not None:
        channel.name, channel.is_private = known.name, known.is_private
    session.add(channel)
    if reason is None:
        pausing.resume_all(session, channel, now=now)
    elif known is not None or not _is_known_deleted(session, channel):
        pausing.pause_all(session, channel, reason, now=now)


def _unusable_because(known: KnownChannel | None) -> PausedBecause | None:
    if known is not None and known.is_archived:
        return PausedBecause.CHANNEL_ARCHIVED
    return None if known is not None and known.bot_is_member else PausedBecause.BOT_NOT_IN_CHANNEL


def _is_known_deleted(session: Session, channel: Channel) -> bool:
    query = select(Project.id).where(
        Project.channel_id == channel.key, Project.paused_because == PausedBecause.CHANNEL_DELETED
    )
    return session.exec(query).first() is not None


def delete(session: Session, workspace_id: int, slack_channel_id: str, *, now: datetime) -> None:
    """Pause the projects of a channel that was deleted; their leads read how to go on."""
    channel = find_channel(session, workspace_id, slack_channel_id)
    if channel is not None:
        pausing.pause_all(session, channel, PausedBecause.CHANNEL_DELETED, now=now)


def rename(session: Session, workspace_id: int, slack_channel_id: str, name: str) -> None:
    """Store another name of a channel."""
    channel = find_channel(session, workspace_id, slack_channel_id)
    if channel is not None:
        channel.name = name
        session.add(channel)


def greeting_key(slack_channel_id: str) -> str:
    """Return the key under which a channel is owed its one greeting."""
    return f"greeting:{slack_channel_id}"


def change_id(session: Session, workspace_id: int, old_id: str, new_id: str) -> None:
    """Follow a channel to another Slack id, with its projects and with what was, and will be, said there."""
    old, new = (find_channel(session, workspace_id, each) for each in (old_id, new_id))
    if old is not None and new is not None:
        # Somebody was there under the new id before Slack told of it.
        session.exec(update(Project).where(col(Project.channel_id) == old.key).values(channel_id=new.key))
    elif old is not None:
        old.slack_channel_id = new_id
        session.add(old)
        greeting = outbox.find_by_key(session, workspace_id, greeting_key(old_id))
        if greeting is not None:
            greeting.unique_key = greeting_key(new_id)
            session.add(greeting)
    for column in _NAMING_A_CHANNEL:
        those = update(column.class_).where(column.class_.workspace_id == workspace_id, column == old_id)
        session.exec(those.values({column: new_id}))


def note_members(
    session: Session, workspace_id: int, slack_channel_id: str, present: Collection[str], *, now: datetime
) -> None:
    """Compare who is in a channel with who was: members who have left it since are members no more.

    Whoever never was in the channel stays a member: leads may pick anyone. `present` holds Slack user ids.
    """
    channel = find_channel(session, workspace_id, slack_channel_id)
    if channel is None:
        return
    query = (
        select(Membership, Person.slack_user_id)
        .join(Project, col(Project.id) == col(Membership.project_id))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(Project.channel_id == channel.key, col(Membership.left_at).is_(None))
    )
    gone = []
    for membership, slack_user_id in session.exec(query).all():
        if slack_user_id in present:
            membership.seen_in_channel = True
            session.add(membership)
        elif membership.seen_in_channel:
            gone.append(membership)
    memberships.end_by_leaving(session, gone, now=now)
