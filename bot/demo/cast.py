"""Who takes part, and how they act: what somebody does is done by the bot at once, or it is a surprise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.demo.workplace import Workplace
    from bot.sandbox import Ack, Channel, Person, SeenModal


class Unexpected(Exception):
    """Somebody does not see what they should see; the message is one line."""


@dataclass
class Cast:
    """The workplace, and the people in it by first name."""

    place: Workplace
    people: dict[str, Person] = field(default_factory=dict, kw_only=True)
    channels: dict[str, Channel] = field(default_factory=dict, kw_only=True)

    def add_person(self, name: str, zone: str) -> Person:
        """Add somebody to the workspace."""
        person = self.place.sandbox.add_person(name, zone=zone)
        self.people[name.partition(" ")[0]] = person
        return person

    def add_channel(
        self, name: str, *members: Person, with_bot: bool = True, private: bool = False
    ) -> Channel:
        """Add a channel."""
        sandbox = self.place.sandbox
        self.channels[name] = sandbox.add_channel(name, members=members, with_bot=with_bot, private=private)
        return self.channels[name]

    def named(self, *first_names: str) -> list[Person]:
        """Return people of the cast."""
        return [self.people[name] for name in first_names]

    async def does(self, act: Awaitable[Ack]) -> None:
        """Let somebody act, and the bot do what follows from it at once; raises Unexpected when it fails."""
        self._check(await act)
        await self.place.catch_up()

    def _check(self, answer: Ack) -> None:
        if answer.error is not None:
            raise Unexpected(f"On {self.when()} Slack shows “{answer.error}” instead of an answer.")

    async def submits(self, person: Person) -> None:
        """Let somebody submit their open modal; raises Unexpected when it comes back with an error."""
        await self.does(person.submits())
        if person.modal is not None and person.modal.errors:
            raise Unexpected(f"{person.name} is told: {'; '.join(person.modal.errors.values())}")

    async def picks(self, person: Person, label: str, words: str) -> None:
        """Let somebody choose the option with these words in their open modal; raises Unexpected."""
        modal = self.modal_of(person)
        option = next((each for each in modal.options(label) if words in each), None)
        if option is None:
            raise Unexpected(f"{person.name} is not offered “{words}” for “{label}”.")
        self._check(await person.puts(modal, modal.field(label), option))

    def modal_of(self, person: Person) -> SeenModal:
        """Return the modal before somebody; raises Unexpected."""
        if person.modal is None:
            raise Unexpected(f"On {self.when()}, {person.name}: expected a dialog, but none is open.")
        return person.modal

    def when(self) -> str:
        """Return the present moment in UTC, for people."""
        return f"{self.place.now:%a %d %B, %H:%M} UTC"
