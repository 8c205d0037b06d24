"""Load over plain sockets: the client must cost little beside what it measures."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Measured:
    """How long each request took, and all of them together, in seconds."""

    seconds: list[float]
    elapsed: float

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return len(self.seconds) / self.elapsed

    @property
    def p50(self) -> float:
        """The median time of a request, in milliseconds."""
        return median(self.seconds) * 1000

    @property
    def p99(self) -> float:
        """The time within which 99 of 100 requests were answered, in milliseconds."""
        return quantiles(self.seconds, n=100)[98] * 1000


async def sent(requests: Sequence[bytes], port: int, *, at_once: int = AT_ONCE) -> Measured:
    """Send requests over as many connections; every one must be answered with 200."""
    waiting, taken = iter(requests), list[float]()
    started = perf_counter()
    await asyncio.gather(*(_sent_in_turn(waiting, port, taken) for _ in range(at_once)))
    return Measured(taken, perf_counter() - started)


async def _sent_in_turn(requests: Iterator[bytes], port: int, taken: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        started = perf_counter()
        writer.write(request)
        await _answered(reader)
        taken.append(perf_counter() - started)
    writer.close()
    await writer.wait_closed()


async def _answered(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))
    body = await reader.readexactly(length)
    assert b" 200 " in lines[0], head + body
    assert b'"errors"' not in body, body
