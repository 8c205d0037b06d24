"""Sending owed messages over Slack's Web API, and telling its errors apart.

Which errors pass and which stay is Slack's: https://docs.slack.dev/reference/methods/chat.postMessage
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.services.ports.outside import SendingFailed, Sent
from bot.slack.refusals import reason_of, status_of
from bot.slack.rendering import render

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.clock import Clock
    from bot.services.ports.outside import OwedMessage
    from bot.slack.blocks.kit import Rendered
    from models.database import Database

# After these the call is worth another try; every other error Slack names stays until somebody acts.
_PASSING = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "update_failed",
        "team_added_to_org",
        "org_login_required",
    }
)
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_SERVER_ERROR = 500
_TOO_MANY_REQUESTS = 429


class SlackSender:
    """Renders an owed message from the database, then posts or updates it with no transaction open."""

    def __init__(self, database: Database, client: AsyncWebClient, clock: Clock) -> None:
        """Take the client of the workspace; its own retries must be off, since they would double messages."""
        self._database = database
        self._client = client
        self._clock = clock

    async def send(self, owed: OwedMessage) -> Sent:
        """Post the message, or update it where it stands; raises SendingFailed."""
        rendered = await self._database.read(partial(render, owed=owed, now=self._clock.now()))
        if rendered is None:
            return Sent()
        try:
            return await self._call(owed, rendered)
        except SlackApiError as error:
            return _after_error(error)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendingFailed(type(error).__name__) from error

    async def _call(self, owed: OwedMessage, rendered: Rendered) -> Sent:
        content: dict[str, Any] = {"text": rendered.text, "blocks": rendered.blocks}
        if owed.slack_ts is not None and owed.slack_channel_id is not None:
            await self._client.chat_update(channel=owed.slack_channel_id, ts=owed.slack_ts, **content)
            return Sent(owed.slack_channel_id, owed.slack_ts)
        answer = await self._client.chat_postMessage(
            channel=owed.recipient,
            thread_ts=owed.thread_ts,
            reply_broadcast=bool(owed.details.get("addresses_channel")) and owed.thread_ts is not None,
            unfurl_links=False,
            unfurl_media=False,
            **content,
        )
        return Sent(answer["channel"], answer["ts"])


def _after_error(error: SlackApiError) -> Sent:
    """Turn Slack's error into what to do about it; a message that is gone needs no update any more."""
    reason, status = reason_of(error), status_of(error)
    if reason in _GONE:
        return Sent()
    if status == _TOO_MANY_REQUESTS:
        wait = int(error.response.headers.get("Retry-After", "30"))
        raise SendingFailed("ratelimited", retry_after=wait, blocks_workspace=True) from error
    passing = reason in _PASSING or status >= _SERVER_ERROR
    raise SendingFailed(reason, permanent=not passing) from error
