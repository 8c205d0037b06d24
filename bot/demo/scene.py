"""What the story is told with: people act, time passes, and what somebody sees is printed and checked."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.sandbox.text import show_message, show_modal

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.demo.terminal import Terminal
    from bot.demo.workplace import Workplace
    from bot.sandbox import Ack, Channel, Person, Seen, SeenModal

ZONE_NAME = "Europe/Berlin"
ZONE = ZoneInfo(ZONE_NAME)
_MOST_QUOTED = 300


def in_berlin(day: str, at: str) -> datetime:
    """Return the instant of a date and a time of day in Berlin."""
    return datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=ZONE).astimezone(UTC)


class Unexpected(Exception):
    """Somebody does not see what the story says they see; the message is one line."""


class Readable(Protocol):
    """Something with words on it."""

    @property
    def text(self) -> str:
        """The words."""


S = TypeVar("S", bound=Readable)


@dataclass
class Scene:
    """The workplace, the people in it by first name, and the terminal that the story is told on."""

    place: Workplace
    terminal: Terminal
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    # The cast

    def add_people(self, *names: str) -> list[Person]:
        """Add people to the workspace, all of them in Berlin."""
        added = [self.place.sandbox.add_person(name, zone=ZONE_NAME) for name in names]
        self.people |= {person.name.partition(" ")[0]: person for person in added}
        return added

    def add_channel(self, name: str, *members: Person, with_bot: bool) -> Channel:
        """Add a public channel."""
        self.channels[name] = self.place.sandbox.add_channel(name, members=members, with_bot=with_bot)
        return self.channels[name]

    def named(self, *first_names: str) -> list[Person]:
        """Return people of the cast."""
        return [self.people[name] for name in first_names]

    # What happens

    def tells(self, text: str) -> None:
        """Narrate."""
        self.terminal.narrate(text)

    async def does(self, act: Awaitable[Ack]) -> None:
        """Let somebody act, and the bot do what follows from it at once; raises Unexpected when it fails."""
        self._check(await act)
        await self.place.catch_up()

    def _check(self, answer: Ack) -> None:
        if answer.error is not None:
            raise Unexpected(f"On {self._when()} Slack shows “{answer.error}” instead of an answer.")

    async def submits(self, person: Person) -> None:
        """Let somebody submit their open modal; raises Unexpected when it comes back with an error."""
        await self.does(person.submits())
        if person.modal is not None and person.modal.errors:
            raise Unexpected(f"{person.name} is told: {'; '.join(person.modal.errors.values())}")

    async def picks(self, person: Person, label: str, words: str) -> None:
        """Let somebody choose the option with these words in their open modal; raises Unexpected."""
        modal = self._modal_of(person)
        option = next((each for each in modal.options(label) if words in each), None)
        if option is None:
            raise Unexpected(f"{person.name} is not offered “{words}” for “{label}”.")
        self._check(await person.puts(modal, modal.field(label), option))

    async def pauses(self) -> None:
        """Let the reader catch up; no time passes in the story meanwhile."""
        moment = self.place.now
        await self.terminal.pause()
        self.place.set_clock(moment)

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
        modal = self._modal_of(person)
        return self._shows(modal, f"{person.name}, in a dialog", show_modal(modal), words)

    def expects(self, what: Readable, where: str, *words: str) -> None:
        """Check without printing; raises Unexpected."""
        for each in words:
            if each not in what.text:
                quoted = textwrap.shorten(what.text, _MOST_QUOTED, placeholder=" …")
                raise Unexpected(f"On {self._when()}, {where}: expected “{each}”, but it says: {quoted}")

    def counts(self, person: Person, channel: Channel) -> int:
        """Return how many messages a channel holds, threads included."""
        roots = person.sees(channel)
        return len(roots) + sum(len(person.thread(root)) for root in roots)

    def _shows(self, seen: S, where: str, box: str, words: tuple[str, ...]) -> S:
        self.expects(seen, where, *words)
        self.terminal.show(f"{self._when()} · {where}", box)
        return seen

    def _newest(self, seen: list[Seen], where: str) -> Seen:
        if not seen:
            raise Unexpected(f"On {self._when()}, {where}: expected a message, but there is none.")
        return seen[-1]

    def _modal_of(self, person: Person) -> SeenModal:
        if person.modal is None:
            raise Unexpected(f"On {self._when()}, {person.name}: expected a dialog, but none is open.")
        return person.modal

    def _when(self) -> str:
        now = self.place.now.astimezone(ZONE)
        return f"{now:%a} {now.day} {now:%B, %H:%M}"
