"""Setbacks: due work that failed is set aside for a while, longer each time, so that it holds up nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlmodel import col, select

from models.running import Setback

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)


def set_aside(session: Session, workspace_id: int, task: str, item_id: int, *, now: datetime) -> Setback:
    """Try a piece of work again after a pause: ten seconds, then twice as long each time, up to an hour."""
    query = select(Setback).where(Setback.task == task, Setback.item_id == item_id)
    row = session.exec(query).first() or Setback(
        workspace_id=workspace_id, task=task, item_id=item_id, failures=0, retry_at=now
    )
    row.retry_at = now + min(FIRST_PAUSE * (1 << min(row.failures, 16)), LONGEST_PAUSE)
    row.failures += 1
    session.add(row)
    return row


def forget(session: Session, task: str, item_ids: Iterable[int]) -> None:
    """Forget the setbacks of work that is done."""
    session.exec(delete(Setback).where(col(Setback.task) == task, col(Setback.item_id).in_(item_ids)))
