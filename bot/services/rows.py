"""Fetching single rows inside one workspace, where a missing row is a fault of ours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam
from sqlmodel import col, select

from models.keys import WorkspaceRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session
    from sqlmodel.sql.expression import SelectOfScalar

Row = TypeVar("Row", bound=WorkspaceRow)


def get(session: Session, table: type[Row], workspace_id: int, row_id: int) -> Row:
    """Return a row of the workspace; raises LookupError when there is none."""
    found = find(session, table, workspace_id, row_id)
    if found is None:
        raise LookupError(f"no {table.__name__} {row_id} in workspace {workspace_id}")
    return found


def find(session: Session, table: type[Row], workspace_id: int, row_id: int) -> Row | None:
    """Return a row of the workspace, or None."""
    found = session.get(table, row_id)
    return found if found is not None and found.workspace_id == workspace_id else None


def get_all(session: Session, table: type[Row], workspace_id: int, row_ids: Iterable[int]) -> dict[int, Row]:
    """Return the rows of the workspace with these ids, by id."""
    wanted = set(row_ids)
    if not wanted:
        return {}
    found = session.exec(_with_ids(table), params={"workspace_id": workspace_id, "row_ids": sorted(wanted)})
    return {row.key: row for row in found}


# Built once for each table: putting it together takes as long as running it.
@cache
def _with_ids(table: type[Row]) -> SelectOfScalar[Row]:
    row_ids: Any = bindparam("row_ids", expanding=True)
    return select(table).where(
        col(table.workspace_id) == bindparam("workspace_id"), col(table.id).in_(row_ids)
    )
