"""The guard in front of Bolt: lets in only what Slack signed, whole, fresh and of a shape Bolt can bear.

Bolt parses a body before it checks the signature, has no limit on its size, and raises on signed bodies of
the wrong shape. Here the body is read, verified and parsed once, and Bolt is handed the result.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import structlog
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.slack.http import Answer
from bot.slack.shapes import fault_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from slack_bolt.response import BoltResponse

    from bot.slack.http import Receive, Scope, Send

    Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]

log = structlog.stdlib.get_logger("bot.slack.guard")

BODY_LIMIT = 1_000_000
ARRIVES_WITHIN_SECONDS = 10.0
MOST_FORM_FIELDS = 100
MOST_TIMESTAMP_DIGITS = 12

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

# The only headers a listener may want; any others are unsigned, and some would steer Bolt.
PASSED_ON = ("x-slack-retry-num", "x-slack-retry-reason")


class _Refused(Exception):
    def __init__(self, status: int, sentence: str) -> None:
        self.answer = Answer(status, sentence)


class _Gone(Exception):
    """The caller hung up: nobody waits for an answer."""


class Guard:
    """The ASGI application behind Slack's path."""

    def __init__(self, dispatch: Dispatch, *, signing_secret: str) -> None:
        """Stand in front of Bolt.

        Args:
            dispatch: Bolt's `AsyncApp.async_dispatch`.
            signing_secret: from the app's Basic Information; not empty.
        """
        self._dispatch = dispatch
        self._verifier = SignatureVerifier(signing_secret)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        try:
            answer = await self._answer(scope, receive)
        except _Refused as refused:
            answer = refused.answer
            log.info("refused", status=answer.status, reason=answer.text)
        except _Gone:
            return
        await answer.give(send)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        if scope["method"] != "POST":
            return Answer(405, "Slack calls this address with POST.", {"allow": "POST"})
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        text = self._verified(headers, await _body(receive))
        payload = _payload(headers, text)
        if payload.get("type") == "app_rate_limited":
            log.warning("Slack holds events back", minute=payload.get("minute_rate_limited"))
            return Answer(200, "")
        fault = fault_in(payload)
        if fault:
            raise _Refused(400, fault)
        return _from_bolt(await self._dispatch(_for_bolt(payload, headers)))

    def _verified(self, headers: dict[str, str], body: bytes) -> str:
        timestamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        # What the verifier would choke on instead of refusing.
        if not (_is_a_timestamp(timestamp) and signature.isascii()):
            raise _Refused(401, "The signature is missing or malformed.")
        try:
            text = body.decode()
        except UnicodeDecodeError:
            raise _Refused(401, "The body is not text, so Slack did not sign it.") from None
        if not self._verifier.is_valid(text, timestamp, signature):
            raise _Refused(
                401, "The signature is wrong or older than five minutes: check SLACK_SIGNING_SECRET."
            )
        return text


def _is_a_timestamp(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_TIMESTAMP_DIGITS


async def _body(receive: Receive) -> bytes:
    try:
        async with asyncio.timeout(ARRIVES_WITHIN_SECONDS):
            return await _received(receive)
    except TimeoutError:
        raise _Refused(408, "The body took too long to arrive.") from None


async def _received(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            raise _Refused(413, f"The body is larger than {BODY_LIMIT} bytes.")
        if not message.get("more_body", False):
            return bytes(body)


def _payload(headers: dict[str, str], text: str) -> dict[str, Any]:
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == JSON:
        payload = _object(text)
    elif content_type == FORM:
        payload = _form(text)
    else:
        raise _Refused(415, f"The body must be {FORM} or {JSON}.")
    if not all(map(_can_be_stored, _strings(payload))):
        raise _Refused(400, "The body holds characters that no text can have.")
    return payload


def _object(text: str) -> dict[str, Any]:
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        raise _Refused(400, "The body is not JSON.") from None
    if not isinstance(parsed, dict):
        raise _Refused(400, "The body is JSON, but not an object.")
    return parsed


def _form(text: str) -> dict[str, Any]:
    try:
        fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FORM_FIELDS))
    except ValueError:
        raise _Refused(400, "The body is not a form.") from None
    return _object(fields["payload"]) if "payload" in fields else fields


def _strings(payload: dict[str, Any]) -> Iterator[str]:
    waiting: list[Any] = [payload]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            waiting.extend(part.keys())
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _can_be_stored(text: str) -> bool:
    # PostgreSQL takes no NUL, and half a surrogate pair is no character in any encoding.
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _for_bolt(payload: dict[str, Any], headers: dict[str, str]) -> AsyncBoltRequest:
    kept: dict[str, Any] = {name: headers[name] for name in PASSED_ON if name in headers}
    # The mode of requests that are verified and parsed already. In Bolt's "http" mode they would be so twice,
    # and a command whose text holds the word "payload" would arrive empty.
    return AsyncBoltRequest(body=payload, headers=kept, mode="socket_mode")


def _from_bolt(response: BoltResponse) -> Answer:
    headers = {name: values[0] for name, values in response.headers.items() if name != "content-length"}
    return Answer(response.status, response.body, headers)
