"""Secondments: specialists lent by a home function to a host project."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from bot.domain.roles import Role
from bot.domain.secondments import ReturnNotice, SecondmentState
from models.keys import StrengthColumns, WorkspaceRow, belongs_to, between, referable, strengths_in_range
from models.types import UtcDateTime, enum_column


class Secondment(WorkspaceRow, table=True):
    """A specialist at a host project for one objective; ceilings are in tenths."""

    __tablename__ = "secondments"
    __table_args__ = (
        referable(),
        belongs_to("projects", "project_id"),
        belongs_to("people", "specialist_id"),
        belongs_to("people", "head_id"),
        belongs_to("people", "started_by_id"),
        CheckConstraint("returns_on > starts_on", name="returns_after_start"),
        between("ceiling_at_start", 0, 50),
        between("ceiling_when_met", 0, 50),
    )

    project_id: int = Field(index=True)
    specialist_id: int
    home: str
    home_slack_channel_id: str | None = None
    head_id: int | None = None
    started_by_id: int
    objective: str
    starts_on: date
    returns_on: date
    state: SecondmentState = Field(default=SecondmentState.ACTIVE, sa_type=enum_column(SecondmentState))
    started_at: datetime = Field(sa_type=UtcDateTime)
    met_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ceiling_at_start: int
    ceiling_when_met: int | None = None
    next_goals: str | None = None
    noticed: ReturnNotice | None = Field(default=None, sa_type=enum_column(ReturnNotice))
    notice_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class SecondedRole(WorkspaceRow, table=True):
    """A role that a specialist was lent for."""

    __tablename__ = "seconded_roles"
    __table_args__ = (belongs_to("secondments", "secondment_id"), UniqueConstraint("secondment_id", "role"))

    secondment_id: int
    role: Role = Field(sa_type=enum_column(Role))


class DepartureStrengths(WorkspaceRow, StrengthColumns, table=True):
    """What a departure preview foretold the strengths would be once the specialist is gone."""

    __tablename__ = "departure_strengths"
    __table_args__ = (belongs_to("secondments", "secondment_id"), *strengths_in_range())

    secondment_id: int = Field(unique=True)
