"""The sandbox itself: one small Slack workspace that a bot can be pointed at."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from bot.sandbox import keeping
from bot.sandbox.conversations import Channel, Kind
from bot.sandbox.delivery import Ack, Delivery, Postman
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.people import Person
from bot.sandbox.server import Server
from bot.sandbox.sockets import Sockets
from bot.sandbox.web import Page
from bot.sandbox.workspace import Call, Identity, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.sandbox.hints import Hint
    from bot.sandbox.time_controls import TimeControls

# Where it is reached, and the traffic: that of a process, and not of the workspace.
NOT_KEPT = ("base_url", "calls")
COMMANDS = ("/ceiling", "/checkin", "/secondment")


def _real_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the sandbox is Slack: it has a clock of its own


class Sandbox(Events):
    """A Slack workspace on loopback, for one bot; also an async context manager.

    `page_url` shows it in a browser. There `hints` are suggested to whoever types a slash command, and
    `time`, which may be given later too, lets people move the clock; it does not replace `now`. `tip`, as mrkdwn,
    says what to try first.
    """

    def __init__(  # noqa: PLR0913 - a workspace is described by its parts
        self,
        now: Callable[[], datetime] = _real_now,
        team_name: str = "Acme",
        bot_name: str = "ceiling",
        bot_token: str = "xoxb-sandbox",  # noqa: S107 - made up
        app_token: str = "xapp-sandbox",  # noqa: S107 - made up
        signing_secret: str = "sandbox-secret",  # noqa: S107 - made up
        commands: tuple[str, ...] = COMMANDS,
        *,
        hints: tuple[Hint, ...] = (),
        time: TimeControls | None = None,
    ) -> None:
        identity = Identity(team_name, bot_name, bot_token, app_token, signing_secret, commands)
        self.workspace = Workspace(now, identity)
        self.sockets = Sockets(identity.app_id)
        self.faults = Faults()
        self.hints = hints
        self.time = time
        self.tip = ""
        self._postman = Postman(self.sockets, signing_secret, now, self.workspace.changes)
        self._page = Page(self)
        self._server = Server(self.workspace, self.sockets, self.faults, self._page.mount)
        super().__init__(self.workspace, self._postman)

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one."""
        await self._server.start(port)

    async def stop(self) -> None:
        """Close sockets and connections and stop listening."""
        await self._server.stop()
        await self._postman.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def api_url(self) -> str:
        """The address of the Web API, for the bot's client."""
        return f"{self.workspace.base_url}api/"

    def api_url_for(self, caller: str) -> str:
        """Return the address for one of several clients, whose calls then carry its name."""
        return f"{self.workspace.base_url}from/{caller}/api/"

    @property
    def page_url(self) -> str:
        """The address of the page that shows the workspace in a browser."""
        return self.workspace.base_url

    def mark_all_read(self) -> None:
        """Let everybody have read everything so far, on the page."""
        self._page.reading.mark_all(self.workspace)

    def kept(self) -> bytes:
        """Return everything that exists in the workspace, for `restore`; the traffic so far is no part of it."""
        state = {name: held for name, held in vars(self.workspace).items() if name not in NOT_KEPT}
        return keeping.kept((state, self._page.reading), self._living())

    def restore(self, content: bytes) -> None:
        """Become the workspace that another sandbox kept: what everybody sees, and may still do, is the same.

        Only for what the same version of this program has kept.
        """
        state, self._page.reading = keeping.restored(content, self._living())
        vars(self.workspace).update(state)
        self.workspace.changes.tell()

    def _living(self) -> dict[str, object]:
        workspace = self.workspace
        parts = {name: getattr(workspace, name) for name in ("now", "changes", "called")}
        return {**parts, "workspace": workspace, "postman": self._postman}

    async def reaches_the_bot(self) -> bool:
        """Whether the bot can be reached at this moment."""
        return await self._postman.reaches_the_bot()

    @property
    def team_id(self) -> str:
        """The workspace's id."""
        return self.workspace.identity.team_id

    @property
    def bot_user_id(self) -> str:
        """The user id of the bot."""
        return self.workspace.identity.bot_user_id

    def deliver_to(self, *urls: str) -> None:
        """Deliver over signed HTTP to these addresses in turn from now on, and no longer over Socket Mode."""
        self._postman.urls = urls

    async def connected(self) -> None:
        """Wait until a Socket Mode client is connected."""
        await self.sockets.connected()

    async def until(self, holds: Callable[[], bool], *, within_seconds: float = 30.0) -> None:
        """Wait until something holds, looking anew after each call of the bot; raises TimeoutError.

        For a bot that works by itself, in a process of its own.
        """
        async with asyncio.timeout(within_seconds):
            while not holds():
                self.workspace.called.clear()
                await self.workspace.called.wait()

    async def send_raw(self, body: bytes, headers: dict[str, str] | None = None, *, sign: bool = True) -> Ack:
        """Post any bytes to the bot's request URL; given headers win over the signature's."""
        status, text = await self._postman.post(body, headers or {}, sign=sign)
        return Ack(status, text)

    def add_person(
        self,
        name: str,
        zone: str = "UTC",
        *,
        is_bot: bool = False,
        is_guest: bool = False,
        is_admin: bool = False,
        deleted: bool = False,
    ) -> Person:
        """Add somebody to the workspace, without an event. `zone` is an IANA name."""
        person = Person(
            self.workspace,
            self._postman,
            name,
            zone=zone,
            is_bot=is_bot,
            is_guest=is_guest,
            is_admin=is_admin,
            deleted=deleted,
        )
        self.workspace.people[person.id] = person
        return person

    def add_channel(
        self, name: str, members: Iterable[Person] = (), *, private: bool = False, with_bot: bool = True
    ) -> Channel:
        """Add a channel, without events."""
        ids = [person.id for person in members] + ([self.bot_user_id] if with_bot else [])
        kind = Kind.PRIVATE if private else Kind.PUBLIC
        channel = Channel(self.workspace.new_id("C"), name, kind, self.workspace.seconds(), members=ids)
        self.workspace.channels[channel.id] = channel
        return channel

    @property
    def calls(self) -> list[Call]:
        """Every Web API call so far, oldest first; one by response_url has the method `response_url`."""
        return self.workspace.calls

    def clear_calls(self) -> None:
        """Forget the calls so far."""
        self.workspace.calls.clear()

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything sent to the bot so far, oldest first."""
        return self._postman.delivered

    @property
    def broken_rules(self) -> list[str]:
        """Every rule of Slack that a call or an answer of the bot broke so far."""
        return self.workspace.broken_rules

    @property
    def retry_events(self) -> bool:
        """Whether an event that was not acknowledged is sent again, at once and up to three times."""
        return self._postman.retry_events

    @retry_events.setter
    def retry_events(self, wanted: bool) -> None:
        self._postman.retry_events = wanted
