"""A bare stand-in for Slack's Web API: takes every post, as many a second as it is told, and counts them.

A process of its own, to be no bottleneck: `python -m benchmarks.stand_in [POSTS_A_SECOND]` prints its port.
The limit is a bucket that holds one second's worth of posts and fills steadily; beyond it there is a 429 with
Retry-After. `GET /counts` tells how many posts were taken, and after how many of them each refusal came.
"""

from __future__ import annotations

import asyncio
import json
import math
import sys
from itertools import count
from time import monotonic

RETRY_AFTER_LEAST_SECONDS = 1
_WHO = {
    "ok": True,
    "team_id": "T0BENCH",
    "team": "Bench",
    "user_id": "U0BOT",
    "bot_id": "B0BOT",
    "user": "ceiling",
}


class Limit:
    """How many posts may still be made now; none is counted without a rate."""

    def __init__(self, per_second: float | None) -> None:
        self._per_second = per_second
        self._left = per_second or 0.0
        self._at = monotonic()

    def wait(self) -> int:
        """Take one post; return 0, or how many seconds to wait if there is none left."""
        if self._per_second is None:
            return 0
        now = monotonic()
        self._left = min(self._per_second, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            return max(RETRY_AFTER_LEAST_SECONDS, math.ceil((1 - self._left) / self._per_second))
        self._left -= 1
        return 0


class StandIn:
    """What all connections share."""

    def __init__(self, per_second: float | None) -> None:
        self._limit = Limit(per_second)
        self._posts = count(1)
        self._taken = 0
        self._refused_after: list[int] = []

    def answer(self, path: bytes) -> bytes:
        """Return the whole HTTP answer to a request."""
        if path == b"/counts":
            return _http("200 OK", {"taken": self._taken, "refused_after": self._refused_after})
        if not path.endswith(b"chat.postMessage"):
            return _http("200 OK", _WHO)
        if wait := self._limit.wait():
            self._refused_after.append(self._taken)
            return _http(
                "429 Too Many Requests", {"ok": False, "error": "ratelimited"}, f"Retry-After: {wait}\r\n"
            )
        self._taken += 1
        number = next(self._posts)
        return _http("200 OK", {"ok": True, "channel": f"D{number}", "ts": f"1780300000.{number:06}"})


def _http(status: str, body: dict[str, object], more: str = "") -> bytes:
    sent = json.dumps(body)
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(sent)}\r\n{more}\r\n"
    return (head + sent).encode()


class Connection(asyncio.Protocol):
    """One connection: requests come one after the other, each with its length."""

    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what to answer on."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[:end].lower()
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            whole = end + 4 + int(length or 0)
            if len(self._received) < whole:
                return
            path = self._received.split(b" ", 2)[1]
            self._received = self._received[whole:]
            self._transport.write(self._stand_in.answer(path))


async def _serve(per_second: float | None) -> None:
    stand_in = StandIn(per_second)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(stand_in), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1]) if len(sys.argv) > 1 else None))
