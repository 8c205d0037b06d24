"""The bot arrives in a channel: what waited for that is sent, and it says hello once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from bot.services import channels, outbox
from bot.services.people import remember_channel
from models.projects import Project

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import KnownChannel
    from models.workspaces import Channel


def arrive(session: Session, workspace_id: int, known: KnownChannel, *, now: datetime) -> None:
    """Let what waited for the bot in a channel go on; greet a channel without a project."""
    channel = remember_channel(session, workspace_id, known)
    channels.reconcile(session, workspace_id, known.slack_channel_id, known, now=now)
    if has_project(session, channel) or not known.bot_is_member:
        return
    owed = outbox.Owed(
        key=f"greeting:{known.slack_channel_id}",
        kind=outbox.Kind.GREETING,
        subject_id=channel.key,
        recipient=known.slack_channel_id,
    )
    outbox.owe(session, workspace_id, owed, now=now)


def has_project(session: Session, channel: Channel) -> bool:
    """Whether a channel is home to a project."""
    return session.exec(select(Project.id).where(Project.channel_id == channel.key)).first() is not None
