"""What was computed: readings, the reference they are compared with, and drops; and the stages in between."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from bot.domain.causes import Occasion
from bot.domain.drops import LiveSummary
from bot.domain.roles import Role, Stage
from models.keys import StrengthColumns, WorkspaceRow, belongs_to, between, referable, strengths_in_range
from models.types import UtcDateTime, enum_column


class Reading(WorkspaceRow, StrengthColumns, table=True):
    """The stored result of everything known at one instant, with the rules it was computed under.

    `hat_cost` is in percent; `lapse_after` the polls that end a claim, by project id: hats cross projects.
    """

    __tablename__ = "readings"
    __table_args__ = (
        belongs_to("projects", "project_id"),
        Index("ix_readings_newest", "project_id", "id"),
        between("ceiling", 0, 50),
        *strengths_in_range(),
    )

    project_id: int
    taken_at: datetime = Field(sa_type=UtcDateTime)
    occasion: Occasion = Field(sa_type=enum_column(Occasion))
    ceiling: int
    weakest: list[Role] = Field(sa_type=JSON)
    hat_cost: int
    lapse_after: dict[str, int] = Field(sa_type=JSON)


class ReferenceStrength(WorkspaceRow, table=True):
    """What one role's strength is compared with, and as of when it was so."""

    __tablename__ = "reference_strengths"
    __table_args__ = (
        belongs_to("projects", "project_id"),
        UniqueConstraint("project_id", "role"),
        between("strength", 0, 50),
    )

    project_id: int
    role: Role = Field(sa_type=enum_column(Role))
    strength: int
    taken_at: datetime = Field(sa_type=UtcDateTime)


class DropRow(WorkspaceRow, StrengthColumns, table=True):
    """A drop that the channel was told of; the strengths are the reference it fell from.

    `fell_from` and `fell_to` are the weakest function's strengths (tenths); `lowest` the lowest value said
    since; `fallen` holds role, strengths and causes of each fall, the weakest first; `percent_answered` how many
    answered the latest poll. Live until `ended_at`.
    """

    __tablename__ = "drops"
    __table_args__ = (
        referable(),
        belongs_to("projects", "project_id"),
        between("fell_from", 0, 50),
        between("fell_to", 0, 50),
        between("percent_answered", 0, 100),
        *strengths_in_range(),
    )

    project_id: int = Field(index=True)
    dropped_at: datetime = Field(sa_type=UtcDateTime)
    fell_from: int
    fell_to: int
    lowest: int
    fallen: list[dict[str, Any]] = Field(sa_type=JSON)
    percent_answered: int
    closes_recovered: int = 0
    recovered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def live(self) -> LiveSummary:
        """The summary of this drop, as the domain sees it."""
        return LiveSummary(self.strengths, self.lowest, self.dropped_at, self.closes_recovered)


class StageChange(WorkspaceRow, table=True):
    """A project left a stage, for the one that its next change left or that it is in now."""

    __tablename__ = "stage_changes"
    __table_args__ = (belongs_to("projects", "project_id"),)

    project_id: int = Field(index=True)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    stage_before: Stage = Field(sa_type=enum_column(Stage))
