"""The embedded runner: one event loop drains every workspace, each in a task of its own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from models.away import DatabaseAway

if TYPE_CHECKING:
    from bot.jobs.relay import Relay

log = structlog.get_logger(__name__)

LOOK_EVERY_SECONDS = 1.0


class Embedded:
    """Drains when woken and once a second besides; a workspace that is slow keeps no other waiting."""

    def __init__(self, relay: Relay, *, drains: bool) -> None:
        """Run nothing yet, and nothing ever unless it `drains`: then what it is told, it forgets."""
        self._relay = relay
        self._drains = drains
        self._work = asyncio.Event()
        self._woken: set[int] = set()
        self._draining: dict[int, asyncio.Task[None]] = {}
        self._looking: asyncio.Task[None] | None = None
        self._stopping = False

    def wake(self, workspace_id: int) -> None:
        """Say that something was just owed in a workspace; costs nothing and may be forgotten."""
        self._woken.add(workspace_id)
        self._work.set()

    async def look_now(self) -> None:
        """Look at once for what may be sent."""
        self._work.set()

    async def start(self) -> None:
        """Send what is owed, from now until `stop`."""
        if self._drains:
            self._looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        while not self._stopping:
            self._work.clear()
            await self._begin()
            await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(LOOK_EVERY_SECONDS):
                await self._work.wait()
        except TimeoutError:
            return

    async def _begin(self) -> None:
        try:
            workspaces = await self._relay.workspaces_with_work()
        except DatabaseAway as error:
            log.warning("the outbox could not be read", reason=str(error))
            return
        except Exception:  # an edge: looking must go on
            log.exception("the outbox could not be read")
            return
        for workspace_id in workspaces:
            if workspace_id not in self._draining and not self._stopping:
                self._draining[workspace_id] = asyncio.create_task(self._drain(workspace_id))

    async def _drain(self, workspace_id: int) -> None:
        try:
            # What is owed just after the last look at the outbox would otherwise wait for the next round.
            while True:
                self._woken.discard(workspace_id)
                await self._relay.drain(workspace_id)
                if workspace_id not in self._woken or self._stopping:
                    return
        except DatabaseAway as error:
            log.warning("the outbox could not be drained", workspace=workspace_id, reason=str(error))
        except Exception:  # an edge: one failing workspace must not stop the others
            log.exception("the outbox could not be drained", workspace=workspace_id)
        finally:
            del self._draining[workspace_id]

    async def stop(self) -> None:
        """Begin no further message and finish those under way; cancelled, give those up."""
        self._stopping = True
        self._relay.stop()
        self._work.set()
        if self._looking is not None:
            await self._looking
        await asyncio.gather(*self._draining.values())
