"""The distributed runner: over PostgreSQL any number of processes on any machines share the draining.

procrastinate hands the jobs out: at most one waits and one runs for each workspace. A job says only which
workspace to look after; what is owed, and from when, stands in the outbox alone. So jobs may be lost, and are
deferred as a hint after the commit that owes something; looking for what may be sent now makes up for lost hints.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status
from psycopg_pool import PoolTimeout

from bot.jobs.shift import Shift, reason_of
from models.away import DatabaseAway
from models.database import patience_with

if TYPE_CHECKING:
    from sqlalchemy import URL

    from bot.jobs.relay import Relay

log = structlog.get_logger(__name__)

QUEUE = "relay"
LOOK_EVERY_SECONDS = 1.0
# A server that is away must not hold up what waits for it: whoever waits is told, and comes again.
WAIT_SECONDS = 3.0
RECONNECT_FOR_SECONDS = 5.0
# Fetching and finishing jobs, hints and heartbeats are short; they need not all happen at once.
MOST_CONNECTIONS = 3


class Distributed:
    """Hints at work that any worker may do; if it drains, it is such a worker itself."""

    def __init__(self, relay: Relay, url: URL, *, drains: bool) -> None:
        """Connect to nothing yet.

        Args:
            relay: what drains a workspace.
            url: of the PostgreSQL database that holds the outbox.
            drains: whether this process works, or only hints at work for others.
        """
        self._relay = relay
        self._app = App(connector=_connector(url))
        self._shift = Shift(self._app, relay, queue=QUEUE) if drains else None
        self._woken: set[int] = set()
        self._has_woken = asyncio.Event()
        self._must_look = asyncio.Event()
        self._running: list[asyncio.Task[None]] = []

    def wake(self, workspace_id: int) -> None:
        """Say that something was just owed in a workspace; costs nothing and may be forgotten."""
        self._woken.add(workspace_id)
        self._has_woken.set()

    async def look_now(self) -> None:
        """Look at once for what may be sent."""
        self._must_look.set()

    async def start(self) -> None:
        """Send what is owed, or hint at it, from now until `stop`; raises DatabaseAway."""
        try:
            await self._app.open_async()
        except PoolTimeout as error:
            raise DatabaseAway(str(error)) from error
        self._running = [asyncio.create_task(self._hint())]
        if self._shift is not None:
            self._shift.start()
            self._running.append(asyncio.create_task(self._look()))

    async def _hint(self) -> None:
        while True:
            await self._has_woken.wait()
            self._has_woken.clear()
            await self._defer_for_the_woken()

    async def _defer_for_the_woken(self) -> None:
        try:
            while self._woken:
                await self._defer(self._woken.pop())
        except Exception as error:  # noqa: BLE001 -- an edge: looking makes up for a lost hint
            log.warning("a hint at work was lost", reason=reason_of(error))

    async def _defer(self, workspace_id: int) -> None:
        name = f"drain {workspace_id}"
        # One runs, because Slack limits a workspace as a whole; one waits, for what is owed meanwhile.
        job = self._app.configure_task(Shift.TASK, queue=QUEUE, lock=name, queueing_lock=name)
        with contextlib.suppress(AlreadyEnqueued):
            await job.defer_async(workspace_id=workspace_id)

    async def _look(self) -> None:
        while True:
            self._must_look.clear()
            try:
                await self._wake_where_nobody_comes()
            except Exception as error:  # noqa: BLE001 -- an edge: a database that is away now is back later
                log.warning("the outbox could not be looked at", reason=reason_of(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._must_look.wait(), LOOK_EVERY_SECONDS)

    async def _wake_where_nobody_comes(self) -> None:
        due = await self._relay.workspaces_with_work()
        if due:
            waiting = await self._app.job_manager.list_jobs_async(queue=QUEUE, status=Status.TODO.value)
            expected = {job.task_kwargs["workspace_id"] for job in waiting}
            for workspace_id in due:
                if workspace_id not in expected:
                    self.wake(workspace_id)

    async def stop(self) -> None:
        """Begin no further message and finish those under way; cancelled, give those up."""
        self._relay.stop()
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        try:
            if self._shift is not None:
                await self._shift.end()
        finally:
            await self._app.close_async()


def _connector(url: URL) -> PsycopgConnector:
    return PsycopgConnector(
        # psycopg knows the plain spelling only.
        conninfo=url.set(drivername="postgresql").render_as_string(hide_password=False),
        kwargs=patience_with(url),
        min_size=1,
        max_size=MOST_CONNECTIONS,
        timeout=WAIT_SECONDS,
        reconnect_timeout=RECONNECT_FOR_SECONDS,
    )
