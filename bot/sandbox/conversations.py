"""Channels, direct messages and the messages in them. State only: no rules, no rendering."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.sandbox.files import File
    from bot.sandbox.inputs import State


class Kind(StrEnum):
    """Who can find a conversation."""

    PUBLIC = "public"
    PRIVATE = "private"
    DIRECT = "direct"


@dataclass(eq=False)
class Message:
    """One message; `only_for` names the one person who sees an ephemeral one."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    reply_broadcast: bool = False
    only_for: str | None = None
    edited: bool = False
    metadata: dict[str, Any] | None = None
    typed: dict[str, State] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)

    @property
    def is_reply(self) -> bool:
        """Whether the message shows in a thread and not in the channel itself."""
        return self.thread_ts is not None and self.thread_ts != self.ts and not self.reply_broadcast


@dataclass(eq=False)
class Channel:
    """A channel, or (`kind` is direct) the conversation of `user` with the bot."""

    id: str
    name: str
    kind: Kind
    created: int
    members: list[str] = field(default_factory=list)
    archived: bool = False
    user: str | None = None
    messages: dict[str, Message] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """Whether only members know that the channel exists."""
        return self.kind is Kind.PRIVATE

    def is_visible_to(self, user_id: str) -> bool:
        """Whether this person (or bot) may know about the channel."""
        return self.kind is Kind.PUBLIC or user_id in self.members

    def visible_messages(self, user_id: str) -> list[Message]:
        """Every message this person can see here, replies included, oldest first."""
        if not self.is_visible_to(user_id):
            return []
        seen = [m for m in self.messages.values() if m.only_for in (None, user_id)]
        return sorted(seen, key=lambda message: message.ts)
