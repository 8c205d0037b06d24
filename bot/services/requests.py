"""Doing once what one request asks for, however often it is delivered.

Slack repeats what was not acknowledged in time, and a signed request can be replayed for five minutes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlmodel import col, select

from models.requests import HandledRequest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlmodel import Session

# Far longer than Slack repeats anything, or a signature is good for.
KEPT = timedelta(days=2)


def once(
    session: Session, workspace_id: int, request_key: str, act: Callable[[], int], *, now: datetime
) -> int:
    """Do what a request asks for and return the id of what came of it; for the same request again, that id alone.

    `request_key` is unique in the workspace. Whatever `act` raises is raised, and the request may come again.
    """
    subject_id = came_of(session, workspace_id, request_key)
    if subject_id is None:
        subject_id = act()
        _remember(session, workspace_id, request_key, subject_id, now)
    return subject_id


def is_first(session: Session, workspace_id: int, request_key: str, *, now: datetime) -> bool:
    """Note a request whose consequence lies outside the database; whether it came for the first time."""
    if came_of(session, workspace_id, request_key) is not None:
        return False
    _remember(session, workspace_id, request_key, 0, now)
    return True


def came_of(session: Session, workspace_id: int, request_key: str) -> int | None:
    """Return the id of what came of a request; None for one that was not handled before."""
    query = select(HandledRequest.subject_id).where(
        HandledRequest.workspace_id == workspace_id, HandledRequest.request_key == request_key
    )
    return session.exec(query).first()


def _remember(session: Session, workspace_id: int, request_key: str, subject_id: int, now: datetime) -> None:
    request = HandledRequest(
        workspace_id=workspace_id, request_key=request_key, subject_id=subject_id, handled_at=now
    )
    session.add(request)
    _forget_old(session, workspace_id, now)


def _forget_old(session: Session, workspace_id: int, now: datetime) -> None:
    old = col(HandledRequest.handled_at) < now - KEPT
    session.exec(delete(HandledRequest).where(col(HandledRequest.workspace_id) == workspace_id, old))
