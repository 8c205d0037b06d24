"""One process at work for all workspaces: procrastinate's worker, kept going, and the rescue of stalled jobs.

procrastinate's worker ends when the database goes away; here it is started anew for as long as the process works.
A job whose worker was killed, or that ended while the database could not be told, holds its workspace's lock:
whoever notices takes the job away, and looking for what may be sent defers another.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import structlog
from procrastinate.jobs import DeleteJobCondition, Status
from procrastinate.worker import Worker

from models.away import DatabaseAway

if TYPE_CHECKING:
    from procrastinate import App, JobContext
    from procrastinate.jobs import Job

    from bot.jobs.relay import Relay

log = structlog.get_logger(__name__)

# What a killed worker was at is given to another after at most both and one more beat.
BEAT_EVERY_SECONDS = 5.0
STALLED_AFTER_SECONDS = 20.0
# Workers are notified of jobs at once; this is for lost notifications, and for jobs that waited for another.
POLL_EVERY_SECONDS = 1.0
RESTART_AFTER_SECONDS = 1.0
WORKSPACES_AT_ONCE = 10
# Workspaces take turns where there are more of them than workers look after at once.
TURN_SECONDS = 60.0


class Shift:
    """Works from `start` to `end`, through every absence of the database."""

    TASK = "drain"

    def __init__(self, app: App, relay: Relay, *, queue: str) -> None:
        """Begin nothing yet; the app is opened before `start` and closed after `end` by whoever made it."""
        self._app = app
        self._relay = relay
        self._queue = queue
        self._drains: dict[int | None, asyncio.Task[None] | None] = {}
        self._unaccounted: set[int | None] = set()
        self._ending = asyncio.Event()
        self._worker = self._new_worker()
        app.task(name=self.TASK, queue=queue, pass_context=True)(self._drain)

    def start(self) -> None:
        """Work, from now until `end`."""
        self._working = asyncio.create_task(self._work())
        self._minding = asyncio.create_task(self._mind())

    async def _work(self) -> None:
        while not self._ending.is_set():
            self._worker = self._new_worker()
            try:
                await self._worker.run()  # type: ignore[no-untyped-call]
            except Exception as error:  # noqa: BLE001 -- an edge: a database that is away now is back later
                log.warning("the worker ended", reason=reason_of(error))
            await self._rest(RESTART_AFTER_SECONDS)

    def _new_worker(self) -> Worker:
        return Worker(
            self._app,
            queues=[self._queue],
            concurrency=WORKSPACES_AT_ONCE,
            fetch_job_polling_interval=POLL_EVERY_SECONDS,
            update_heartbeat_interval=BEAT_EVERY_SECONDS,
            stalled_worker_timeout=STALLED_AFTER_SECONDS,
            delete_jobs=DeleteJobCondition.ALWAYS,
            install_signal_handlers=False,
        )

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), seconds)

    async def _drain(self, context: JobContext, workspace_id: int) -> None:
        self._drains[context.job.id] = asyncio.current_task()
        loop = asyncio.get_running_loop()
        turn_ends_at = loop.time() + TURN_SECONDS
        try:
            await self._relay.drain(workspace_id, enough=lambda: loop.time() > turn_ends_at)
        except DatabaseAway as error:
            log.warning("the outbox could not be drained", workspace=workspace_id, reason=str(error))
        except Exception:  # an edge: what is owed is still owed, and looking finds it
            log.exception("the outbox could not be drained", workspace=workspace_id)
        finally:
            del self._drains[context.job.id]

    async def _mind(self) -> None:
        was_there = True
        while not self._ending.is_set():
            await self._rest(BEAT_EVERY_SECONDS)
            try:
                # When the database has just come back, every heart seems to have stopped: they get time to beat.
                await (self.give_back() if was_there else self._app.check_connection_async())
                was_there = True
            except Exception as error:  # noqa: BLE001 -- an edge, as above; or another worker was faster
                log.info("stalled jobs could not be given back", reason=reason_of(error))
                was_there = False

    async def give_back(self) -> None:
        """Take jobs from workers that are not at them any more, so that others can be."""
        for job in [*await self._stalled(), *await self._finished_unheard()]:
            log.info("a stalled job is given back", job=job.id, worker=job.worker_id)
            await self._app.job_manager.finish_job(job, Status.FAILED, delete_job=True)

    async def _stalled(self) -> list[Job]:
        """Return the jobs of workers that are no more."""
        manager = self._app.job_manager
        return list(
            await manager.get_stalled_jobs(queue=self._queue, seconds_since_heartbeat=STALLED_AFTER_SECONDS)
        )

    async def _finished_unheard(self) -> list[Job]:
        """Return the jobs that are said to run here and do not, now and a beat ago."""
        if self._worker.worker_id is None:  # between two workers; asked for nobody's jobs, it would list all
            self._unaccounted.clear()
            return []
        running = await self._app.job_manager.list_jobs_async(
            queue=self._queue, status=Status.DOING.value, worker_id=self._worker.worker_id
        )
        before, self._unaccounted = self._unaccounted, {job.id for job in running} - self._drains.keys()
        return [job for job in running if job.id in before & self._unaccounted]

    async def end(self) -> None:
        """Take on no further job and finish those under way; cancelled, give those up."""
        self._ending.set()
        self._worker.stop()  # type: ignore[no-untyped-call]
        self._minding.cancel()
        try:
            await asyncio.shield(self._working)
        except asyncio.CancelledError:
            for drain in self._drains.values():
                if drain is not None:
                    drain.cancel()
            await self._working
            raise


def reason_of(error: BaseException) -> str:
    """Return in one line why procrastinate failed: it says no more than "Database error" itself."""
    return str(error.__cause__ or error).strip().partition("\n")[0]
