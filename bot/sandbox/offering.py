"""Whom and what an input offers a person to pick, beyond the options the bot sent along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.conversations import Channel, Kind

if TYPE_CHECKING:
    from bot.sandbox.inputs import Placed
    from bot.sandbox.people import Person

DIRECT_KINDS = {"public": Kind.PUBLIC, "private": Kind.PRIVATE, "im": Kind.DIRECT}


def people_offered(viewer: Person) -> list[str]:
    """Return the ids of everybody who can be picked: who is not deactivated, and the bot."""
    workspace = viewer.workspace
    awake = [person.id for person in workspace.people.values() if not person.deleted]
    return [*awake, workspace.identity.bot_user_id]


def channels_offered(viewer: Person, place: Placed) -> list[Channel]:
    """Return the conversations an input lets this person pick."""
    kinds = set(Kind) if "conversations" in place.type else {Kind.PUBLIC}
    include = place.element.get("filter", {}).get("include")
    if include:
        kinds &= {DIRECT_KINDS[name] for name in include if name in DIRECT_KINDS}
    channels = viewer.workspace.channels.values()
    return [each for each in channels if each.kind in kinds and viewer.workspace.may_see(viewer.id, each)]
