"""Who has read how far: the page's unread marks, kept here so that they hold over a reload."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.conversations import Channel, Message
    from bot.sandbox.people import Person
    from bot.sandbox.workspace import Workspace


class Reading:
    """How far each person has read each conversation, and each thread under its root's timestamp."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str, str], str] = {}
        self._floor = ""

    def last(self, person: Person, channel: Channel, thread: str = "") -> str:
        """Return the timestamp of the last message read."""
        return max(self._marks.get((person.id, channel.id, thread), ""), self._floor)

    def mark(self, person: Person, channel: Channel, ts: str, thread: str = "") -> bool:
        """Note that somebody read up to a message; return whether that is news."""
        news = ts > self.last(person, channel, thread)
        if news:
            self._marks[person.id, channel.id, thread] = ts
        return news

    def mark_all(self, workspace: Workspace) -> None:
        """Note that everybody read everything there is."""
        stamps = [ts for channel in workspace.channels.values() for ts in channel.messages]
        self._floor = max(stamps, default="")

    def unread(self, person: Person, channel: Channel, messages: list[Message], thread: str = "") -> int:
        """Return how many of these messages somebody has not read; their own are always read."""
        last = self.last(person, channel, thread)
        return sum(1 for each in messages if each.ts > last and each.author != person.id)
