"""Vacancies that leads have accepted for a while."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from bot.domain.roles import Role, Stage
from bot.domain.vacancies import AcceptedVacancy
from models.keys import WorkspaceRow, belongs_to
from models.types import UtcDateTime, enum_column


class Acceptance(WorkspaceRow, table=True):
    """A lead accepts that a role is vacant, until a day (included) or a stage; in force until withdrawn.

    At `notice_at` it is looked whether that time is over: then it is withdrawn, and the leads are asked again.
    """

    __tablename__ = "acceptances"
    __table_args__ = (
        belongs_to("projects", "project_id"),
        belongs_to("people", "accepted_by_id"),
        CheckConstraint("until_on IS NOT NULL OR until_stage IS NOT NULL", name="ends_somewhen"),
        CheckConstraint("role <> 'domain_expert'", name="never_the_domain_expert"),
        Index(
            "uq_acceptances_current",
            "project_id",
            "role",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    project_id: int
    role: Role = Field(sa_type=enum_column(Role))
    until_on: date | None = None
    until_stage: Stage | None = Field(default=None, sa_type=enum_column(Stage))
    accepted_by_id: int
    accepted_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    notice_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

    @property
    def vacancy(self) -> AcceptedVacancy:
        """What was accepted, as the domain's value."""
        return AcceptedVacancy(self.role, self.until_on, self.until_stage)
