"""Fetching single rows inside one workspace, where a missing row is a fault of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlmodel import col, select

from models.keys import WorkspaceRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

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
    query = select(table).where(col(table.workspace_id) == workspace_id, col(table.id).in_(wanted))
    return {row.key: row for row in session.exec(query)}
