"""Snapshots: what people are shown, kept as text files in `tests/shown` that read like the screen.

`drawn` draws a message, a modal or App Home; `check` compares it with its file. A difference fails the test.
`SNAPSHOTS=write python -m pytest …` writes the files anew; they are then reviewed like any other change.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sandbox import Sandbox
from bot.sandbox.blockkit.stored import as_stored
from bot.sandbox.conversations import Message
from bot.sandbox.seen import Seen, SeenModal
from bot.sandbox.text import show_message, show_modal
from bot.sandbox.views import new_view

if TYPE_CHECKING:
    from bot.sandbox import Person
    from bot.slack.blocks.kit import Rendered, View

SHOWN = Path(__file__).parent / "shown"
WRITING = os.environ.get("SNAPSHOTS") == "write"
NAMES = (
    "Ana Ruiz",
    "Ben Okafor",
    "Cho Lin",
    "Dee Novak",
    "Fay Sato",
    "Hal Berg",
    "Ida Falk",
    "Jon Reyes",
    "Kim Sand",
)
CHANNELS = {"C0CHURN": "churn", "C0HOME": "ml-platform"}


def check(name: str, shown: str) -> None:
    """Compare what is shown with the file of that name, such as "home/first time"."""
    path = SHOWN / f"{name.replace(' ', '-')}.txt"
    if WRITING:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{shown}\n", encoding="utf-8")
    assert path.exists(), f"{path} is missing: SNAPSHOTS=write makes it"
    assert shown == path.read_text(encoding="utf-8").removesuffix("\n")


def drawn(surface: Rendered | View) -> str:
    """Draw a message, a modal or App Home built from the samples, as someone in Berlin sees it."""
    viewer = _viewer()
    workspace = viewer.workspace
    if not isinstance(surface, dict):
        blocks = as_stored(surface.blocks, workspace.new_id)
        bot = workspace.identity.bot_user_id
        return show_message(Seen(viewer, Message("C0CHURN", "1.0", bot, surface.text, blocks)))
    sent = surface | {"blocks": as_stored(surface["blocks"], workspace.new_id)}
    view = new_view(workspace, viewer.id, sent)
    is_modal = view.type == "modal"
    return show_modal(SeenModal(viewer, view)) if is_modal else show_message(Seen(viewer, home=view))


@cache
def _viewer() -> Person:
    """Return the first of the samples' people, U1 to U9, in a workspace with their two channels."""
    sandbox = Sandbox(now=lambda: datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    people = [sandbox.add_person(name, zone="Europe/Berlin") for name in NAMES]
    for number, person in enumerate(people, start=1):
        person.id = f"U{number}"
        sandbox.workspace.people[person.id] = person
    for channel_id, name in CHANNELS.items():
        channel = sandbox.add_channel(name, members=people)
        channel.id = channel_id
        sandbox.workspace.channels[channel_id] = channel
    return people[0]
