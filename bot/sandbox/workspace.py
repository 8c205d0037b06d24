"""The state of the workspace: who and what exists, ids, timestamps. It talks to nobody."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bot.sandbox.changes import Changes
from bot.sandbox.conversations import Channel, Kind, Message
from bot.sandbox.errors import SlackError
from bot.sandbox.grants import Grants

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.sandbox.files import File
    from bot.sandbox.people import Person
    from bot.sandbox.views import View


@dataclass(frozen=True)
class Identity:
    """Who the bot and its team are, and the secrets they share."""

    team_name: str
    bot_name: str
    bot_token: str
    app_token: str
    signing_secret: str
    commands: tuple[str, ...]
    team_id: str = "T0SANDBOX1"
    app_id: str = "A0SANDBOX1"
    bot_id: str = "B0SANDBOX1"
    bot_user_id: str = "U0SANDBOX1"
    verification_token: str = "verification-sandbox"  # noqa: S105 - deprecated by Slack, proves nothing

    @property
    def team_domain(self) -> str:
        """The first part of the workspace's address."""
        return self.team_name.lower().replace(" ", "-")


@dataclass(frozen=True)
class Call:
    """One Web API call, as it came in and as it was answered.

    `result` is what it came to, also where a fault kept that from the caller; `caller` is the name in the
    address that was called, if there is one. `began` orders calls and deliveries among each other, also while
    the clock stands still.
    """

    method: str
    args: dict[str, Any]
    answer: dict[str, Any]
    at: datetime
    began: float = field(default_factory=perf_counter)
    result: dict[str, Any] = field(default_factory=dict)
    caller: str = ""


@dataclass(eq=False)
class Workspace:
    """Everything that exists in the workspace."""

    now: Callable[[], datetime]
    identity: Identity
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    directs: dict[str, Channel] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    called: asyncio.Event = field(default_factory=asyncio.Event)
    broken_rules: list[str] = field(default_factory=list)
    installed: bool = True
    base_url: str = ""
    _last_id: int = 0
    _last_ts: int = 0

    def __post_init__(self) -> None:
        """Give the workspace its book of trigger ids and response urls, and somebody to tell of changes."""
        self.changes = Changes()
        self.grants = Grants(self.now, self.new_id)

    def new_id(self, prefix: str) -> str:
        """Return an id never given before, shaped like Slack's."""
        self._last_id += 1
        return f"{prefix}0{self._last_id:09d}"

    def new_ts(self) -> str:
        """Return a message timestamp: unique and increasing, also while the clock stands still."""
        at = int(self.now().timestamp() * 1_000_000)
        self._last_ts = max(at, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def note_call(self, call: Call) -> None:
        """Keep a call, and wake whoever waits for one."""
        self.calls.append(call)
        self.called.set()
        self.changes.tell()

    def person(self, user_id: object) -> Person:
        """Return the person; refuse as Slack does when there is none."""
        if not isinstance(user_id, str) or user_id not in self.people:
            raise SlackError("user_not_found")
        return self.people[user_id]

    def bot_is_in(self, channel: Channel) -> bool:
        """Whether the bot is a member."""
        return self.identity.bot_user_id in channel.members

    def channel(self, channel_id: object) -> Channel:
        """Return a channel the bot may know about; a private one without it does not exist for it."""
        found = self.channels.get(channel_id) if isinstance(channel_id, str) else None
        if found is None or not found.is_visible_to(self.identity.bot_user_id):
            raise SlackError("channel_not_found")
        return found

    def direct(self, person: Person) -> Channel:
        """Return the person's conversation with the bot, opened if need be."""
        if person.id not in self.directs:
            members = [person.id, self.identity.bot_user_id]
            opened = Channel(self.new_id("D"), "directmessage", Kind.DIRECT, self.seconds(), members)
            opened.user = person.id
            self.channels[opened.id] = self.directs[person.id] = opened
        return self.directs[person.id]

    def may_see(self, user_id: str, channel: Channel) -> bool:
        """Whether somebody may know the channel; guests know only those they are in."""
        person = self.people.get(user_id)
        if person is not None and person.is_guest:
            return user_id in channel.members
        return channel.is_visible_to(user_id)

    def seconds(self) -> int:
        """Return the present as whole epoch seconds."""
        return int(self.now().timestamp())

    def post(self, channel: Channel, author: str, text: str, **more: Any) -> Message:  # noqa: ANN401
        """Store a message under a fresh timestamp and return it."""
        message = Message(channel.id, self.new_ts(), author, text, **more)
        channel.messages[message.ts] = message
        self.changes.tell()
        return message
