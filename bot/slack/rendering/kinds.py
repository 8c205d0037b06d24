"""What renders a kind of message, and what most kinds are about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.services.ports.outside import OwedMessage
from bot.services.rows import get
from bot.slack.blocks.kit import Rendered
from models.projects import Project

Render = Callable[[Session, OwedMessage, datetime], Rendered | None]
RenderMany = Callable[[Session, Sequence[OwedMessage], datetime], list[Rendered | None]]


def project_of(session: Session, owed: OwedMessage) -> Project:
    """Return the project that a message is about."""
    return get(session, Project, owed.workspace_id, owed.subject_id)
