"""Messages that were given up, until somebody has acted: then they are sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.sending import CHANNEL_UNUSABLE
from models.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.sending import Failure

_DEAD = (col(Message.failed_at).is_not(None), col(Message.sent) < col(Message.wanted))


def dead_letters(session: Session) -> Sequence[Message]:
    """Return every message that was given up, in all workspaces, the oldest first."""
    return session.exec(select(Message).where(*_DEAD).order_by(col(Message.id))).all()


def is_known(session: Session, workspace_id: int, failure: Failure, reason: str) -> bool:
    """Whether another message has failed for a reason that nobody has put right yet."""
    query = select(Message.id).where(
        *_DEAD, Message.workspace_id == workspace_id, Message.failure == failure, Message.error == reason
    )
    return session.exec(query).first() is not None


def send_again(session: Session, letters: Iterable[Message], *, now: datetime) -> None:
    """Owe messages again that were given up."""
    for message in letters:
        message.failed_at = message.failure = message.error = None
        message.attempts, message.not_before = 0, now
        session.add(message)


def revive(session: Session, workspace_id: int, slack_channel_id: str, *, now: datetime) -> None:
    """Owe again what could not be posted in a channel that can be posted in now."""
    query = select(Message).where(
        *_DEAD,
        Message.workspace_id == workspace_id,
        Message.recipient == slack_channel_id,
        col(Message.failure).in_(CHANNEL_UNUSABLE),
    )
    send_again(session, session.exec(query).all(), now=now)
