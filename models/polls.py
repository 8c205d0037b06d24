"""Rounds of asking: polls, each member's check-in in them, and the prompts that carry check-ins to people."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from bot.domain.polls import CheckInState
from models.keys import WorkspaceRow, belongs_to, referable
from models.types import UtcDateTime, enum_column


class Poll(WorkspaceRow, table=True):
    """One round of asking a project's members; `due_at` is the moment it was due, and unique.

    `counts` is decided at the close, or when the project is paused: whether missing it brings a claim nearer to
    lapsing.
    """

    __tablename__ = "polls"
    __table_args__ = (
        referable(),
        belongs_to("projects", "project_id"),
        UniqueConstraint("project_id", "due_at"),
        Index(
            "uq_polls_open",
            "project_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_polls_closed", "project_id", "closed_at"),
        Index(
            "ix_polls_to_close",
            "closes_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        CheckConstraint("closes_at >= opened_at", name="closes_after_opening"),
    )

    project_id: int
    due_at: datetime = Field(sa_type=UtcDateTime)
    is_scheduled: bool
    is_first: bool
    opened_at: datetime = Field(sa_type=UtcDateTime)
    closes_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    counts: bool | None = None


class Prompt(WorkspaceRow, table=True):
    """One direct message to one person at one moment, holding all check-ins that fell due then."""

    __tablename__ = "prompts"
    __table_args__ = (referable(), belongs_to("people", "person_id"))

    person_id: int
    asked_at: datetime = Field(sa_type=UtcDateTime)


class CheckIn(WorkspaceRow, table=True):
    """One member's part in one poll; `answer_id` is the newest answer given in it.

    `prompt_id` is the prompt that asks, `reminder_id` the message that reminds of it if that is needed.
    `ask_at` is set while it waits to be asked: people are asked in their own working hours, and many in batches.
    """

    __tablename__ = "check_ins"
    __table_args__ = (
        referable(),
        belongs_to("polls", "poll_id"),
        belongs_to("people", "person_id"),
        belongs_to("prompts", "prompt_id"),
        belongs_to("messages", "reminder_id"),
        belongs_to("answers", "answer_id"),
        UniqueConstraint("poll_id", "person_id"),
        Index(
            "ix_check_ins_to_ask",
            "ask_at",
            sqlite_where=text("ask_at IS NOT NULL"),
            postgresql_where=text("ask_at IS NOT NULL"),
        ),
    )

    poll_id: int
    person_id: int = Field(index=True)
    prompt_id: int | None = Field(default=None, index=True)
    reminder_id: int | None = Field(default=None, index=True)
    state: CheckInState = Field(default=CheckInState.ASKED, sa_type=enum_column(CheckInState))
    answer_id: int | None = None
    responded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ask_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
