"""The composition root: from settings to a bot that listens, ticks and sends."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.jobs.relay import Relay
from bot.jobs.scheduler import Scheduler
from bot.services import people
from bot.services.ports.outside import KnownWorkspace
from bot.slack.delivery import SlackSender
from bot.slack.desk import Desk
from bot.slack.directory import SlackDirectory
from bot.slack.guard import Guard
from bot.slack.http import HttpServer, Site
from bot.slack.listeners import register
from models.database import Database

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.settings import Settings
    from models.workspaces import Workspace

PING_EVERY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of the bot a process runs: it listens to Slack, works by itself (tick and relay), or both."""

    listens: bool
    works: bool


class SlackRefused(Exception):
    """Slack does not accept the bot token; the message says why."""


class NotMigrated(Exception):
    """The database's tables are not those of this version."""


class Bot:
    """One process of the bot."""

    def __init__(
        self, settings: Settings, clock: Clock, *, ping_every_seconds: float = PING_EVERY_SECONDS
    ) -> None:
        """Contact nothing yet.

        Socket Mode pings every `ping_every_seconds`, and reconnects when it hears nothing for four times as long:
        where time is moved, that must be long.
        """
        self._settings = settings
        self._ping_every_seconds = ping_every_seconds
        self.clock = clock
        self.database = Database(settings.database_url)

    async def start(self, parts: Parts, *, migrates: bool) -> None:
        """Connect to Slack and begin; raises NotMigrated, or SlackRefused when the token is not accepted."""
        if migrates:
            await asyncio.to_thread(self.database.migrate)
        elif not await asyncio.to_thread(self.database.is_current):
            raise NotMigrated
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        # The client's own retry would send a message again whose answer was lost: the outbox decides that.
        self._client = AsyncWebClient(
            token=self._settings.slack_bot_token.get_secret_value(),
            base_url=self._settings.slack_api_url,
            session=self._session,
            retry_handlers=[],
        )
        self._parts = parts
        workspace = await self._introduce()
        sender = SlackSender(self.database, self._client, self.clock)
        self.relay = Relay(self.database, sender, self.clock)
        self._scheduler = Scheduler(self.database, self.clock, self.relay.wake)
        if parts.listens:
            await self._listen(workspace)
        if parts.works:
            self._relaying = asyncio.create_task(self.relay.run())
            self._scheduler.start()

    async def _introduce(self) -> Workspace:
        """Ask Slack which workspace and bot the token belongs to, and remember them."""
        try:
            who = await self._client.auth_test()
        except SlackApiError as error:
            raise SlackRefused(str(error.response.get("error"))) from error
        known = KnownWorkspace(who["team_id"], who["team"], who["user_id"], who["bot_id"], who["user"])
        return await self.database.write(
            partial(people.remember_workspace, known=known, now=self.clock.now())
        )

    async def _listen(self, workspace: Workspace) -> None:
        app = self._bolt(workspace)
        directory = SlackDirectory(self._client)
        register(app, Desk(self.database, self.clock, self._client, directory, workspace, self.relay.wake))
        self._socket: AsyncSocketModeHandler | None = None
        self._server: HttpServer | None = None
        if self._settings.slack_app_token is not None:
            token = self._settings.slack_app_token.get_secret_value()
            self._socket = AsyncSocketModeHandler(
                app, token, web_client=self._client, ping_interval=self._ping_every_seconds
            )
            await self._socket.connect_async()  # type: ignore[no-untyped-call]
        else:
            await self._serve(app)

    async def _serve(self, app: AsyncApp) -> None:
        secret = self._settings.slack_signing_secret
        guard = Guard(app.async_dispatch, signing_secret=secret.get_secret_value() if secret else "")
        self._server = HttpServer(Site(guard, self._readiness), port=self._settings.port)
        await self._server.start()

    def _bolt(self, workspace: Workspace) -> AsyncApp:
        token = self._settings.slack_bot_token.get_secret_value()

        async def authorize(team_id: str | None) -> AuthorizeResult | None:
            # The ids are known since the start; asking Slack on every request would cost each its time.
            if team_id != workspace.slack_team_id:
                return None
            return AuthorizeResult(
                enterprise_id=None,
                team_id=workspace.slack_team_id,
                bot_token=token,
                bot_id=workspace.bot_id,
                bot_user_id=workspace.bot_user_id,
            )

        return AsyncApp(
            authorize=authorize,  # type: ignore[arg-type]  # None is how Bolt is told that nobody is known
            client=AsyncWebClient(base_url=self._settings.slack_api_url, session=self._session),
            process_before_response=True,
            request_verification_enabled=False,  # the guard has verified; sockets need none
            ignoring_self_events_enabled=True,
        )

    async def _readiness(self) -> str | None:
        return None if await asyncio.to_thread(self.database.is_current) else "The database is not migrated."

    @property
    def port(self) -> int | None:
        """Where the bot is reached over HTTP; None in Socket Mode."""
        return self._server.port if self._server else None

    async def stop(self) -> None:
        """Take nothing new, finish what is under way, and close everything."""
        if self._parts.listens:
            if self._server is not None:
                await self._server.stop()
            if self._socket is not None:
                await self._socket.close_async()  # type: ignore[no-untyped-call]
        if self._parts.works:
            await self._scheduler.stop()
            self.relay.stop()
            await self._relaying
        await self._session.close()
        await self.database.close()
