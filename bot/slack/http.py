"""HTTP around the guard: the paths there are, their plain answers, and the server that listens.

Knows nothing of Slack's payloads. Runs inside the event loop of whoever starts it and leaves signals to them.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Iterator

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether work can be sent here, and a sentence for whoever watches."""

    is_ready: bool
    sentence: str


Readiness = Callable[[], Awaitable[Condition]]

SLACK_PATH = "/slack/events"

# A host kills what has not stopped 10 s after SIGTERM, and the rest of the bot needs some of them.
FINISH_WITHIN_SECONDS = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole HTTP answer."""

    status: int
    text: str
    headers: dict[str, str] = field(default_factory=dict)

    async def give(self, send: Send) -> None:
        """Send it."""
        body = self.text.encode()
        headers = {
            "content-type": "text/plain; charset=utf-8",
            **self.headers,
            "content-length": str(len(body)),
        }
        pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": pairs})
        await send({"type": "http.response.body", "body": body})


class Site:
    """The three paths of the bot: Slack's, and two for whoever watches over the process.

    `/healthz` answers as long as the process does; `/readyz` says whether to send it work.
    """

    def __init__(self, guard: AsgiApp, readiness: Readiness) -> None:
        self._guard = guard
        self._readiness = readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = scope["path"]
        if path == SLACK_PATH:
            await self._guard(scope, receive, send)
        elif path not in {"/healthz", "/readyz"}:
            await Answer(404, f"Nothing is here; Slack calls {SLACK_PATH}.").give(send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await Answer(405, "Ask with GET.", {"allow": "GET, HEAD"}).give(send)
        else:
            await (await self._condition(path)).give(send)

    async def _condition(self, path: str) -> Answer:
        if path == "/healthz":
            return Answer(200, "alive")
        condition = await self._readiness()
        return Answer(200 if condition.is_ready else 503, condition.sentence)


class _Uvicorn(uvicorn.Server):
    """Uvicorn that leaves signals alone, says when it listens, and sleeps until it is told to stop."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self.stopping = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        await self.stopping.wait()

    def stop(self) -> None:
        self.stopping.set()
        for server in self.servers:
            server.close()


class HttpServer:
    """An ASGI application listening on one address, in the running event loop."""

    def __init__(self, app: AsgiApp, *, host: str = "0.0.0.0", port: int) -> None:  # noqa: S104 (hosts route to it)
        """Listen on nothing yet.

        Args:
            app: what answers.
            host: the address to listen on, by default all of the machine's.
            port: 0 takes any free one; `port` says which.
        """
        self.port = port
        self._host = host
        self._server = _Uvicorn(
            uvicorn.Config(
                app,
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,  # a fifth of the throughput
                server_header=False,
                date_header=False,  # wants a tick ten times a second; Slack does not read it
                proxy_headers=False,
                timeout_graceful_shutdown=FINISH_WITHIN_SECONDS,
            )
        )

    async def start(self) -> None:
        """Return once requests are served.

        Raises:
            OSError: the address is taken or not this machine's.
        """
        listening = _bound(self._host, self.port)
        self.port = listening.getsockname()[1]
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        await self._server.listening.wait()

    async def stop(self) -> None:
        """Take no new requests, finish those under way, and cut what takes longer than 8 s."""
        self._server.stop()
        await self._serving


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # The protocol matters: asyncio turns Nagle's delay of 40 ms off only where TCP is named.
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening
