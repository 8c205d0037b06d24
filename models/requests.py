"""Requests that were handled: Slack, or whoever repeats what it sent, may deliver any of them again."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.keys import WorkspaceRow
from models.types import UtcDateTime


class HandledRequest(WorkspaceRow, table=True):
    """One request that was handled; `subject_id` names what came of it, a row of whatever it is about."""

    __tablename__ = "handled_requests"
    __table_args__ = (
        UniqueConstraint("workspace_id", "request_key"),
        Index("ix_handled_requests_old", "workspace_id", "handled_at"),
    )

    request_key: str
    subject_id: int
    handled_at: datetime = Field(sa_type=UtcDateTime)
