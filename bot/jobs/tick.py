"""One look at the clock: everything that fell due is done, each kind in each workspace in its own transaction."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.services.due import due_work

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.services.due import Task
    from models.database import Database

log = structlog.get_logger(__name__)


async def tick(database: Database, clock: Clock) -> bool:
    """Do what is due; return whether anything was done.

    Each transaction takes its own time once it is alone in its workspace: with an earlier one, a poll would close
    before an answer that is already in it. A kind of work that fails in one workspace is logged with its traceback
    and tried again at the next tick; it keeps nothing else from being done.
    """
    did_something = False
    for task, workspace_id in await database.read(partial(due_work, now=clock.now())):
        did_something |= await _run(database, task, workspace_id, clock)
    return did_something


async def _run(database: Database, task: Task, workspace_id: int, clock: Clock) -> bool:
    def work(session: Session) -> None:
        task.run(session, workspace_id, now=clock.now())

    try:
        await database.write(work, workspace_id=workspace_id)
    except Exception:  # an edge: one failing task must not stop the others
        log.exception("due work failed", task=task.work, workspace=workspace_id)
        return False
    return True
