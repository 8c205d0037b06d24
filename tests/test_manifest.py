"""The manifest: within Slack's limits, with no right too many, in both ways of installing it.

Limits: https://docs.slack.dev/reference/app-manifest
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

TEXT = (Path(__file__).parent.parent / "manifest.yml").read_text(encoding="utf-8")
# What the comment at its top tells people to do.
FOR_HTTP = re.sub(r"^#HTTP ", "", TEXT, flags=re.MULTILINE).replace(
    "socket_mode_enabled: true", "socket_mode_enabled: false"
)
ADDRESS = "https://ceiling.example.com/slack/events"


@pytest.fixture(params=[TEXT, FOR_HTTP], ids=["socket mode", "http"])
def manifest(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(yaml.safe_load(request.param))


def test_its_names_and_descriptions_fit(manifest: dict[str, Any]) -> None:
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert re.fullmatch("#[0-9a-f]{6}", shown["background_color"])
    assert re.fullmatch(r"[a-z0-9._-]{1,80}", manifest["features"]["bot_user"]["display_name"])


def test_its_commands_fit_and_escape_mentions(manifest: dict[str, Any]) -> None:
    commands = manifest["features"]["slash_commands"]
    assert [command["command"] for command in commands] == ["/ceiling", "/checkin", "/secondment"]
    for command in commands:
        assert 2 <= len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
        assert command["should_escape"] is True


def test_it_asks_for_the_least_rights(manifest: dict[str, Any]) -> None:
    assert manifest["oauth_config"]["scopes"] == {
        "bot": ["commands", "chat:write", "channels:read", "groups:read", "files:write", "users:read"]
    }


def test_direct_messages_reach_people_who_cannot_type_back(manifest: dict[str, Any]) -> None:
    home = manifest["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert home["messages_tab_read_only_enabled"]


def test_its_events_are_named_once_and_are_few_enough(manifest: dict[str, Any]) -> None:
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert len(events) == len(set(events)) <= 100
    for event in ("archive", "deleted", "left", "rename", "unarchive"):
        assert {f"channel_{event}", f"group_{event}"} <= set(events)


def addresses(part: object) -> list[str]:
    if isinstance(part, dict):
        here = [value for key, value in part.items() if key in {"url", "request_url"}]
        return here + [address for value in part.values() for address in addresses(value)]
    if isinstance(part, list):
        return [address for value in part for address in addresses(value)]
    return []


def test_socket_mode_names_no_address() -> None:
    manifest = yaml.safe_load(TEXT)
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert addresses(manifest) == []


def test_http_names_its_address_wherever_slack_calls() -> None:
    manifest = yaml.safe_load(FOR_HTTP)
    assert manifest["settings"]["socket_mode_enabled"] is False
    assert addresses(manifest) == [ADDRESS] * 5
    assert TEXT.count("#HTTP ") == 1 + 5, "the comment at the top counts the lines"
