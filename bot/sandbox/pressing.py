"""What happens when somebody presses a button or picks an option that is sent at once: block_actions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.sandbox.inputs import VALUE_KEY, State, kept_state
from bot.sandbox.payloads import channel_brief, interaction, message_json
from bot.sandbox.views import as_json

if TYPE_CHECKING:
    from bot.sandbox.conversations import Message
    from bot.sandbox.inputs import Placed
    from bot.sandbox.people import Person
    from bot.sandbox.views import View


def pressed(place: Placed, position: int) -> dict[str, Any]:
    """Return the part of an action that tells what was pressed; `position` picks an overflow item."""
    element = place.element
    if place.type == "overflow":
        return {"selected_option": element["options"][position]}
    if place.type == "feedback_buttons":
        return dict(element[("positive_button", "negative_button")[position]])
    return {key: element[key] for key in ("text", "value", "style", "confirm") if key in element}


def action(person: Person, place: Placed, what: dict[str, Any]) -> dict[str, Any]:
    """Return one entry of `actions`."""
    return {
        "type": place.type,
        "action_id": place.element["action_id"],
        "block_id": place.block["block_id"],
        "action_ts": person.workspace.new_ts(),
        **what,
    }


def state_of(message: Message, person: Person) -> State:
    """Return what one person has filled in on a message, kept across updates where ids stayed."""
    state = kept_state(message.typed.get(person.id, {}), message.blocks)
    message.typed[person.id] = state
    return state


def on_message(person: Person, message: Message, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the payload of an action on a message; an ephemeral message is not told along."""
    workspace = person.workspace
    channel = workspace.channels[message.channel]
    path = workspace.grants.response(person.id, channel.id, message.ts, message.thread_ts)
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        **interaction(workspace, "block_actions", person),
        "container": container,
        "channel": channel_brief(channel),
        "state": {"values": state_of(message, person)},
        "response_url": workspace.base_url + path,
        "trigger_id": workspace.grants.trigger(person.id, channel.id),
        "actions": [entry],
    }
    if message.only_for is None:
        payload["message"] = message_json(workspace, message)
    return _copied(payload)


def on_view(person: Person, view: View, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the payload of an action in a modal or on the Home tab."""
    workspace = person.workspace
    from_modal = view.id if view.type == "modal" else None
    return _copied(
        {
            **interaction(workspace, "block_actions", person),
            "container": {"type": "view", "view_id": view.id},
            "view": as_json(workspace, view),
            "hash": view.hash,
            "trigger_id": workspace.grants.trigger(person.id, view.conversation, from_modal),
            "actions": [entry],
        }
    )


def sends_at_once(place: Placed) -> bool:
    """Whether a change of this input is sent by itself."""
    return bool(place.block.get("dispatch_action")) if place.in_input_block else place.type in VALUE_KEY


def _copied(payload: dict[str, Any]) -> dict[str, Any]:
    copied: dict[str, Any] = json.loads(json.dumps(payload))
    return copied
