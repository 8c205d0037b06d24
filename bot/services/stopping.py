"""A workspace without a working token is stopped: until it starts again nothing is sent and no due work runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from models.workspaces import Workspace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session
    from sqlmodel.sql.expression import SelectOfScalar


def stop(session: Session, workspace_id: int, reason: str, *, now: datetime) -> bool:
    """Stop a workspace; whether it was at work until now. `reason` is Slack's own name for what happened.

    What is owed stays owed, and what falls due stays due.
    """
    workspace = session.get_one(Workspace, workspace_id)
    if workspace.stopped_at is not None:
        return False
    workspace.stopped_at, workspace.stopped_because = now, reason
    session.add(workspace)
    return True


def start_again(session: Session, workspace: Workspace) -> None:
    """Let a workspace work whose token Slack has just accepted."""
    workspace.stopped_at = workspace.stopped_because = None
    session.add(workspace)


def stopped_workspaces() -> SelectOfScalar[Any]:
    """Select the ids of the workspaces that are stopped."""
    return select(Workspace.id).where(col(Workspace.stopped_at).is_not(None))
