"""Keys that keep every row inside its workspace, and the columns that several tables share."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.domain.roles import Role, Strengths


def stored_id(row_id: int | None) -> int:
    """Return the id of a row that has been stored; raises ValueError for one that has not."""
    if row_id is None:
        raise ValueError("this row has not been stored yet")
    return row_id


class WorkspaceRow(SQLModel):
    """A row of one workspace; a reference to another table carries the workspace with it."""

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspaces.id", index=False)

    @property
    def key(self) -> int:
        """The id of a row that has been stored."""
        return stored_id(self.id)


class StrengthColumns(SQLModel):
    """The four strengths of a project, each 0-50 tenths."""

    data_scientist: int
    ml_engineer: int
    infrastructure_engineer: int
    domain_expert: int

    @property
    def strengths(self) -> Strengths:
        """The four strengths as the domain's value."""
        return Strengths(**{role.value: getattr(self, role.value) for role in Role})


def strength_values(strengths: Strengths) -> dict[str, Any]:
    """Return the values of the four strength columns by name."""
    return {role.value: strength for role, strength in strengths}


def referable() -> UniqueConstraint:
    """Let other tables refer to a row together with its workspace."""
    return UniqueConstraint("workspace_id", "id")


def belongs_to(table: str, column: str) -> ForeignKeyConstraint:
    """Refer to a row of another table in the same workspace, so that nothing can cross workspaces."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"])


def between(column: str, least: int, most: int) -> CheckConstraint:
    """Hold a number column (where it is not null) to a range, both ends included."""
    return CheckConstraint(f"{column} BETWEEN {least} AND {most}", name=f"{column}_range")


def strengths_in_range() -> tuple[CheckConstraint, ...]:
    """Hold the four strengths to 0-50 tenths."""
    return tuple(between(role.value, 0, 50) for role in Role)
