"""Socket Mode: a web socket to Slack that is opened before work begins and finishes what it has taken."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.socket_mode.aiohttp import SocketModeClient
    from slack_sdk.socket_mode.request import SocketModeRequest
    from slack_sdk.web.async_client import AsyncWebClient


class SocketConnection:
    """The bot's side of Socket Mode; the SDK keeps it connected."""

    def __init__(
        self, app: AsyncApp, client: AsyncWebClient, app_token: str, *, ping_every_seconds: float
    ) -> None:
        """Connect to nothing yet."""
        self._client = client
        self._app_token = app_token
        self._handler = _Handler(app, app_token, web_client=client, ping_interval=ping_every_seconds)

    async def start(self) -> None:
        """Return once connected; raises SlackApiError when Slack does not accept the token."""
        # Left to itself the SDK would ask again for ever, with a traceback each time.
        answer = await self._client.apps_connections_open(app_token=self._app_token)
        self._handler.client.wss_uri = answer["url"]
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def stop(self) -> None:
        """Take nothing new, finish what is under way, and disconnect."""
        await self._handler.finish()
        await self._handler.close_async()  # type: ignore[no-untyped-call]


class _Handler(AsyncSocketModeHandler):
    """Hands requests to Bolt and knows how many are under way: closing would cut them off from their answer."""

    _under_way = 0
    _finishing: asyncio.Event | None = None

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        if self._finishing is not None:
            return  # not acknowledged: Slack hands it to another connection
        self._under_way += 1
        try:
            await super().handle(client, req)
        finally:
            self._under_way -= 1
            self._say_if_finished()

    async def finish(self) -> None:
        """Take nothing new and wait for what is under way."""
        self._finishing = asyncio.Event()
        self._say_if_finished()
        await self._finishing.wait()

    def _say_if_finished(self) -> None:
        if self._finishing is not None and not self._under_way:
            self._finishing.set()
