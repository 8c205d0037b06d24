"""A sandbox with a bot at work in it, whose time somebody moves: for the demo and for tests of whole journeys.

The bot runs as it does everywhere, over real HTTP or a real web socket; only its rhythm is not its own: what is
due is done when `catch_up` or one of the waits says so.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from pydantic import SecretStr

from bot.app import Bot, Parts
from bot.jobs.tick import tick
from bot.sandbox import Sandbox
from bot.services.due import next_at
from bot.settings import Settings
from bot.slack.http import SLACK_PATH

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from bot.clock import Clock

BOT_TOKEN = "xoxb-sandbox"  # noqa: S105 (made up, as are the two below)
APP_TOKEN = "xapp-sandbox"  # noqa: S105
SIGNING_SECRET = "sandbox-secret"  # noqa: S105

# Moved time looks to a socket as if it had heard nothing for weeks, and it would connect anew.
_NEVER_PINGS_SECONDS = 3600.0
_FIRST_PAUSE = timedelta(seconds=5)


class BotStopped(Exception):
    """Time can only pass while the bot runs, and it was stopped."""

    def __init__(self) -> None:
        super().__init__("the bot is stopped, and time stands still until it is back")


@dataclass
class Workplace:
    """A workspace, the bot in it, and whatever sets their common clock.

    One thing moves time at once; what else wants to waits until that is done.
    """

    sandbox: Sandbox
    bot: Bot
    set_clock: Callable[[datetime], None]
    is_running: bool = field(default=False, init=False)
    _moving: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)

    @classmethod
    @asynccontextmanager
    async def opened(
        cls,
        database_url: str,
        clock: Clock,
        set_clock: Callable[[datetime], None],
        *,
        team_name: str = "Acme",
        workspace: bytes | None = None,
        page_port: int = 0,
        socket_mode: bool = False,
        migrates: bool = False,
    ) -> AsyncIterator[Self]:
        """Start a workspace and a bot in it, over HTTP unless told otherwise; stop both at the end.

        Args:
            database_url: as in `DATABASE_URL`.
            clock: the bot's and the workspace's.
            set_clock: sets that clock to a moment.
            team_name: the workspace's name.
            workspace: what a sandbox has kept, to go on from; otherwise the workspace is empty.
            page_port: where the sandbox and its page are to be found; 0 takes any free port.
            socket_mode: whether the bot is reached over a web socket.
            migrates: whether the database is brought up to date first; otherwise it has to be.
        """
        sandbox = Sandbox(clock.now, team_name, "ceiling", BOT_TOKEN, APP_TOKEN, SIGNING_SECRET)
        if workspace is not None:
            sandbox.restore(workspace)
        await sandbox.start(page_port)
        try:
            bot = bot_for(sandbox, database_url, clock, socket_mode=socket_mode)
            place = cls(sandbox, bot, set_clock)
            try:
                await place.start_bot(migrates=migrates)
                yield place
            finally:
                await place.stop_bot()
        finally:
            await sandbox.stop()

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.bot.clock.now()

    # The bot

    async def start_bot(self, *, migrates: bool = False) -> None:
        """Start the bot, on the database it had before; `migrates` brings that up to date first."""
        await self.bot.start(Parts(listens=True, works=False, hints=False), migrates=migrates)
        if self.bot.port is not None:
            self.sandbox.deliver_to(f"http://127.0.0.1:{self.bot.port}{SLACK_PATH}")
        self.is_running = True

    async def stop_bot(self) -> None:
        """Stop the bot under the workspace, and time with it: nobody is answered until it is started."""
        self.is_running = False
        async with self._moving:
            await self.bot.stop()
            self.bot = self._another_bot()

    def _another_bot(self) -> Bot:
        url = self.bot.database.url.render_as_string(hide_password=False)
        return bot_for(self.sandbox, url, self.bot.clock, socket_mode=self.bot.port is None)

    # Time

    async def catch_up(self) -> None:
        """Let the bot do what is due now and send what is owed now; raises BotStopped."""
        async with self._moving:
            await self._catch_up()

    async def wait_until(self, moment: datetime) -> None:
        """Let time pass until a moment, stopping at each at which something falls due; raises BotStopped.

        What is due and cannot be done yet, because Slack wants a pause or an error keeps it, is tried again later.
        """
        async with self._moving:
            await self._pass_until(moment)

    async def pass_time(self, by: timedelta) -> None:
        """Let some time pass, in the same way."""
        async with self._moving:
            await self._pass_until(self.now + by)

    async def step(self, until: datetime) -> None:
        """Let time pass to the next thing that falls due, or until a moment before that, and let it be done."""
        async with self._moving:
            due = await self.bot.database.read(next_at) or until
            await self._set_clock(min(max(due, self.now + _FIRST_PAUSE), until))

    async def _pass_until(self, moment: datetime) -> None:
        await self._catch_up()
        pause = _FIRST_PAUSE
        while self.now < moment:
            due = await self.bot.database.read(next_at) or moment
            is_stuck = due <= self.now
            await self._set_clock(min(self.now + pause if is_stuck else due, moment))
            pause = pause * 2 if is_stuck else _FIRST_PAUSE

    async def _set_clock(self, moment: datetime) -> None:
        self.set_clock(moment)
        await self._catch_up()

    async def _catch_up(self) -> None:
        if not self.is_running:
            raise BotStopped
        await self._send()
        while await tick(self.bot.database, self.bot.clock):
            await self._send()

    async def _send(self) -> None:
        for workspace_id in await self.bot.relay.workspaces_with_work():
            await self.bot.relay.drain(workspace_id)


def bot_for(sandbox: Sandbox, database_url: str, clock: Clock, *, socket_mode: bool = False) -> Bot:
    """Return a bot in a sandbox, not started yet."""
    settings = settings_for(sandbox, database_url, socket_mode=socket_mode)
    return Bot(settings, clock, ping_every_seconds=_NEVER_PINGS_SECONDS, post_at_most_every=timedelta())


def settings_for(sandbox: Sandbox, database_url: str, *, socket_mode: bool = False) -> Settings:
    """Return the settings of a bot in a sandbox that has the secrets above."""
    return Settings(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_app_token=SecretStr(APP_TOKEN) if socket_mode else None,
        slack_signing_secret=SecretStr(SIGNING_SECRET),
        slack_api_url=sandbox.api_url,
        database_url=database_url,
        port=0,
    )
