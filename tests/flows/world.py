"""A bot and a sandbox in one loop, with time standing still until a test moves it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from freezegun import freeze_time

from bot.clock import Clock
from bot.demo.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox import Ack, Channel, Person, Seen
    from tests.flows.at_rest import AtRest

# A Monday in the middle of a working day, far from any change of the clocks.
START = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
# How long anybody waits for an answer; only how busy the machine is decides how much of it is needed.
PATIENCE_SECONDS = 10
BERLIN = ZoneInfo("Europe/Berlin")


@dataclass
class World(Workplace):
    """What a flow test acts in."""

    async def wait_until_local(self, day: str, at: str = "09:00", zone: ZoneInfo = BERLIN) -> None:
        """Let time pass until a date and time in a zone, such as "2026-06-15" and "09:00"."""
        await self.wait_until(datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=zone).astimezone(UTC))

    async def wait_until_utc(self, moment: str, *, minutes: int = 0) -> None:
        """Let time pass until a UTC time such as "2026-06-15T07:00", and some minutes more or less."""
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        await self.wait_until(at + timedelta(minutes=minutes))

    async def settle(self) -> None:
        """Let changes settle: six minutes pass, one more than the default asks for."""
        await self.pass_time(timedelta(minutes=6))

    async def set_up(
        self, lead: Person, channel: Channel, name: str = "churn", stage: str | None = None
    ) -> None:
        """Let a lead set a project up through the modal, everyone in the channel asked."""
        await lead.types("/ceiling setup", in_=channel)
        lead.fills("Project name", name)
        if stage is not None:
            lead.fills("Stage", starting_with(stage, lead.modal.options("Stage") if lead.modal else []))
        await lead.submits()
        assert lead.modal is not None, "the setup modal should say what was done"
        await lead.dismisses()
        await self.catch_up()

    async def answers(self, person: Person, on: Seen | None = None, **confidences: str) -> None:
        """Let a person answer through the check-in modal, as `data_scientist="own it"` picks that option."""
        await opens_prompt(person, on)
        for role, confidence in confidences.items():
            await choose(person, role, confidence)
        await person.submits()
        await self.catch_up()

    async def changes(
        self, person: Person, channel: Channel, project: str | None = None, **confidences: str
    ) -> None:
        """Let a person change their answer outside a prompt, by `/checkin`."""
        await person.types(f"/checkin {project or ''}".strip(), in_=channel)
        for role, confidence in confidences.items():
            await choose(person, role, confidence)
        await person.submits()
        if person.modal is not None:
            await person.dismisses()
        await self.catch_up()

    async def edits(self, person: Person, **confidences: str) -> None:
        """Let a person change the answer that a receipt shows."""
        await person.clicks("Edit")
        for role, confidence in confidences.items():
            await choose(person, role, confidence)
        await person.submits()
        await self.catch_up()

    async def goes_away(self, person: Person, channel: Channel, until: str) -> None:
        """Let a person set themselves away until a day such as "2026-06-14", included."""
        await person.types("/ceiling away", in_=channel)
        person.fills("Last day away", until)
        await person.submits()
        await person.dismisses()
        await self.catch_up()


def summaries(person: Person, channel: Channel) -> list[Seen]:
    """Return the summaries of drops that a person sees in a channel, oldest first."""
    return [seen for seen in person.sees(channel) if "fell from" in seen.text]


LABELS = {
    "data_scientist": "Data scientist",
    "ml_engineer": "ML engineer",
    "infrastructure_engineer": "Infrastructure engineer",
    "domain_expert": "Domain expert",
}


def told(person: Person, channel: Channel) -> str:
    """Return what a person reads at the end of a channel."""
    return person.sees(channel)[-1].text


async def asks(person: Person, line: str, channel: Channel) -> str:
    """Let a person type a command; return what they are told."""
    await person.types(line, in_=channel)
    return told(person, channel)


def refused(said: str) -> str:
    """Return what is said of a wish that cannot be; below it, help is always at hand."""
    sentence, _, help_at_hand = said.rpartition("\n")
    assert help_at_hand == "/ceiling help lists what you can type."
    return sentence


async def sweep(world: World, *, for_minutes: int = 10) -> None:
    """Let a day and some minutes pass in which the bot looks things up whenever it is time to."""
    await world.pass_time(timedelta(days=1))
    for _ in range(for_minutes * 2):
        await world.bot.sweep.step()
        await world.pass_time(timedelta(seconds=30))
    await world.settle()


async def opens_prompt(person: Person, on: Seen | None = None) -> Ack:
    """Let a person open the form of a prompt, by default of the newest one; the first time it says **Answer**."""
    asked = on or next(seen for seen in reversed(person.inbox()) if "None of them" in seen.buttons)
    label = next(label for label in asked.buttons if label in ("Answer", "Update"))
    return await person.clicks(label, on=asked)


def starting_with(words: str, options: list[str]) -> str:
    """Return the option that begins with some words."""
    return next(option for option in options if option.startswith(words))


async def choose(person: Person, role: str, part_of_option: str) -> None:
    """Pick the option of a role whose words contain some text."""
    modal = person.modal
    assert modal is not None
    label = LABELS[role]
    option = next(option for option in modal.options(label) if part_of_option in option)
    await person.chooses(label, option)


@asynccontextmanager
async def new_world(
    database_url: str, *, socket_mode: bool = False, at_rest: AtRest | None = None
) -> AsyncIterator[World]:
    """Start a sandbox and a bot on a migrated database, time frozen; both go on from a world at rest, if given."""
    workspace, now = (at_rest.workspace, at_rest.now) if at_rest else (None, START)
    with freeze_time(now, real_asyncio=True) as frozen:
        world = World.opened(
            database_url, Clock(), frozen.move_to, workspace=workspace, socket_mode=socket_mode
        )
        async with world as place:
            place.sandbox.sockets.ack_seconds = PATIENCE_SECONDS
            yield place
