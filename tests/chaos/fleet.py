"""The bot's processes: each has its place, in which it is started anew whenever it was killed."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from bot.slack.http import SLACK_PATH
from tests.chaos.cluster import free_port
from tests.processes.program import Program, settings_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox import Sandbox

PLACES = {"sqlite": ("run",), "postgresql": ("web", "web", "worker", "worker", "worker")}


@dataclass
class Place:
    """Where one process runs; `caller` names the one that runs there now."""

    command: str
    name: str
    settings: dict[str, str]
    directory: Path
    caller: str = ""
    starts: int = 0
    program: Program | None = None
    getting_ready: asyncio.Task[None] | None = None
    complaints: list[str] = field(default_factory=list)

    @property
    def url(self) -> str | None:
        """Where Slack reaches it; None for one that does not listen."""
        return None if self.command == "worker" else f"http://127.0.0.1:{self.settings['PORT']}{SLACK_PATH}"

    async def start(self, sandbox: Sandbox) -> None:
        """Start the process."""
        self.starts += 1
        self.caller = f"{self.name}.{self.starts}"
        settings = {**self.settings, "SLACK_API_URL": sandbox.api_url_for(self.caller)}
        self.program = await Program.start(self.command, settings, self.directory)
        self.getting_ready = asyncio.create_task(_until_at_work(self.program))

    @property
    def is_ready(self) -> bool:
        """Whether the process has had its chance to begin its work."""
        return self.getting_ready is not None and self.getting_ready.done()

    async def is_killed(self) -> None:
        """Kill the process where it stands."""
        if self.program is not None:
            self.complaints.append(await self.program.is_killed())


async def _until_at_work(program: Program) -> None:
    with contextlib.suppress(AssertionError, TimeoutError):  # it was killed before, or takes very long
        await program.says("at work")


class Fleet:
    """All processes of an installation."""

    def __init__(self, sandbox: Sandbox, database_url: str, directory: Path) -> None:
        self._sandbox = sandbox
        self.killed_at: dict[str, float] = {}
        kind = "sqlite" if database_url.startswith("sqlite") else "postgresql"
        self.places = [
            Place(
                command,
                f"{command}-{number}",
                {**settings_of(sandbox, database_url), "PORT": str(free_port()), "LOG_LEVEL": "WARNING"},
                directory,
            )
            for number, command in enumerate(PLACES[kind], start=1)
        ]
        sandbox.deliver_to(*(place.url for place in self.places if place.url))

    async def start(self) -> None:
        """Start every process; trouble need not wait until they are at work."""
        for place in self.places:
            await place.start(self._sandbox)

    async def kill(self, place: Place) -> None:
        """Kill a process and start another in its place."""
        await place.is_killed()
        self.killed_at[place.caller] = perf_counter()
        await place.start(self._sandbox)

    @property
    def is_ready(self) -> bool:
        """Whether every process has had its chance to begin its work."""
        return all(place.is_ready for place in self.places)

    def ended_by_themselves(self) -> list[str]:
        """Return the processes that nobody killed and that run no more."""
        return [place.caller for place in self.places if place.program and not place.program.is_running]

    async def end(self) -> list[str]:
        """Kill whatever runs; return what all processes complained of."""
        self.killed_at |= dict.fromkeys((place.caller for place in self.places), perf_counter())
        await asyncio.gather(*(place.is_killed() for place in self.places))
        return [said for place in self.places for said in place.complaints if said]
