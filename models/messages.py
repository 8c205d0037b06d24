"""The outbox: every message that Ceiling owes to someone or has sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.sending import Failure
from models.keys import WorkspaceRow, belongs_to, referable
from models.types import UtcDateTime, enum_column


class Message(WorkspaceRow, table=True):
    """One message, from the transaction that owes it until it stands in Slack.

    It is owed while `wanted` is above `sent`: a post is wanted once, a refresh once more with each change, so
    ten changes make one update. `slack_channel_id` and `slack_ts` say where it stands once it was posted.

    `failed_at` is set once it was given up: a dead letter, whose `failure` says what is to be done. `unanswered`
    counts the calls to post it whose answer never arrived: each may have posted it once more than is known.
    """

    __tablename__ = "messages"
    __table_args__ = (
        referable(),
        belongs_to("messages", "thread_of_id"),
        UniqueConstraint("workspace_id", "unique_key"),
        CheckConstraint("sent <= wanted", name="sent_was_wanted"),
        Index(
            "ix_messages_owed",
            "workspace_id",
            "not_before",
            "id",
            sqlite_where=text("sent < wanted AND failed_at IS NULL"),
            postgresql_where=text("sent < wanted AND failed_at IS NULL"),
        ),
        Index(
            "ix_messages_unsent",
            "workspace_id",
            "recipient",
            "id",
            sqlite_where=text("sent = 0 AND failed_at IS NULL"),
            postgresql_where=text("sent = 0 AND failed_at IS NULL"),
        ),
    )

    unique_key: str
    kind: str
    subject_id: int
    recipient: str
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    thread_of_id: int | None = None

    wanted: int = 1
    sent: int = 0
    created_at: datetime = Field(sa_type=UtcDateTime)
    not_before: datetime = Field(sa_type=UtcDateTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str | None = None
    failure: Failure | None = Field(default=None, sa_type=enum_column(Failure))
    unanswered: int = Field(default=0, sa_column_kwargs={"server_default": "0"})

    slack_channel_id: str | None = None
    slack_ts: str | None = None
