"""The shapes of what Slack sends, as far as Bolt and the listeners rely on them.

A payload without a fault here cannot make Bolt raise, and a listener may take the fields named here at their
type. Fields that are not named may be anything: Slack adds new ones at any time.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from bot.slack.shapes.events import EVENTS, Event, EventCallback, SslCheck, UrlVerification
from bot.slack.shapes.interactions import (
    BlockActions,
    BlockSuggestion,
    Command,
    MessageShortcut,
    Shortcut,
    ViewClosed,
    ViewSubmission,
)

PAYLOADS: dict[str, type[BaseModel]] = {
    "block_actions": BlockActions,
    "block_suggestion": BlockSuggestion,
    "event_callback": EventCallback,
    "message_action": MessageShortcut,
    "shortcut": Shortcut,
    "url_verification": UrlVerification,
    "view_closed": ViewClosed,
    "view_submission": ViewSubmission,
}


def fault_in(payload: dict[str, Any]) -> str | None:
    """What is wrong with a payload, in a sentence that quotes only names of fields; None if it is sound."""
    shape = _shape_of(payload)
    if shape is None:
        return "This kind of payload is not one Slack sends to this app."
    try:
        shape.model_validate(payload)
        if shape is EventCallback:
            event = payload["event"]
            EVENTS.get(event["type"], Event).model_validate(event)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(step)[:40] for step in first["loc"])
        return f"The payload is malformed at {where}: {first['msg'].lower()}."
    return None


def _shape_of(payload: dict[str, Any]) -> type[BaseModel] | None:
    kind = payload.get("type")
    if kind is None:
        return SslCheck if "ssl_check" in payload else Command
    return PAYLOADS.get(kind) if isinstance(kind, str) else None
