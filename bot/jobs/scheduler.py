"""Keeps the tick going: one interval job of APScheduler, and a watchdog for clocks that are set back.

APScheduler reckons with the wall clock; set back an hour, its interval job would rest for that hour. The watchdog
reckons with the monotonic clock and sets the job anew.
"""

from __future__ import annotations

import asyncio
import math
import time
from functools import partial
from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock
from bot.jobs.tick import tick
from bot.services import running
from models.away import DatabaseAway

if TYPE_CHECKING:
    from bot.jobs.runner import Runner
    from models.database import Database

log = structlog.get_logger(__name__)

TICK_EVERY_SECONDS = 5
# How exactly it is known when the bot last ran: seldom enough to spare the disk.
NOTE_EVERY_SECONDS = 60
_JOB = "tick"


class Scheduler:
    """Ticks every few seconds while it is started."""

    def __init__(self, database: Database, clock: Clock, runner: Runner) -> None:
        """Take what the tick works on, and who sends what it comes to owe."""
        self._database = database
        self._clock = clock
        self._runner = runner
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ticked_at = time.monotonic()
        self._noted_at = -math.inf
        self._ticking = asyncio.Lock()
        self._stopping = False
        self._watchdog: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Tick at once, then every few seconds."""
        self._scheduler.start()
        self._schedule()
        self._watchdog = asyncio.create_task(self._watch())

    def _schedule(self) -> None:
        self._scheduler.add_job(
            self.tick,
            IntervalTrigger(seconds=TICK_EVERY_SECONDS),
            id=_JOB,
            next_run_time=Clock().now(),  # APScheduler knows the machine's time only, however ours was moved
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            replace_existing=True,
        )

    async def tick(self) -> None:
        """Do what is due now."""
        async with self._ticking:
            if self._stopping:
                return
            self._ticked_at = time.monotonic()
            try:
                await self._note()
                await tick(self._database, self._clock)
                await self._runner.look_now()
            except DatabaseAway as error:
                log.warning("the tick could not run", reason=str(error))
            except Exception:  # an edge: a database that is away now is back later
                log.exception("the tick could not run")

    async def _note(self) -> None:
        """Note that the bot runs, about once a minute."""
        if self._ticked_at - self._noted_at >= NOTE_EVERY_SECONDS:
            await self._database.write(partial(running.note_tick, now=self._clock.now()))
            self._noted_at = self._ticked_at

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(TICK_EVERY_SECONDS)
            if time.monotonic() - self._ticked_at > 3 * TICK_EVERY_SECONDS:
                self._schedule()

    async def stop(self) -> None:
        """Start no further tick, and wait for the one under way."""
        self._stopping = True
        if self._watchdog is not None:
            self._watchdog.cancel()
        self._scheduler.pause()
        await asyncio.sleep(0)  # lets a tick that was just begun see that it must not
        async with self._ticking:
            # Only now, because APScheduler cuts off what still runs.
            self._scheduler.shutdown(wait=False)
