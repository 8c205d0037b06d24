"""Two processes that look at the clock at the same moment, again and again: each due poll opens once.

Run by itself, this module is one of the two: it does what is due at each moment that it reads from its input.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.clock import Clock
from bot.demo.workplace import SIGNING_SECRET
from bot.jobs.tick import tick
from bot.sandbox import Sandbox
from models.database import Database
from models.polls import Poll
from models.projects import Project
from tests.chaos.ledger import Verdict
from tests.chaos.scene import set_up
from tests.processes.program import ROOT

if TYPE_CHECKING:
    from sqlmodel import Session

PROJECTS = 20
A_FORTNIGHT = timedelta(days=14)
DONE = b"done\n"
TICKS_WITHIN_SECONDS = 120.0


@dataclass(frozen=True)
class Race:
    """How many polls fall due in all, of so many projects at a time."""

    polls: int
    projects: int = PROJECTS

    @property
    def rounds(self) -> int:
        """How often the two processes look at the clock."""
        return -(-self.polls // self.projects)


async def open_twice(race: Race, database_url: str) -> Verdict:
    """Run the trial."""
    async with Sandbox(signing_secret=SIGNING_SECRET) as sandbox:
        await set_up(sandbox, database_url, members=1, teams=race.projects - 1, in_team=1)
    database = Database(database_url, threads=1)
    first = await database.read(_last_due)
    racers = [await _Racer.start(database_url) for _ in range(2)]
    try:
        for number in range(race.rounds):
            await asyncio.gather(*(racer.ticks_at(first + number * A_FORTNIGHT) for racer in racers))
    finally:
        await asyncio.gather(*(racer.ends() for racer in racers))
    opened = await database.read(_opened)
    await database.close()
    return _verdict(race, opened)


def _verdict(race: Race, opened: list[tuple[int, datetime]]) -> Verdict:
    verdict = Verdict()
    due = race.rounds * race.projects
    verdict.figures["polls due"], verdict.figures["polls opened"] = due, len(opened)
    twice = len(opened) - len(set(opened))
    if twice or len(opened) != due:
        verdict.violations.append(f"{due} polls fell due, {len(opened)} opened, {twice} of them twice")
    return verdict


def _last_due(session: Session) -> datetime:
    return max(session.exec(select(Project.next_poll_at)))


def _opened(session: Session) -> list[tuple[int, datetime]]:
    query = select(Poll.project_id, Poll.due_at).where(col(Poll.is_scheduled).is_(True))
    return [(project_id, due_at) for project_id, due_at in session.exec(query)]


class _Racer:
    """One of the two processes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, database_url: str) -> _Racer:
        """Start it."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", __name__, database_url),
            cwd=ROOT,
            env={"PATH": os.environ["PATH"]},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        return cls(process)

    async def ticks_at(self, moment: datetime) -> None:
        """Let it do what is due at a moment, and wait until it has."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("it was started without pipes")
        self._process.stdin.write(f"{moment.isoformat()}\n".encode())
        said = await asyncio.wait_for(self._process.stdout.readline(), TICKS_WITHIN_SECONDS)
        if said != DONE:
            raise RuntimeError(f"a process ended, saying {said!r}")

    async def ends(self) -> None:
        """Let it end."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()


class _SetClock(Clock):
    """A clock that stands where it is set."""

    at = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


async def _tick_when_told(database_url: str) -> None:
    database, clock = Database(database_url), _SetClock()
    for line in sys.stdin:
        clock.at = datetime.fromisoformat(line.strip())
        await tick(database, clock)
        sys.stdout.buffer.write(DONE)
        sys.stdout.buffer.flush()
    await database.close()


if __name__ == "__main__":
    asyncio.run(_tick_when_told(sys.argv[1]))
