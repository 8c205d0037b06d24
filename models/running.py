"""How the bot itself has been running: when it last looked at the clock, when it did not, and what failed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.keys import WorkspaceRow
from models.types import UtcDateTime


class LastTick(SQLModel, table=True):
    """When any process last looked at the clock, to about a minute: one row."""

    __tablename__ = "last_tick"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: int = Field(default=1, primary_key=True)
    ticked_at: datetime = Field(sa_type=UtcDateTime)


class Downtime(SQLModel, table=True):
    """A time during which nothing looked at the clock, so that what fell due was done late."""

    __tablename__ = "downtimes"
    __table_args__ = (CheckConstraint("ended_at > began_at", name="ended_after_it_began"),)

    id: int | None = Field(default=None, primary_key=True)
    began_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime = Field(sa_type=UtcDateTime, index=True)


class Setback(WorkspaceRow, table=True):
    """One piece of due work that failed, set aside until `retry_at`; `item_id` is the row of the task's table."""

    __tablename__ = "setbacks"
    __table_args__ = (UniqueConstraint("task", "item_id"),)

    task: str
    item_id: int
    failures: int
    retry_at: datetime = Field(sa_type=UtcDateTime)
