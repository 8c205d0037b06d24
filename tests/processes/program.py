"""One process of the bot: what it is told, what it says, how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.demo.workplace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

if TYPE_CHECKING:
    from bot.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
# Slow machines take their time to start; nothing waits this long when all is well.
STARTS_WITHIN_SECONDS = 30
# What hosts give a process that they have told to stop.
STOPS_WITHIN_SECONDS = 10


class Program:
    """A started `python -m bot …`; its stdout is read line by line, its stderr is kept."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._complaints = asyncio.create_task(self._read(process.stderr))

    @staticmethod
    async def _read(stream: asyncio.StreamReader | None) -> str:
        return "" if stream is None else (await stream.read()).decode()

    @classmethod
    async def start(cls, command: str, settings: dict[str, str], directory: Path) -> Program:
        """Start a command with these settings and no others; what it leaves open at its end, it complains of."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "always::ResourceWarning", "-m", "bot", *command.split()),
            cwd=directory,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        return cls(process)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended, in whichever way."""
        return self._process.returncode is None

    async def says(self, words: str) -> str:
        """Wait until it says a line with these words, and return that line."""
        assert self._process.stdout is not None
        async with asyncio.timeout(STARTS_WITHIN_SECONDS):
            while line := (await self._process.stdout.readline()).decode():
                if words in line:
                    return line
        raise AssertionError(f"it ended without saying “{words}”, but with: {await self._complaints}")

    async def port(self) -> int:
        """Wait until it is called over HTTP, and return where."""
        line = await self.says("at work")
        return int(line.partition("on port ")[2].split()[0])

    async def ends(self) -> tuple[int, str]:
        """Wait until it has ended by itself; return its exit status and what it complained of."""
        async with asyncio.timeout(STARTS_WITHIN_SECONDS):
            complaints = await self._complaints
            return await self._process.wait(), complaints

    def is_told_to_stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal: hosts send SIGTERM, Ctrl-C is SIGINT."""
        self._process.send_signal(how)

    async def stops(self) -> int:
        """Wait until it has stopped within the time that hosts give; return its exit status."""
        async with asyncio.timeout(STOPS_WITHIN_SECONDS):
            return await self._process.wait()

    async def is_killed(self) -> str:
        """Kill it where it stands; return what it complained of until then."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        return await self._complaints


def settings_of(sandbox: Sandbox, database_url: str, *, socket_mode: bool = False) -> dict[str, str]:
    """Return the environment of a bot in a sandbox."""
    mode = {"SLACK_APP_TOKEN": APP_TOKEN} if socket_mode else {"SLACK_SIGNING_SECRET": SIGNING_SECRET}
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": database_url,
        "PORT": "0",
        **mode,
    }
