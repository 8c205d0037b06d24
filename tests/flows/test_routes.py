"""Nothing that the bot shows or subscribes to is without a listener: Bolt would answer it with 404."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import yaml

from bot.services.outbox import Kind
from bot.slack.ids import ActionId, CallbackId
from bot.slack.rendering import RENDERERS
from tests.slack.samples import BLOCK_ACTIONS, INTERACTIONS, event

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World

MANIFEST = yaml.safe_load(Path("manifest.yml").read_text())
NOT_FOUND = 404


@pytest.fixture(params=["http"])
def transport(request: pytest.FixtureRequest) -> str:
    """Only over HTTP can payloads be sent that nobody's client would send."""
    return str(request.param)


async def _status_of(world: World, payload: dict[str, Any]) -> int:
    body = urlencode({"payload": json.dumps(payload)}).encode()
    ack = await world.sandbox.send_raw(body, {"content-type": "application/x-www-form-urlencoded"})
    return ack.status


def _by(team: Team, world: World, payload: dict[str, Any]) -> dict[str, Any]:
    sent = copy.deepcopy(payload)
    sent["user"] = {"id": team.ana.id, "name": "ana", "team_id": world.sandbox.team_id}
    sent["response_url"] = f"{world.sandbox.api_url}response"
    sent["team"] = {"id": world.sandbox.team_id, "domain": "acme"}
    return sent


async def test_every_button_has_a_listener(world: World, team: Team) -> None:
    payload = _by(team, world, BLOCK_ACTIONS)
    unheard = []
    for action_id in ActionId:
        payload["actions"][0]["action_id"] = action_id.value
        if await _status_of(world, payload) == NOT_FOUND:
            unheard.append(action_id)

    assert unheard == []


async def test_every_modal_has_a_listener(world: World, team: Team) -> None:
    payload = _by(team, world, INTERACTIONS["view_submission"])
    unheard = []
    for callback_id in CallbackId:
        payload["view"]["callback_id"] = callback_id.value
        if await _status_of(world, payload) == NOT_FOUND:
            unheard.append(callback_id)

    assert unheard == []


async def test_an_id_without_a_listener_is_noticed(world: World, team: Team) -> None:
    payload = _by(team, world, BLOCK_ACTIONS)
    payload["actions"][0]["action_id"] = "nobody_listens_to_this"

    assert await _status_of(world, payload) == NOT_FOUND


async def test_every_event_of_the_manifest_has_a_listener(world: World, team: Team) -> None:
    unheard = []
    for name in MANIFEST["settings"]["event_subscriptions"]["bot_events"]:
        envelope = event(name, **_fields_of(name, team)) | {"team_id": world.sandbox.team_id}
        ack = await world.sandbox.send_raw(
            json.dumps(envelope).encode(), {"content-type": "application/json"}
        )
        if not ack.ok:
            unheard.append((name, ack.status, ack.body))

    assert unheard == []


def _fields_of(name: str, team: Team) -> dict[str, object]:
    user = {"id": team.ben.id, "name": "ben", "tz": "Europe/Berlin", "profile": {}}
    if name == "user_change":
        return {"user": user}
    if name.endswith("_rename"):
        return {"channel": {"id": team.channel.id, "name": "renamed"}}
    if name == "tokens_revoked":
        return {"tokens": {"bot": []}}
    if name == "channel_id_changed":
        return {"old_channel_id": "G1", "new_channel_id": "C1"}
    return {"user": team.ben.id, "channel": team.channel.id, "tab": "home", "channel_type": "C", "team": "T1"}


async def test_every_command_of_the_manifest_has_a_listener(team: Team) -> None:
    commands = [command["command"] for command in MANIFEST["features"]["slash_commands"]]
    acks = [await team.ana.types(f"{command} help", in_=team.channel) for command in commands]

    assert [ack.status for ack in acks] == [200, 200, 200]


def test_every_kind_of_message_has_a_renderer() -> None:
    assert set(RENDERERS) == set(Kind)
