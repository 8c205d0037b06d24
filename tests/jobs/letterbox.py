"""A sender for tests of the runners: what it is given arrives, or waits until a test lets it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.jobs.relay import Relay
from bot.services import outbox, people
from bot.services.outbox import Kind, Owed
from bot.services.ports.outside import KnownWorkspace, Sent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.services.ports.outside import Call, OwedMessage
    from models.database import Database

CLOCK = Clock()
ARRIVES_WITHIN_SECONDS = 30


class Letterbox:
    """Keeps who was written to; `closed` workspaces get nothing until they are opened."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self._one_more = asyncio.Event()
        self._open: defaultdict[int, asyncio.Event] = defaultdict(_opened)

    def close(self, workspace_id: int) -> None:
        """Let what goes to a workspace wait."""
        self._open[workspace_id].clear()

    def open(self, workspace_id: int) -> None:
        """Let what waits arrive."""
        self._open[workspace_id].set()

    async def make_ready(self, batch: Sequence[OwedMessage]) -> Sequence[Call]:
        """Return what lets each message arrive."""
        return [partial(self._take, owed) for owed in batch]

    async def _take(self, owed: OwedMessage) -> Sent:
        await self._open[owed.workspace_id].wait()
        self.arrived.append(owed.recipient)
        self._one_more.set()
        return Sent("D1", "1.0")

    async def holds(self, *recipients: str) -> bool:
        """Wait for as many messages as there are recipients; whether they went to these."""
        async with asyncio.timeout(ARRIVES_WITHIN_SECONDS):
            while len(self.arrived) < len(recipients):
                self._one_more.clear()
                await self._one_more.wait()
        return self.arrived == list(recipients)


def _opened() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


def relay_to(letterbox: Letterbox, database: Database) -> Relay:
    """Return what drains the outbox of a database into a letterbox."""
    return Relay(database, letterbox, CLOCK, pause=timedelta())


async def new_workspace(database: Database, slack_team_id: str = "T1") -> int:
    """Store a workspace; return its id."""
    known = KnownWorkspace(slack_team_id, "Acme", "UBOT", "BBOT", "ceiling")
    workspace = await database.write(
        lambda session: people.remember_workspace(session, known, now=CLOCK.now())
    )
    return workspace.key


async def owe(database: Database, workspace_id: int, recipient: str) -> None:
    """Owe somebody a message."""

    def store(session: Session) -> None:
        owed = Owed(f"to {recipient}", Kind.GREETING, 1, recipient)
        outbox.owe(session, workspace_id, owed, now=CLOCK.now())

    await database.write(store, workspace_id=workspace_id)
