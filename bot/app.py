"""The composition root: from settings to a bot that listens, ticks and sends."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.jobs.embedded import Embedded
from bot.jobs.relay import Relay
from bot.jobs.scheduler import Scheduler
from bot.jobs.sweep import Sweep
from bot.readiness import NOT_MIGRATED, condition_of
from bot.services import people
from bot.services.leases import POST_AT_MOST_EVERY
from bot.services.ports.outside import KnownWorkspace
from bot.settings import SettingsError
from bot.slack.delivery import SlackSender
from bot.slack.desk import Desk
from bot.slack.directory import SlackDirectory
from bot.slack.guard import Guard
from bot.slack.http import HttpServer, Site
from bot.slack.listeners import register
from bot.slack.refusals import NOT_PERMITTED, TOKEN_GONE, reason_of
from bot.slack.socket import SocketConnection
from models.away import DatabaseAway
from models.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from bot.clock import Clock
    from bot.jobs.runner import Runner
    from bot.settings import DatabaseSettings, Settings
    from bot.slack.http import Condition
    from models.workspaces import Workspace

log = structlog.get_logger(__name__)

PING_EVERY_SECONDS = 10.0
# Well below the time for which the relay leases a message.
SLACK_WITHIN_SECONDS = 15
# A host kills what still runs ten seconds after SIGTERM.
FINISH_WITHIN_SECONDS = 8.5


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of the bot a process runs: it listens to Slack, works by itself (tick and relay), or both.

    One that only listens hints at new work, so that the processes that work begin at once, wherever they run;
    where whoever moves time does the work, there is nobody to be told.
    """

    listens: bool
    works: bool
    hints: bool = True


class CannotStart(Exception):
    """Something that the bot needs is not there; the message is one sentence for whoever runs it."""


def database_of(settings: DatabaseSettings) -> Database:
    """Return the database that the settings name, not opened yet; raises SettingsError when they name none."""
    try:
        return Database(settings.database_url)
    except (ValueError, ArgumentError) as error:
        raise SettingsError("DATABASE_URL", "is malformed") from error


def is_current(database: Database) -> bool:
    """Whether the tables are those of this version; raises SettingsError when the database cannot be opened."""
    try:
        return database.is_current()
    except ArgumentError as error:
        raise SettingsError("DATABASE_URL", "is malformed") from error
    except DBAPIError as error:
        said = str(error.orig).partition("\n")[0]  # the driver's further lines guess at reasons
        raise SettingsError("DATABASE_URL", f"cannot be opened ({said})") from error


def migrate(database: Database) -> bool:
    """Bring the tables up to date; return whether that was needed; raises SettingsError as `is_current` does."""
    was_current = is_current(database)
    database.migrate()
    return not was_current


class Running(Protocol):
    """A part of the bot that was started."""

    async def stop(self) -> None:
        """Take on nothing new, finish what is under way, and end; cancelled, end at once."""


