"""Many people who answer as soon as they are asked, and try again when it does not work."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.errors import NotSeen
from tests.flows.world import LABELS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    from bot.sandbox import Person, Seen
    from bot.sandbox.delivery import Ack
    from bot.sandbox.seen import SeenModal
    from tests.chaos.scene import Team

AT_ONCE = 8
TRY_AGAIN_AFTER_SECONDS = 0.3
MOST_TRIES = 400
LOOK_EVERY_SECONDS = 0.1
STRONG = "others come"
WEAK = "learning it"


@dataclass
class Crowd:
    """Who answered what, as Slack showed it to them; `refused` holds each sentence that told of trouble."""

    rng: Random
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)
    refused: list[tuple[str, float]] = field(default_factory=list)
    tries: int = 0
    gave_up: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._doors = asyncio.Semaphore(AT_ONCE)

    async def answer_when_asked(self, team: Team) -> None:
        """Let all members of a team answer their prompts, each with one function."""
        roles = list(LABELS)
        await asyncio.gather(
            *(
                self._answer_prompt(person, roles[number % len(roles)])
                for number, person in enumerate(team.members)
            )
        )

    async def change_by_command(self, person: Person, team: Team, role: str, words: str) -> None:
        """Let somebody state something else than before."""

        async def opens() -> Ack:
            return await person.types(f"/checkin {team.name}", in_=team.channel)

        await self._until_it_works(person, lambda: self._states(person, role, words, opens))

    async def _answer_prompt(self, person: Person, role: str) -> None:
        prompt = await _first_prompt(person)

        async def opens() -> Ack:
            return await person.clicks("Answer", on=prompt)

        async with self._doors:
            await self._until_it_works(person, lambda: self._states(person, role, STRONG, opens))

    async def _until_it_works(self, person: Person, attempt: Callable[[], Awaitable[bool]]) -> None:
        for _ in range(MOST_TRIES):
            self.tries += 1
            try:
                if await attempt():
                    return
            except (NotSeen, ValueError):
                person.stack.clear()
            await asyncio.sleep(TRY_AGAIN_AFTER_SECONDS * self.rng.random())
        self.gave_up.append(person.name)

    async def _states(
        self, person: Person, role: str, words: str, opens: Callable[[], Awaitable[Ack]]
    ) -> bool:
        """Open the form unless it is open, fill it in and submit it; whether Slack showed that as taken."""
        form = _form_of(person)
        if form is None:
            person.stack.clear()
            self._note(await opens(), person)
            form = _form_of(person)
        if form is None:
            return False
        option = next(option for option in form.options(LABELS[role]) if words in option)
        await person.chooses(LABELS[role], option)
        ack = await person.submits()
        self._note(ack, person)
        if not ack.ok or _form_of(person) is not None:
            return False  # it is still there: with an error, or because nobody answered
        person.stack.clear()
        self.taken[person.id] = (role, words)
        return True

    def _note(self, ack: Ack, person: Person) -> None:
        if ack.ok and person.modal is not None:
            self.refused += [(sentence, ack.seconds) for sentence in set(person.modal.errors.values())]


def _form_of(person: Person) -> SeenModal | None:
    """Return the modal that a person may submit."""
    return person.modal if person.modal is not None and person.modal.submit is not None else None


async def _first_prompt(person: Person) -> Seen:
    while True:
        asked = [seen for seen in person.inbox() if "Answer" in seen.buttons]
        if asked:
            return asked[0]
        await asyncio.sleep(LOOK_EVERY_SECONDS)
