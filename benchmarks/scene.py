"""The scene of the measurements: sixteen people in four projects with an open poll, and what they submit."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bot.demo.workplace import SIGNING_SECRET
from bot.sandbox.delivery import FORM, signed
from bot.sandbox.submitting import submission

if TYPE_CHECKING:
    from bot.demo.workplace import Workplace
    from bot.sandbox import Person

PROJECTS = 4
MEMBERS = 4
CONFIDENCES = ("3", "4")


@dataclass
class Scene:
    """What every person submits: the check-in modal they have open, filled in differently each time."""

    forms: list[dict[str, Any]]
    _serial: count[int] = field(default_factory=count)

    def requests(self, how_many: int) -> list[bytes]:
        """Return signed HTTP requests, one person after the other; each is another submission."""
        return [self._request(self.forms[number % len(self.forms)]) for number in range(how_many)]

    def _request(self, form: dict[str, Any]) -> bytes:
        serial, payload = next(self._serial), deepcopy(form)
        payload["view"]["id"] = f"V0BENCH{serial}"
        # Every round of all people states something else, so that an answer changes what is stored.
        stated = CONFIDENCES[serial // len(self.forms) % 2]
        for block in list(payload["view"]["state"]["values"].values())[:2]:
            for held in block.values():
                held["selected_option"]["value"] = stated
        body = urlencode({"payload": json.dumps(payload)}).encode()
        headers = {"Host": "127.0.0.1", "Content-Type": FORM, "Content-Length": str(len(body))}
        lines = [f"{name}: {value}" for name, value in (headers | signed(body, SIGNING_SECRET)).items()]
        return "\r\n".join(["POST /slack/events HTTP/1.1", *lines, "", ""]).encode() + body


async def set_scene(place: Workplace) -> Scene:
    """Set the projects up as their people would, and open everybody's check-in modal from their prompt."""
    sandbox, forms = place.sandbox, []
    for number in range(PROJECTS):
        people = [sandbox.add_person(f"Member {number}{nth}") for nth in range(MEMBERS)]
        channel = sandbox.add_channel(f"project-{number}", members=people)
        await people[0].types("/ceiling setup", in_=channel)
        people[0].fills("Project name", f"project {number}")
        await people[0].submits()
        await people[0].dismisses()
        await place.catch_up()
        forms += [await _form_of(person) for person in people]
    return Scene(forms)


async def _form_of(person: Person) -> dict[str, Any]:
    await person.clicks("Answer", on=person.inbox()[-1])
    modal = person.modal
    assert modal is not None, "a member can open the check-in modal"
    for label in modal.fields[:2]:
        await person.chooses(label, modal.options(label)[-1])
    return submission(person, modal.view)
