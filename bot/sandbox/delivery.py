"""Sends payloads to the bot, over signed HTTP or over Socket Mode, and keeps a list of what was sent."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, urlencode, urlsplit

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.sandbox.changes import Changes
    from bot.sandbox.sockets import Sockets

HTTP_SECONDS = 10.0
RETRIES = 3
UNREACHABLE = 0
TIMED_OUT = 504
CONTENT_TYPES = {"events_api": "application/json"}
FORM = "application/x-www-form-urlencoded"
# JSON is ASCII as we write it; through a table it is quoted ten times as fast as by urlencode.
_QUOTED = {code: quote_plus(chr(code)) for code in range(128)}


@dataclass(frozen=True)
class Ack:
    """How the bot answered: status (0: not reachable, 504: no answer in time), body, and how long it took."""

    status: int
    body: str = ""
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether Slack would take it as acknowledged."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the range of HTTP success

    @property
    def error(self) -> str | None:
        """What Slack would show the person instead of nothing."""
        if self.ok:
            return None
        return "operation_timeout" if self.status == TIMED_OUT else "dispatch_failed"

    @property
    def json(self) -> dict[str, Any] | None:
        """The body, if it is a JSON object."""
        try:
            parsed = json.loads(self.body)
        except ValueError:
            return None
        return parsed if isinstance(parsed, dict) else None


@dataclass(frozen=True)
class Delivery:
    """One payload sent to the bot; `kind` is its type, of an event the event's own type.

    `began` orders deliveries and calls among each other, also while the clock stands still.
    """

    kind: str
    payload: dict[str, Any]
    status: int
    seconds: float
    channel_type: str
    at: datetime
    began: float
    retry_num: int = 0
    answer: str = ""


@dataclass
class Envelope:
    """A payload on its way: `channel_type` is Socket Mode's envelope type."""

    channel_type: str
    kind: str
    payload: dict[str, Any]
    retry_num: int = 0
    retry_reason: str = ""

    @property
    def body(self) -> bytes:
        """The payload as Slack encodes it for HTTP."""
        if self.channel_type == "events_api":
            return json.dumps(self.payload).encode()
        if self.channel_type == "interactive":
            return f"payload={json.dumps(self.payload).translate(_QUOTED)}".encode()
        return urlencode(self.payload).encode()

    @property
    def headers(self) -> dict[str, str]:
        """Content type, and the retry headers on a retry."""
        headers = {"Content-Type": CONTENT_TYPES.get(self.channel_type, FORM)}
        if self.retry_num:
            headers |= {
                "x-slack-retry-num": str(self.retry_num),
                "x-slack-retry-reason": self.retry_reason,
            }
        return headers


def signed(body: bytes, secret: str) -> dict[str, str]:
    """Return Slack's v0 signature headers of a body."""
    at = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


@dataclass(eq=False)
class Postman:
    """Carries payloads to the bot one at a time per call, to its `urls` in turn; none means Socket Mode."""

    sockets: Sockets
    signing_secret: str
    now: Callable[[], datetime]
    changes: Changes
    urls: tuple[str, ...] = ()
    retry_events: bool = False
    delivered: list[Delivery] = field(default_factory=list)
    _session: aiohttp.ClientSession | None = None
    _posted: int = 0

    async def send(self, channel_type: str, kind: str, payload: dict[str, Any]) -> Ack:
        """Send one payload and wait for its answer; a failed event is retried if that is switched on."""
        envelope = Envelope(channel_type, kind, payload)
        ack = await self._attempt(envelope)
        while self._is_to_be_retried(envelope, ack):
            reason = "http_timeout" if ack.status == TIMED_OUT else "http_error"
            envelope = Envelope(channel_type, kind, payload, envelope.retry_num + 1, reason)
            ack = await self._attempt(envelope)
        return ack

    def _is_to_be_retried(self, envelope: Envelope, ack: Ack) -> bool:
        events = self.retry_events and envelope.channel_type == "events_api"
        return events and not ack.ok and envelope.retry_num < RETRIES

    async def _attempt(self, envelope: Envelope) -> Ack:
        at, started = self.now(), time.perf_counter()
        if self.urls:
            status, body = await self.post(envelope.body, envelope.headers, sign=True)
        else:
            status, body = await self.sockets.send(envelope)
        ack = Ack(status, body, time.perf_counter() - started)
        entry = Delivery(
            envelope.kind,
            envelope.payload,
            ack.status,
            ack.seconds,
            envelope.channel_type,
            at,
            started,
            envelope.retry_num,
            ack.body,
        )
        self.delivered.append(entry)
        self.changes.tell()
        return ack

    @property
    def _next_url(self) -> str:
        return self.urls[self._posted % len(self.urls)]

    async def reaches_the_bot(self) -> bool:
        """Whether something listens at the bot's address, or a Socket Mode client is connected."""
        if not self.urls:
            return self.sockets.are_open
        address = urlsplit(self._next_url)
        try:
            _, writer = await asyncio.open_connection(address.hostname, address.port)
        except OSError:
            return False
        writer.close()
        return True

    async def post(self, body: bytes, headers: dict[str, str], *, sign: bool) -> tuple[int, str]:
        """Post bytes to the bot's request URL and return status and body."""
        if not self.urls:
            message = "the bot has no request URL: call deliver_to first"
            raise RuntimeError(message)
        url = self._next_url
        self._posted += 1
        session = self._session or aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(HTTP_SECONDS))
        self._session = session
        signature = signed(body, self.signing_secret) if sign else {}
        try:
            async with session.post(url, data=body, headers={**signature, **headers}) as answer:
                return answer.status, await answer.text(errors="replace")
        except TimeoutError:
            return TIMED_OUT, ""
        except aiohttp.ClientError:
            return UNREACHABLE, ""

    async def close(self) -> None:
        """Close the connections to the bot."""
        if self._session is not None:
            await self._session.close()
            self._session = None
