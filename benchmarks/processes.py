"""Processes that are measured: started until they say that they are ready, looked at, and ended."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping

ROOT = Path(__file__).parent.parent
READY_WITHIN_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Started:
    """A process that is ready: what it said first, how long that took, and how much memory it has taken."""

    said: str
    seconds: float
    megabytes: float


@asynccontextmanager
async def started(*arguments: str, environment: Mapping[str, str]) -> AsyncIterator[Started]:
    """Start `python …` and wait for the first line it prints; it is ended at the end."""
    begun = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        said = await _first_line(process)
        yield Started(said, perf_counter() - begun, memory_of(process.pid))
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _first_line(process: Process) -> str:
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), READY_WITHIN_SECONDS)
    assert line, "the process ended before it was ready"
    return line.decode().strip()


def memory_of(pid: int) -> float:
    """Return the resident memory of a process in megabytes, by the machine's own `ps`."""
    kilobytes = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True).stdout  # noqa: S607
    return int(kilobytes) / 1024
