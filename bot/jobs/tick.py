"""One look at the clock: everything that fell due is done, each kind in each workspace in its own transaction."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.services.due import TASKS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.due import Task
    from models.database import Database

log = structlog.get_logger(__name__)


async def tick(database: Database, *, now: datetime) -> bool:
    """Do what is due at `now`; return whether anything was done.

    A kind of work that fails in one workspace is logged with its traceback and tried again at the next tick; it
    keeps nothing else from being done.
    """
    did_something = False
    for task in TASKS:
        for workspace_id in await database.read(partial(task.workspaces, now=now)):
            did_something |= await _run(database, task, workspace_id, now)
    return did_something


async def _run(database: Database, task: Task, workspace_id: int, now: datetime) -> bool:
    def work(session: Session) -> None:
        task.run(session, workspace_id, now=now)

    try:
        await database.write(work, workspace_id=workspace_id)
    except Exception:  # an edge: one failing task must not stop the others
        log.exception("due work failed", task=task.name, workspace=workspace_id)
        return False
    return True
