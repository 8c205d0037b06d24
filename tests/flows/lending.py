"""The people of a secondment, and the steps they take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.flows.world import choose

if TYPE_CHECKING:
    from bot.sandbox import Channel, Person
    from tests.flows.world import World

OBJECTIVE = "Move training into the shared pipeline."
RETURN = "2026-08-31"


@dataclass
class Lending:
    """Fay is lent to a host project; Hal heads her home function, whose channel the bot is in."""

    world: World
    host: Channel
    fay: Person
    hal: Person
    home: Channel

    async def starts(self, lead: Person, **filled: object) -> str:
        """Let a lead start Fay's secondment from the host's channel; return what the lead reads then."""
        await lead.types("/secondment start", in_=self.host)
        return await self.fills_in(lead, **filled)

    async def fills_in(self, lead: Person, **filled: object) -> str:
        """Let a lead fill in the modal that is open and submit it; return what it says then."""
        fields = {
            "Specialist": self.fay,
            "For which roles?": ["Infrastructure engineer"],
            "Objective": OBJECTIVE,
            "Planned return": RETURN,
            "Home function": "ML platform",
            "Channel of the home function": self.home,
            "Head of the home function": self.hal,
        }
        for label, content in (fields | {LABELS[name]: content for name, content in filled.items()}).items():
            lead.fills(label, content)
        await lead.submits()
        await self.world.catch_up()
        assert lead.modal is not None
        said = lead.modal.text
        if not lead.modal.errors:
            await lead.dismisses()
        return said

    async def says(self, person: Person, **confidences: str) -> None:
        """Let someone say unasked what they cover, and let it settle."""
        await person.types("/checkin")
        for role, confidence in confidences.items():
            await choose(person, role, confidence)
        await person.submits()
        await person.dismisses()
        await self.world.settle()

    async def marks_met(self, person: Person, goals: str | None = None) -> None:
        """Let someone mark the objective met."""
        await person.types("/secondment met")
        if goals is not None:
            person.fills("Next goals", goals)
        await person.submits()
        await person.dismisses()
        await self.world.catch_up()


LABELS = {
    "specialist": "Specialist",
    "roles": "For which roles?",
    "objective": "Objective",
    "starts_on": "Start",
    "returns_on": "Planned return",
    "home": "Home function",
    "home_channel": "Channel of the home function",
    "head": "Head of the home function",
}
