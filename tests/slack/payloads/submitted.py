"""Modals as Slack sends them back: each input with what it held at first, or with what was put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.inputs import initial_state
from bot.slack.ids import INPUT_ACTION_ID

if TYPE_CHECKING:
    from bot.slack.blocks.kit import View
    from bot.slack.ids import BlockId

_KEY = {
    "plain_text_input": "value",
    "number_input": "value",
    "multi_users_select": "selected_users",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}


def submitted(view: View, changes: dict[BlockId, Any] | None = None) -> dict[str, Any]:
    """Return a modal as submitted; choices are given by the values of their options."""
    values: dict[str, Any] = initial_state(view["blocks"])
    for block_id, put in (changes or {}).items():
        held = values[block_id.value][INPUT_ACTION_ID]
        held.update(_held(held["type"], put))
    return {**view, "id": "V1", "state": {"values": values}}


def _held(kind: str, put: object) -> dict[str, object]:
    if kind in _KEY:
        return {_KEY[kind]: put}
    if kind == "checkboxes":
        chosen = put if isinstance(put, list) else []
        return {"selected_options": [{"value": value} for value in chosen]}
    return {"selected_option": None if put is None else {"value": put}}
