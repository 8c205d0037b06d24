"""Elements that hold a value: where they stand in the blocks, what they start with, what they hold.

The value of an element has the shape Slack uses in `state.values[block_id][action_id]`.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

State = dict[str, dict[str, dict[str, Any]]]

SELECT_ONE = {
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
SELECT_MANY = {
    "multi_static_select": "selected_options",
    "checkboxes": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
TYPED = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
}
VALUE_KEY = SELECT_ONE | SELECT_MANY | TYPED
WITH_OPTIONS = {"static_select", "radio_buttons", "multi_static_select", "checkboxes"}
INITIAL_KEY = {
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "value": "initial_value",
    "rich_text_value": "initial_value",
}


@dataclass(frozen=True)
class Placed:
    """An element together with the block it stands in; `row` counts the blocks, children included."""

    block: dict[str, Any]
    element: dict[str, Any]
    row: int

    @property
    def type(self) -> str:
        """The element's type."""
        return str(self.element.get("type"))

    @property
    def in_input_block(self) -> bool:
        """Whether the element stands in an input block."""
        return bool(self.block["type"] == "input")


def rows(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the blocks in reading order, the children of containers and carousels after their parent."""
    found = []
    for block in blocks:
        found.append(block)
        if block["type"] == "container":
            found.extend(rows(block["child_blocks"]))
        elif block["type"] == "carousel":
            found.extend(block["elements"])
    return found


def placed(blocks: list[dict[str, Any]]) -> Iterator[Placed]:
    """Yield every interactive element with its block, in reading order."""
    for row, block in enumerate(rows(blocks)):
        for element in _elements(block):
            yield Placed(block, element, row)


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    if block["type"] == "section":
        return [block["accessory"]] if "accessory" in block else []
    if block["type"] == "input":
        return [block["element"]]
    if block["type"] in ("actions", "context_actions"):
        return list(block["elements"])
    if block["type"] == "card":
        return list(block.get("actions", []))
    return []


def options_of(element: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the options of a select, radio, checkbox or overflow element, groups flattened."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def value_key(element: dict[str, Any]) -> str:
    """Return under which key of its value the element keeps what was chosen or typed."""
    return VALUE_KEY[element["type"]]


def empty_value(element: dict[str, Any]) -> dict[str, Any]:
    """Return the value of an element nobody has touched and that has no initial value."""
    nothing: list[str] | None = [] if element["type"] in SELECT_MANY else None
    return {"type": element["type"], value_key(element): nothing}


def initial_value(element: dict[str, Any], conversation: str | None) -> dict[str, Any]:
    """Return the value an element starts with."""
    value = empty_value(element)
    key = value_key(element)
    initial = element.get(INITIAL_KEY[key])
    if initial is None and element.get("default_to_current_conversation") and conversation:
        initial = [conversation] if element["type"] in SELECT_MANY else conversation
    if initial is not None:
        value[key] = deepcopy(initial)
    if "timezone" in element:
        value["timezone"] = element["timezone"]
    return value


def initial_state(blocks: list[dict[str, Any]], conversation: str | None = None) -> State:
    """Return the state of a message or view nobody has touched."""
    state: State = {}
    for place in placed(blocks):
        if place.type in VALUE_KEY:
            values = state.setdefault(place.block["block_id"], {})
            values[place.element["action_id"]] = initial_value(place.element, conversation)
    return state


def kept_state(old: State, blocks: list[dict[str, Any]], conversation: str | None = None) -> State:
    """Return the state after an update: what was typed stays where block_id and action_id stayed."""
    state = initial_state(blocks, conversation)
    for place in placed(blocks):
        block_id, action_id = place.block["block_id"], place.element.get("action_id", "")
        before = old.get(block_id, {}).get(action_id)
        if before is not None and before["type"] == place.type and _still_offered(place.element, before):
            state[block_id][action_id] = before
    return state


def _still_offered(element: dict[str, Any], value: dict[str, Any]) -> bool:
    if element["type"] not in WITH_OPTIONS:
        return True
    chosen = value[value_key(element)]
    chosen = chosen if isinstance(chosen, list) else [chosen] if chosen else []
    offered = {option["value"] for option in options_of(element)}
    return all(option["value"] in offered for option in chosen)


def is_empty(value: dict[str, Any]) -> bool:
    """Whether an element holds nothing."""
    held: object = value[VALUE_KEY[value["type"]]]
    return not held
