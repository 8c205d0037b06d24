"""Unique keys of requests: the same one, delivered twice, has the same key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def key_of_press(body: Mapping[str, Any], action: Mapping[str, Any]) -> str:
    """Return the key of a press: a second click is another press."""
    container = body.get("container") or {}
    place = container.get("message_ts") or container.get("view_id")
    return f"press:{place}:{action.get('action_ts')}:{body['user']['id']}"


def key_of_view(view: Mapping[str, Any]) -> str:
    """Return the key of a submitted modal: it can be submitted until it is accepted, and then no more."""
    return f"view:{view['id']}"


def key_of_command(body: Mapping[str, Any]) -> str:
    """Return the key of a typed command: Slack gives each its own trigger."""
    return f"command:{body['trigger_id']}"
