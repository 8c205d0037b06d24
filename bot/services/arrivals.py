"""The bot arrives in a channel: what waited for that is sent, and it says hello once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from bot.services import dead_letters, outbox, pausing
from bot.services.people import find_channel
from models.projects import Project

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from models.workspaces import Channel


def arrive(session: Session, workspace_id: int, slack_channel_id: str, *, now: datetime) -> None:
    """Owe again what could not be sent to a channel before, let its projects go on, and greet one without any."""
    dead_letters.revive(session, workspace_id, slack_channel_id, now=now)
    channel = find_channel(session, workspace_id, slack_channel_id)
    if channel is None:
        return
    if has_project(session, channel):
        pausing.resume_all(session, channel, now=now)
        return
    owed = outbox.Owed(
        key=f"greeting:{slack_channel_id}",
        kind=outbox.Kind.GREETING,
        subject_id=channel.key,
        recipient=slack_channel_id,
    )
    outbox.owe(session, workspace_id, owed, now=now)


def has_project(session: Session, channel: Channel) -> bool:
    """Whether a channel is home to a project."""
    return session.exec(select(Project.id).where(Project.channel_id == channel.key)).first() is not None
