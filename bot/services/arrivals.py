"""The bot arrives in a channel, or finds itself in one: what waited for that is sent, and it says hello once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.services import channels, outbox
from bot.services.people import remember_channel
from models.messages import Message
from models.projects import Project
from models.workspaces import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import KnownChannel


def arrive(session: Session, workspace_id: int, known: KnownChannel, *, now: datetime) -> None:
    """Let what waited for the bot in a channel go on; greet a channel without a project."""
    channel = remember_channel(session, workspace_id, known)
    channels.reconcile(session, workspace_id, known.slack_channel_id, known, now=now)
    if has_project(session, channel) or not known.bot_is_member:
        return
    owed = outbox.Owed(
        key=channels.greeting_key(known.slack_channel_id),
        kind=outbox.Kind.GREETING,
        subject_id=channel.key,
        recipient=known.slack_channel_id,
    )
    outbox.owe(session, workspace_id, owed, now=now)


def make_up(session: Session, workspace_id: int, listed: Iterable[KnownChannel], *, now: datetime) -> None:
    """Arrive in those channels the bot is in that were never greeted: nobody told it that it was added there."""
    keys = {channels.greeting_key(each.slack_channel_id): each for each in listed}
    greeted = select(Message.unique_key).where(
        Message.workspace_id == workspace_id, col(Message.unique_key).in_(keys)
    )
    homes = (
        select(Channel.slack_channel_id)
        .join(Project, col(Project.channel_id) == col(Channel.id))
        .where(Project.workspace_id == workspace_id)
    )
    done = {*session.exec(greeted), *map(channels.greeting_key, session.exec(homes))}
    for key in keys.keys() - done:
        arrive(session, workspace_id, keys[key], now=now)


def has_project(session: Session, channel: Channel) -> bool:
    """Whether a channel is home to a project."""
    return session.exec(select(Project.id).where(Project.channel_id == channel.key)).first() is not None
