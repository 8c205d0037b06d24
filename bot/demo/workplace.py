"""A sandbox with a bot at work in it, whose time somebody moves: for the demo and for tests of whole journeys.

The bot runs as it does everywhere, over real HTTP or a real web socket; only its rhythm is not its own: what is
due is done when `catch_up` or one of the waits says so.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

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


@dataclass
class Workplace:
    """A workspace, the bot in it, and whatever sets their common clock."""

    sandbox: Sandbox
    bot: Bot
    set_clock: Callable[[datetime], None]

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.bot.clock.now()

    async def catch_up(self) -> None:
        """Let the bot do what is due now and send what is owed now."""
        await self._send()
        while await tick(self.bot.database, self.bot.clock):
            await self._send()

    async def _send(self) -> None:
        for workspace_id in await self.bot.relay.workspaces_with_work():
            await self.bot.relay.drain(workspace_id)

    async def wait_until(self, moment: datetime) -> None:
        """Let time pass until a moment, stopping at each at which something falls due.

        What is due and cannot be done yet, because Slack wants a pause or an error keeps it, is tried again later.
        """
        await self.catch_up()
        pause = _FIRST_PAUSE
        while self.now < moment:
            due = await self.bot.database.read(next_at) or moment
            is_stuck = due <= self.now
            self.set_clock(min(self.now + pause if is_stuck else due, moment))
            pause = pause * 2 if is_stuck else _FIRST_PAUSE
            await self.catch_up()

    async def pass_time(self, by: timedelta) -> None:
        """Let some time pass, in the same way."""
        await self.wait_until(self.now + by)


@asynccontextmanager
async def opened(
    database_url: str,
    clock: Clock,
    set_clock: Callable[[datetime], None],
    *,
    socket_mode: bool = False,
    migrates: bool = False,
) -> AsyncIterator[Workplace]:
    """Start an empty workspace and a bot in it, over HTTP unless told otherwise; stop both at the end.

    Args:
        database_url: as in `DATABASE_URL`.
        clock: the bot's and the workspace's.
        set_clock: sets that clock to a moment.
        socket_mode: whether the bot is reached over a web socket.
        migrates: whether the database is brought up to date first; otherwise it has to be.
    """
    async with Sandbox(
        now=clock.now, bot_token=BOT_TOKEN, app_token=APP_TOKEN, signing_secret=SIGNING_SECRET
    ) as sandbox:
        settings = settings_for(sandbox, database_url, socket_mode=socket_mode)
        bot = Bot(settings, clock, ping_every_seconds=_NEVER_PINGS_SECONDS)
        await bot.start(Parts(listens=True, works=False), migrates=migrates)
        try:
            if not socket_mode:
                sandbox.deliver_to(f"http://127.0.0.1:{bot.port}{SLACK_PATH}")
            yield Workplace(sandbox, bot, set_clock)
        finally:
            await bot.stop()


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
