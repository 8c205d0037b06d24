"""What is done when a message cannot be delivered: someone who can act is told exactly how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.services import outbox
from bot.services.belonging import leads_of
from models.projects import Project
from models.workspaces import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from models.messages import Message

# Slack's names for a channel that a bot cannot write to because it is not in it; a private one looks non-existent.
_NOT_INVITED = frozenset({"not_in_channel", "channel_not_found"})


def tell_who_can_act(session: Session, message: Message, *, now: datetime) -> None:
    """Tell the leads of a channel's projects that the bot must be invited; once a day per lead."""
    if message.error not in _NOT_INVITED:
        return
    query = (
        select(Project)
        .join(Channel, col(Channel.id) == col(Project.channel_id))
        .where(Channel.workspace_id == message.workspace_id, Channel.slack_channel_id == message.recipient)
    )
    for project in session.exec(query):
        for lead in leads_of(session, project):
            owed = outbox.Owed(
                key=f"invite:{message.recipient}:{lead.key}:{now.date()}",
                kind=outbox.Kind.INVITE_NEEDED,
                subject_id=project.key,
                recipient=lead.slack_user_id,
                details={"slack_channel_id": message.recipient},
            )
            outbox.owe(session, message.workspace_id, owed, now=now)
