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


def stop_as_told(
    session: Session, workspace_id: int, reason: str, *, happened_at: datetime, now: datetime
) -> bool:
    """Stop a workspace because Slack tells so; not for what happened before its token was accepted anew.

    Slack may tell of an uninstallation when the app has long been installed again.
    """
    accepted_at = session.get_one(Workspace, workspace_id).accepted_at
    if accepted_at is not None and happened_at < accepted_at:
        return False
    return stop(session, workspace_id, reason, now=now)


def start_again(session: Session, workspace: Workspace, *, now: datetime) -> None:
    """Let a workspace work whose token Slack has just accepted."""
    workspace.stopped_at = workspace.stopped_because = None
    workspace.accepted_at = now
    session.add(workspace)


def refused_because(session: Session) -> str | None:
    """Return, in Slack's words, why a workspace is stopped; None when none is."""
    return session.exec(
        select(Workspace.stopped_because).where(col(Workspace.stopped_at).is_not(None))
    ).first()


def stopped_workspaces() -> SelectOfScalar[Any]:
    """Select the ids of the workspaces that are stopped."""
    return select(Workspace.id).where(col(Workspace.stopped_at).is_not(None))