class Bot:
    """One process of the bot."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        ping_every_seconds: float = PING_EVERY_SECONDS,
        post_at_most_every: timedelta = POST_AT_MOST_EVERY,
    ) -> None:
        """Contact nothing yet; raises SettingsError when nothing can be made of the database's address.

        Socket Mode pings every `ping_every_seconds`, and reconnects when it hears nothing for four times as long:
        where time is moved, that must be long. There nobody waits `post_at_most_every` for a recipient's next post
        either.
        """
        self._settings = settings
        self._ping_every_seconds = ping_every_seconds
        self._post_at_most_every = post_at_most_every
        self.clock = clock
        self.database = database_of(settings)
        self._session: aiohttp.ClientSession | None = None
        self._running: list[Running] = []
        self.port: int | None = None
        """Where the bot is reached over HTTP; None in Socket Mode."""

    async def start(self, parts: Parts, *, migrates: bool) -> Workspace:
        """Connect to Slack and begin; return the workspace that the bot token belongs to.

        Raises:
            SettingsError: Slack does not accept a token, or the database or the port cannot be had.
            CannotStart: Slack or the database cannot be reached, or the tables are older than this version.
        """
        try:
            return await self._start(parts, migrates=migrates)
        except DatabaseAway as error:
            await self.stop()
            raise CannotStart(f"The database went away ({error}).") from error
        except BaseException:  # a cancelled start, too, leaves nothing open
            await self.stop()
            raise

    async def _start(self, parts: Parts, *, migrates: bool) -> Workspace:
        if migrates:
            await asyncio.to_thread(migrate, self.database)
        elif not await asyncio.to_thread(is_current, self.database):
            raise CannotStart(NOT_MIGRATED)
        client = self._client()
        workspace = await self._introduce(client)
        sender = SlackSender(self.database, client, self.clock)
        self.relay = Relay(self.database, sender, self.clock, pause=self._post_at_most_every)
        self._runner = self._runner_for(parts)
        await self._runner.start()
        self._running.append(self._runner)
        directory = SlackDirectory(client)
        self.sweep = Sweep(self.database, directory, self.clock, workspace.key)
        if parts.listens:
            await self._listen(client, directory, workspace)
        if parts.works:
            self._tick()
        return workspace

    def _runner_for(self, parts: Parts) -> Runner:
        if self.database.is_sqlite or not parts.hints:
            return Embedded(self.relay, drains=parts.works)
        from bot.jobs.distributed import Distributed  # noqa: PLC0415 -- takes its time, and SQLite needs none

        return Distributed(self.relay, self.database.url, drains=parts.works)

    def _client(self) -> AsyncWebClient:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SLACK_WITHIN_SECONDS))
        # The client's own retry would send a message again whose answer was lost: the outbox decides that.
        return AsyncWebClient(
            token=self._settings.slack_bot_token.get_secret_value(),
            base_url=self._settings.slack_api_url,
            session=self._session,
            retry_handlers=[],
        )

    async def _introduce(self, client: AsyncWebClient) -> Workspace:
        """Ask Slack which workspace and bot the token belongs to, and remember them."""
        with self._saying_what_slack_refuses("SLACK_BOT_TOKEN"):
            who = await client.auth_test()
        known = KnownWorkspace(who["team_id"], who["team"], who["user_id"], who["bot_id"], who["user"])
        return await self.database.write(
            partial(people.remember_workspace, known=known, now=self.clock.now())
        )

    def _tick(self) -> None:
        scheduler = Scheduler(self.database, self.clock, self._runner)
        scheduler.start()
        self.sweep.start()
        self._running += [scheduler, self.sweep]

    @contextmanager
    def _saying_what_slack_refuses(self, variable: str) -> Iterator[None]:
        try:
            yield
        except SlackApiError as error:
            reason = reason_of(error)
            if reason in TOKEN_GONE | NOT_PERMITTED:
                raise SettingsError(variable, f"is not accepted by Slack ({reason})") from error
            raise CannotStart(self._unreachable(reason)) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise CannotStart(self._unreachable(str(error) or "no answer in time")) from error

    def _unreachable(self, reason: str) -> str:
        address = self._settings.slack_api_url
        return f"Slack does not answer at {address} ({reason}): is this machine connected?"

    async def _listen(self, client: AsyncWebClient, directory: SlackDirectory, workspace: Workspace) -> None:
        app = self._bolt(workspace)
        register(app, Desk(self.database, self.clock, client, directory, workspace, self._runner.wake))
        if self._settings.slack_app_token is not None:
            await self._connect(app, client, self._settings.slack_app_token.get_secret_value())
        else:
            await self._serve(app)

    async def _connect(self, app: AsyncApp, client: AsyncWebClient, app_token: str) -> None:
        socket = SocketConnection(app, client, app_token, ping_every_seconds=self._ping_every_seconds)
        self._running.append(socket)
        with self._saying_what_slack_refuses("SLACK_APP_TOKEN"):
            await socket.start()

    async def _serve(self, app: AsyncApp) -> None:
        secret = self._settings.slack_signing_secret
        guard = Guard(app.async_dispatch, signing_secret=secret.get_secret_value() if secret else "")
        server = HttpServer(Site(guard, self._readiness), port=self._settings.port)
        try:
            await server.start()
        except OSError as error:
            problem = f"{self._settings.port} cannot be listened on ({error.strerror})"
            raise SettingsError("PORT", problem) from error
        self._running.append(server)
        self.port = server.port

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
            name="ceiling",  # by itself Bolt looks for one through the whole call stack, which takes its time
            authorize=authorize,  # type: ignore[arg-type]  # None is how Bolt is told that nobody is known
            client=AsyncWebClient(base_url=self._settings.slack_api_url, session=self._session),
            process_before_response=True,
            request_verification_enabled=False,  # the guard has verified; sockets need none
            ignoring_self_events_enabled=True,
        )

    async def _readiness(self) -> Condition:
        return await condition_of(self.database, now=self.clock.now())

    async def stop(self, *, within_seconds: float = FINISH_WITHIN_SECONDS) -> None:
        """Take on nothing new, finish what is under way, and close everything.

        What takes longer is given up; a message that was being sent then goes out again when something runs again.
        """
        stopping = [asyncio.create_task(part.stop()) for part in self._running]
        self._running.clear()
        if stopping:
            _, late = await asyncio.wait(stopping, timeout=within_seconds)
            for task in late:
                log.warning("gave up what was still under way")
                task.cancel()
            await asyncio.gather(*stopping, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
        await self.database.close()
