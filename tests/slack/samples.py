"""Payloads as Slack sends them, one of each kind, for tests to send whole or damaged."""

from __future__ import annotations

from typing import Any

PERSON = {"id": "U1", "username": "ana", "name": "ana", "team_id": "T1"}
TEAM = {"id": "T1", "domain": "acme"}
FILLED = {
    "b1": {"a1": {"type": "plain_text_input", "value": "hello"}},
    "b2": {
        "a2": {
            "type": "static_select",
            "selected_option": {"text": {"type": "plain_text", "text": "three"}, "value": "3"},
        }
    },
    "b3": {"a3": {"type": "multi_users_select", "selected_users": ["U1", "U2"]}},
}
MODAL = {
    "id": "V1",
    "team_id": "T1",
    "type": "modal",
    "callback_id": "checkin",
    "private_metadata": "{}",
    "hash": "1.abc",
    "blocks": [],
    "state": {"values": FILLED},
    "root_view_id": "V1",
    "app_id": "A1",
    "bot_id": "B1",
}
INTERACTION = {
    "user": PERSON,
    "team": TEAM,
    "api_app_id": "A1",
    "token": "deprecated",
    "trigger_id": "1.2.3",
    "is_enterprise_install": False,
    "enterprise": None,
}

COMMAND: dict[str, str] = {
    "token": "deprecated",
    "command": "/ceiling",
    "text": "setup payload service",
    "response_url": "http://127.0.0.1:1/response",
    "trigger_id": "1.2.3",
    "user_id": "U1",
    "user_name": "ana",
    "team_id": "T1",
    "team_domain": "acme",
    "channel_id": "C1",
    "channel_name": "churn",
    "api_app_id": "A1",
    "is_enterprise_install": "false",
}

BLOCK_ACTIONS: dict[str, Any] = {
    **INTERACTION,
    "type": "block_actions",
    "actions": [
        {"type": "button", "action_id": "no_change", "block_id": "b1", "action_ts": "1.5", "value": "7"},
    ],
    "container": {"type": "message", "message_ts": "1.1", "channel_id": "D1", "is_ephemeral": False},
    "channel": {"id": "D1", "name": "directmessage"},
    "message": {"ts": "1.1", "text": "Which roles?", "blocks": [], "bot_id": "B1"},
    "state": {"values": FILLED},
    "response_url": "http://127.0.0.1:1/response",
}

HOME_ACTIONS: dict[str, Any] = {
    **INTERACTION,
    "type": "block_actions",
    "actions": [
        {
            "type": "static_select",
            "action_id": "pick",
            "block_id": "b1",
            "action_ts": "1.5",
            "selected_option": {"text": {"type": "plain_text", "text": "one"}, "value": "1"},
        },
    ],
    "container": {"type": "view", "view_id": "V1"},
    "view": {**MODAL, "type": "home", "callback_id": ""},
}

INTERACTIONS: dict[str, dict[str, Any]] = {
    "block_actions": BLOCK_ACTIONS,
    "block_actions in home": HOME_ACTIONS,
    "view_submission": {**INTERACTION, "type": "view_submission", "view": MODAL, "response_urls": []},
    "view_closed": {**INTERACTION, "type": "view_closed", "view": MODAL, "is_cleared": False},
    "shortcut": {**INTERACTION, "type": "shortcut", "callback_id": "start", "action_ts": "1.5"},
    "message_action": {
        **INTERACTION,
        "type": "message_action",
        "callback_id": "about",
        "channel": {"id": "C1", "name": "churn"},
        "message": {"ts": "1.1", "text": "hello", "user": "U2"},
        "response_url": "http://127.0.0.1:1/response",
    },
    "block_suggestion": {
        **INTERACTION,
        "type": "block_suggestion",
        "action_id": "project",
        "block_id": "b1",
        "value": "chu",
        "container": {"type": "view", "view_id": "V1"},
        "view": MODAL,
    },
}


def event(kind: str, **fields: object) -> dict[str, Any]:
    """An event in its envelope."""
    return {
        "type": "event_callback",
        "token": "deprecated",
        "team_id": "T1",
        "api_app_id": "A1",
        "event": {"type": kind, "event_ts": "1.5", **fields},
        "event_id": "Ev1",
        "event_time": 1,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": "T1",
                "user_id": "UBOT",
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


MEMBER = {
    "id": "U2",
    "team_id": "T1",
    "name": "bo",
    "deleted": False,
    "real_name": "Bo",
    "tz": "Europe/Berlin",
    "tz_offset": 3600,
    "profile": {"display_name": "bo", "real_name": "Bo"},
    "is_bot": False,
    "is_restricted": False,
}

JSON_BODIES: dict[str, dict[str, Any]] = {
    "url_verification": {"type": "url_verification", "token": "deprecated", "challenge": "prove it"},
    "app_rate_limited": {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1},
    "app_home_opened": event("app_home_opened", user="U1", channel="D1", tab="home"),
    "member_joined_channel": event(
        "member_joined_channel", user="U1", channel="C1", channel_type="C", team="T1", inviter="U2"
    ),
    "member_left_channel": event("member_left_channel", user="U1", channel="C1", team="T1"),
    "channel_rename": event("channel_rename", channel={"id": "C1", "name": "new", "created": 1}),
    "channel_archive": event("channel_archive", channel="C1", user="U1"),
    "group_deleted": event("group_deleted", channel="C1"),
    "group_left": event("group_left", channel="G1", actor_id="U1"),
    "channel_id_changed": event("channel_id_changed", old_channel_id="G1", new_channel_id="C1"),
    "user_change": event("user_change", user=MEMBER, cache_ts=1),
    "app_uninstalled": event("app_uninstalled"),
    "tokens_revoked": event("tokens_revoked", tokens={"oauth": ["U1"], "bot": ["UBOT"]}),
}
