"""Steps that flows about asking share: what reached a person, changed settings, moments on a wall clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import select

from models.projects import Answer
from tests.flows.world import BERLIN

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.sandbox import Channel, Person, Seen
    from tests.flows.world import World


def newest(person: Person) -> Seen:
    """Return the last direct message a person got."""
    return person.inbox()[-1]


def asked_at(person: Person, zone: ZoneInfo = BERLIN) -> list[str]:
    """Return when a person's direct messages came, on a zone's clocks: "Mon 2026-06-15 09:00"."""
    instants = (datetime.fromtimestamp(float(seen.ts), UTC) for seen in person.inbox())
    return [f"{instant.astimezone(zone):%a %Y-%m-%d %H:%M}" for instant in instants]


def methods(world: World) -> list[str]:
    """Return the Web API methods that were called since the calls were last forgotten."""
    return [call.method for call in world.sandbox.calls]


async def go_away(person: Person, until: str) -> None:
    """Let a person set themselves away until a day, such as "2026-06-19"."""
    await person.types("/ceiling away")
    assert person.modal is not None
    person.fills(person.modal.fields[0], until)
    await person.submits()


async def answers_so_far(world: World) -> int:
    """Return how many answers are stored, of everyone."""
    return await world.bot.database.read(lambda session: len(session.exec(select(Answer)).all()))


async def change_settings(world: World, lead: Person, channel: Channel, **fields: object) -> None:
    """Let a lead change settings: `how_often="Every week"` fills in the field "How often"."""
    await lead.types("/ceiling settings", in_=channel)
    for name, content in fields.items():
        lead.fills(name.replace("_", " ").capitalize(), content)
    await lead.submits()
    assert lead.modal is not None
    assert lead.modal.errors == {}
    await lead.dismisses()
    await world.catch_up()
