"""Sending owed messages over Slack's Web API."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.services.ports.outside import Sent
from bot.slack.refusals import NO_LONGER_EDITABLE, failure_of, reason_of
from bot.slack.rendering import render_all
from bot.slack.uploading import send_with_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.clock import Clock
    from bot.services.ports.outside import Call, OwedMessage
    from bot.slack.blocks.kit import Rendered
    from models.database import Database


class SlackSender:
    """Renders an owed message from the database, then posts or updates it with no transaction open."""

    def __init__(self, database: Database, client: AsyncWebClient, clock: Clock) -> None:
        """Take the client of the workspace; its own retries must be off, since they would double messages."""
        self._database = database
        self._client = client
        self._clock = clock

    async def make_ready(self, batch: Sequence[OwedMessage]) -> list[Call]:
        """Render all messages from one view of the database; return the call that sends each."""
        rendered = await self._database.read(partial(render_all, batch=batch, now=self._clock.now()))
        return [partial(self._send, owed, content) for owed, content in zip(batch, rendered, strict=True)]

    async def _send(self, owed: OwedMessage, rendered: Rendered | Exception | None) -> Sent:
        if isinstance(rendered, Exception):
            raise rendered
        if rendered is None:
            return Sent()
        try:
            return await self._call(owed, rendered)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            if isinstance(error, SlackApiError) and reason_of(error) == NO_LONGER_EDITABLE:
                return Sent()
            raise failure_of(error, owed.recipient) from error

    async def _call(self, owed: OwedMessage, rendered: Rendered) -> Sent:
        content: dict[str, Any] = {"text": rendered.text, "blocks": rendered.blocks}
        if owed.slack_ts is not None and owed.slack_channel_id is not None:
            await self._client.chat_update(channel=owed.slack_channel_id, ts=owed.slack_ts, **content)
            return Sent(owed.slack_channel_id, owed.slack_ts)
        if rendered.files:
            return await send_with_files(self._client, owed.recipient, rendered)
        answer = await self._client.chat_postMessage(
            channel=owed.recipient,
            thread_ts=owed.thread_ts,
            reply_broadcast=bool(owed.details.get("addresses_channel")) and owed.thread_ts is not None,
            unfurl_links=False,
            unfurl_media=False,
            **content,
        )
        return Sent(answer["channel"], answer["ts"])
