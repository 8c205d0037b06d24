"""What the story is told with: people act, time passes, and what somebody sees is printed and checked."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.demo.cast import Cast, Unexpected
from bot.sandbox.text import show_message, show_modal

if TYPE_CHECKING:
    from bot.demo.terminal import Terminal
    from bot.sandbox import Channel, Person, Seen, SeenModal

ZONE_NAME = "Europe/Berlin"
ZONE = ZoneInfo(ZONE_NAME)
_MOST_QUOTED = 300


def in_berlin(day: str, at: str) -> datetime:
    """Return the instant of a date and a time of day in Berlin."""
    return datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=ZONE).astimezone(UTC)


class Readable(Protocol):
    """Something with words on it."""

    @property
    def text(self) -> str:
        """The words."""


S = TypeVar("S", bound=Readable)


@dataclass
class Scene(Cast):
    """The cast, and the terminal that its story is told on."""

    terminal: Terminal

    # The cast

    def add_people(self, *names: str) -> list[Person]:
        """Add people to the workspace, all of them in Berlin."""
        return [self.add_person(name, ZONE_NAME) for name in names]

    # What happens

    def tells(self, text: str) -> None:
        """Narrate."""
        self.terminal.narrate(text)

    async def pauses(self) -> None:
        """Let the reader catch up."""
        await self.terminal.pause()

    async def until(self, day: str, at: str) -> None:
        """Let time pass until a date and a time in Berlin, such as "2026-06-03" and "09:05"."""
        await self.place.wait_until(in_berlin(day, at))

    async def settles(self) -> None:
        """Let a change settle: six minutes, one more than the default asks for."""
        await self.place.pass_time(timedelta(minutes=6))

    # What is seen

    def shows_direct(self, person: Person, *words: str) -> Seen:
        """Print somebody's newest direct message; raises Unexpected unless all these words are on it."""
        where = f"{person.name}, direct message"
        seen = self._newest(person.inbox(), where)
        return self._shows(seen, where, show_message(seen), words)

    def shows_channel(self, person: Person, channel: Channel, *words: str) -> Seen:
        """Print the newest message of a channel as somebody sees it; raises Unexpected like the others."""
        where = f"#{channel.name}, as {person.name} sees it"
        seen = self._newest(person.sees(channel), where)
        return self._shows(seen, where, show_message(seen), words)

    def shows_thread(self, person: Person, root: Seen, *words: str) -> Seen:
        """Print the newest reply under a message; raises Unexpected like the others."""
        where = f"the thread under it, as {person.name} sees it"
        seen = self._newest(person.thread(root), where)
        return self._shows(seen, where, show_message(seen), words)

    def shows_modal(self, person: Person, *words: str) -> SeenModal:
        """Print the modal before somebody; raises Unexpected like the others."""
        modal = self.modal_of(person)
        return self._shows(modal, f"{person.name}, in a dialog", show_modal(modal), words)

    def expects(self, what: Readable, where: str, *words: str) -> None:
        """Check without printing; raises Unexpected."""
        for each in words:
            if each not in what.text:
                quoted = textwrap.shorten(what.text, _MOST_QUOTED, placeholder=" …")
                raise Unexpected(f"On {self.when()}, {where}: expected “{each}”, but it says: {quoted}")

    def counts(self, person: Person, channel: Channel) -> int:
        """Return how many messages a channel holds, threads included."""
        roots = person.sees(channel)
        return len(roots) + sum(len(person.thread(root)) for root in roots)

    def _shows(self, seen: S, where: str, box: str, words: tuple[str, ...]) -> S:
        self.expects(seen, where, *words)
        self.terminal.show(f"{self.when()} · {where}", box)
        return seen

    def _newest(self, seen: list[Seen], where: str) -> Seen:
        if not seen:
            raise Unexpected(f"On {self.when()}, {where}: expected a message, but there is none.")
        return seen[-1]

    def when(self) -> str:
        """Return the present moment in Berlin, for people."""
        now = self.place.now.astimezone(ZONE)
        return f"{now:%a} {now.day} {now:%B, %H:%M}"
