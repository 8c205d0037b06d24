"""One look at the clock: everything that fell due is done, in batches that each have their own transaction."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.services import setbacks
from bot.services.due import do, due_ids, due_work
from models.away import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.services.due import Task
    from models.database import Database

log = structlog.get_logger(__name__)


async def tick(database: Database, clock: Clock) -> bool:
    """Do what is due; return whether anything was done.

    Each transaction takes its own time once it is alone in its workspace: with an earlier one, a poll would close
    before an answer that is already in it.
    """
    did_something = False
    for task, workspace_id in await database.read(partial(due_work, now=clock.now())):
        try:
            did_something |= await _Work(database, clock, task, workspace_id).run()
        except DatabaseAway:
            raise
        except Exception:  # an edge: one workspace must not stop the others
            log.exception("due work failed", task=task.work, workspace=workspace_id)
    return did_something


class _Work:
    """One kind of work that is due in one workspace."""

    def __init__(self, database: Database, clock: Clock, task: Task, workspace_id: int) -> None:
        self._database = database
        self._clock = clock
        self._task = task
        self._workspace_id = workspace_id

    async def run(self) -> bool:
        """Do all of it, a batch at a time; return whether anything was done."""
        did_something = False
        tried: set[int] = set()
        while ids := await self._next_batch():
            if tried.issuperset(ids):  # it does not become less due by being done: at the next tick, then
                log.error("due work stays due", task=self._task.work, workspace=self._workspace_id, ids=ids)
                break
            did_something |= await self._do_batch(ids)
            tried.update(ids)
            if len(ids) < self._task.at_once:
                break
        return did_something

    async def _next_batch(self) -> list[int]:
        def work(session: Session) -> list[int]:
            return due_ids(session, self._task, self._workspace_id, now=self._clock.now())

        return await self._database.read(work)

    async def _do_batch(self, ids: Sequence[int]) -> bool:
        """Do a batch; if it fails, each piece by itself, so that only what is at fault is set aside."""
        try:
            await self._do(ids)
        except DatabaseAway:  # no fault of the work
            raise
        except Exception:  # an edge: the failure is recorded on its row
            if len(ids) > 1:
                return any([await self._do_batch([each]) for each in ids])
            log.exception("due work failed", task=self._task.work, workspace=self._workspace_id, id=ids[0])
            await self._set_aside(ids[0])
            return False
        return True

    async def _do(self, ids: Sequence[int]) -> None:
        def work(session: Session) -> None:
            do(session, self._task, self._workspace_id, ids, now=self._clock.now())

        await self._database.write(work, workspace_id=self._workspace_id)

    async def _set_aside(self, item_id: int) -> None:
        def work(session: Session) -> None:
            setbacks.set_aside(session, self._workspace_id, self._task.work, item_id, now=self._clock.now())

        await self._database.write(work, workspace_id=self._workspace_id)
