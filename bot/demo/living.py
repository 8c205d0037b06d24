"""The company at work: what is to happen happens at its time, and who is asked answers in their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.demo.cast import Cast
from bot.demo.company import COLLEAGUES, ROOMS
from bot.sandbox import Seen
from bot.slack.words import buttons
from bot.slack.words.checkins import confidence_labels
from bot.slack.words.roles import ROLE_NAME

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from bot.demo.history import Happening
    from bot.domain.roles import Role
    from bot.sandbox import Message, Person

_AFTER_THE_REMINDER = timedelta(minutes=20)


def local(moment: str, zone: str) -> datetime:
    """Return the instant of a local time such as "2026-01-12 08:00"."""
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass
class Living(Cast):
    """A company whose people know what they cover, by name and project, and who of them is silent just now."""

    minds: dict[tuple[str, str], Mapping[Role, int]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    _said: dict[tuple[str, str], Mapping[Role, int]] = field(default_factory=dict)
    _agenda: list[tuple[datetime, int, Callable[[], Awaitable[None]]]] = field(default_factory=list)
    _entries: count[int] = field(default_factory=count)
    _looked_at: dict[str, str] = field(default_factory=dict)

    def moves_in(self) -> None:
        """Fill the workspace with everybody and their channels."""
        for each in COLLEAGUES:
            self.add_person(each.name, each.zone)
        for room in ROOMS:
            people = self.named(*room.people)
            self.add_channel(room.name, *people, with_bot=room.with_bot, private=room.private)

    def sets_out(self, history: Iterable[Happening]) -> None:
        """Put what is to happen on the agenda."""
        for moment, name, deed in history:
            [person] = self.named(name)
            self._at(local(moment, person.zone), partial(deed, self, person))

    async def lives_until(self, moment: datetime) -> None:
        """Let time pass to a moment, with everything that happens on the way."""
        while self.place.now < moment:
            until = min(self._agenda[0][0], moment) if self._agenda else moment
            await self.place.step(until)
            self._look_at_what_came()
            while self._agenda and self._agenda[0][0] <= self.place.now:
                await heappop(self._agenda)[-1]()
                self._look_at_what_came()

    def _at(self, moment: datetime, act: Callable[[], Awaitable[None]]) -> None:
        heappush(self._agenda, (moment, next(self._entries), act))

    # What people do of their own accord

    async def finishes(self, person: Person) -> None:
        """Let somebody submit their modal and close what it turned into."""
        await self.submits(person)
        if person.modal is not None:
            await self.does(person.dismisses())

    async def checks_in(self, person: Person, project: str) -> None:
        """Let somebody say without being asked what they cover."""
        await self.does(person.types(f"/checkin {project}"))
        await self._states(person, project)

    def people_called(self, names: object) -> list[Person]:
        """Return the people that a field of a modal names."""
        called = names if isinstance(names, list) else []
        return [each for each in self.people.values() if any(each.name in name for name in called)]

    async def _states(self, person: Person, project: str) -> None:
        stated, labels = self.minds.get((person.name, project), {}), confidence_labels()
        for role, label in ROLE_NAME.items():
            wanted = labels[str(stated.get(role, 0))]
            if self.modal_of(person).value(label) != wanted:
                await self.picks(person, label, wanted)
        await self.finishes(person)
        self._said[person.name, project] = stated

    def _look_at_what_came(self) -> None:
        """Put answers to new prompts and reminders on the agenda."""
        for colleague in COLLEAGUES:
            [person] = self.named(colleague.name.partition(" ")[0])
            for message in self._new_to(person):
                text = Seen(person, message).text
                if _ASKS in text and colleague.answers_after is not None:
                    self._answers_later(person, message, colleague.answers_after)
                if _REMINDS in text:
                    self._answers_later(person, message, _AFTER_THE_REMINDER)

    def _new_to(self, person: Person) -> list[Message]:
        direct = self.place.sandbox.workspace.direct(person)
        last = self._looked_at.get(person.name, "")
        new = [message for message in reversed(direct.messages.values()) if message.ts > last]
        if new:
            self._looked_at[person.name] = max(message.ts for message in new)
        return new

    def _answers_later(self, person: Person, message: Message, after: timedelta) -> None:
        self._at(self.place.now + after, partial(self._answers, person, message))

    async def _answers(self, person: Person, message: Message) -> None:
        """Let somebody answer everything that a prompt or a reminder still asks them."""
        for _, project in [key for key in self.minds if key[0] == person.name]:
            if person.name in self.silent:
                return
            for asks in (f"{project}{_ASKS}", f"{project}{_REMINDS}"):
                if asks in Seen(person, message).text:
                    await self._answers_for(person, message, project, asks)

    async def _answers_for(self, person: Person, message: Message, project: str, asks: str) -> None:
        key, seen = (person.name, project), Seen(person, message)
        if self._said.get(key) == self.minds[key]:
            await self.does(person.clicks(buttons.NO_CHANGE, on=seen, within=asks))
            return
        label = buttons.UPDATE if key in self._said else buttons.ANSWER
        await self.does(person.clicks(label, on=seen, within=asks))
        await self._states(person, project)


# As bot/slack/words/prompts.py puts it behind a project's name.
_ASKS = ": which roles do you cover"
_REMINDS = " still waits for your answer"
