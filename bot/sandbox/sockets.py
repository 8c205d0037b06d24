"""Socket Mode: the web sockets of the bot, the envelopes sent over them and the acks that come back."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from bot.sandbox.delivery import Envelope

ACK_SECONDS = 3.0
NO_SOCKET = (0, "")
NO_ACK = (504, "")


class Sockets:
    """Every connected socket; a payload goes to one of them, in turn."""

    def __init__(self, app_id: str) -> None:
        """Start with none connected."""
        self.ack_seconds = ACK_SECONDS
        self._app_id = app_id
        self._open: list[web.WebSocketResponse] = []
        self._tickets = itertools.count(1)
        self._issued: set[str] = set()
        self._sent = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[str]] = {}
        self._someone = asyncio.Event()

    def ticket(self) -> str:
        """Return a ticket that opens one socket."""
        ticket = f"ticket-{next(self._tickets)}"
        self._issued.add(ticket)
        return ticket

    @property
    def are_open(self) -> bool:
        """Whether at least one socket is connected."""
        return bool(self._open)

    async def connected(self) -> None:
        """Wait until a socket is connected."""
        await self._someone.wait()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Greet one socket and listen to it until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._issued:
            return web.Response(status=401)
        self._issued.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._open.append(socket)
        await socket.send_json(self._hello())
        self._someone.set()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._forget(socket)
        return socket

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "sandbox", "approximate_connection_time": 3600},
        }

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self._open:
            self._open.remove(socket)
        if not self._open:
            self._someone.clear()

    def _acknowledged(self, text: str) -> None:
        try:
            answer = json.loads(text)
        except ValueError:
            return
        waiting = self._waiting.pop(answer.get("envelope_id", ""), None)
        if waiting is not None and not waiting.done():
            payload = answer.get("payload")
            waiting.set_result(json.dumps(payload) if payload else "")

    async def send(self, envelope: Envelope) -> tuple[int, str]:
        """Send an envelope to the next socket in turn; return its ack as an HTTP status and body."""
        if not self._open:
            return NO_SOCKET
        number = next(self._sent)
        envelope_id = f"envelope-{number}"
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        socket = self._open[number % len(self._open)]
        try:
            await socket.send_json(_wrapped(envelope, envelope_id))
            return 200, await asyncio.wait_for(waiting, self.ack_seconds)
        except TimeoutError:
            return NO_ACK
        except ConnectionError:
            self._forget(socket)
            return NO_SOCKET
        finally:
            self._waiting.pop(envelope_id, None)

    async def disconnect(self, reason: str) -> None:
        """Tell every socket to go, as Slack does before a refresh, and close it."""
        for socket in list(self._open):
            await socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            )
            await socket.close()
            self._forget(socket)

    async def close(self) -> None:
        """Close every socket without a word."""
        for socket in list(self._open):
            await socket.close()
            self._forget(socket)


def _wrapped(envelope: Envelope, envelope_id: str) -> dict[str, Any]:
    return {
        "envelope_id": envelope_id,
        "type": envelope.channel_type,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.channel_type != "events_api",
        **_retry(envelope),
    }


def _retry(envelope: Envelope) -> dict[str, Any]:
    if envelope.channel_type != "events_api":
        return {}
    return {"retry_attempt": envelope.retry_num, "retry_reason": envelope.retry_reason}
