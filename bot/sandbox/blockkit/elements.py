"""Interactive elements: their fields, their limits, and the surfaces they may stand on.

Slack knows three more, `external_select`, `multi_external_select` and `file_input`. The sandbox refuses them: it
has neither options that the bot is asked for nor files, and nobody could try what it would let pass.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bot.sandbox.blockkit.report import Surface
from bot.sandbox.blockkit.rich_text import RICH_TEXT
from bot.sandbox.blockkit.rules import (
    anything,
    boolean,
    exactly_one,
    integer,
    list_of,
    not_on,
    one_of,
    shape,
    string,
)
from bot.sandbox.blockkit.text_objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    GROUP,
    LINES,
    OPTIONS_MOST,
    PLAIN_OPTION,
    RICH_OPTION,
    choices,
    option,
    plain,
)

if TYPE_CHECKING:
    from bot.sandbox.blockkit.report import Report
    from bot.sandbox.blockkit.rules import Extra, Rule

ID = string(255)
USER = string(20, pattern="[UW][A-Z0-9]+")
CONVERSATION = string(20, pattern="[CDG][A-Z0-9]+")
DATE = string(10, pattern=r"\d{4}-\d{2}-\d{2}")
TIME = string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")
FOCUS: dict[str, Rule] = {"focus_on_load": boolean}
PLACEHOLDER: dict[str, Rule] = {"placeholder": plain(150)}
CONFIRMED: dict[str, Rule] = {"confirm": CONFIRM}
SELECT = {**PLACEHOLDER, **CONFIRMED, **FOCUS}
MOST_CHOSEN: dict[str, Rule] = {"max_selected_items": integer(1, 10_000)}
CONVERSATIONS: dict[str, Rule] = {"default_to_current_conversation": boolean, "filter": FILTER}
RESPONSE_URL: dict[str, Rule] = {"response_url_enabled": boolean}


def _focus_once(value: dict[str, Any], pointer: str, report: Report) -> None:
    if value.get("focus_on_load"):
        report.count("focus_on_load", 1, 1, pointer)


def _text_bounds(value: dict[str, Any], pointer: str, report: Report) -> None:
    shortest, longest = value.get("min_length", 0), value.get("max_length", 3000)
    initial = value.get("initial_value")
    if shortest > longest:
        report.broken(pointer, "min_length must not be above max_length")
    if initial and not shortest <= len(initial) <= longest:
        report.broken(f"{pointer}/initial_value", "must fit min_length and max_length")


def _few_enough_chosen(value: dict[str, Any], pointer: str, report: Report) -> None:
    most = value.get("max_selected_items")
    for key in ("initial_options", "initial_users", "initial_conversations", "initial_channels"):
        if most is not None and len(value.get(key, [])) > most:
            report.broken(f"{pointer}/{key}", "must not be more than max_selected_items")


def _element(
    kind: str,
    fields: dict[str, Rule],
    *extra: Extra,
    needs: dict[str, Rule] | None = None,
    has_id: bool = True,
) -> Rule:
    required = {"type": one_of(kind), **(needs or {})}
    optional = {**fields, **({"action_id": ID} if has_id else {})}
    return shape(required, optional, _focus_once, *extra)


STATIC: dict[str, Rule] = {
    "options": list_of(PLAIN_OPTION, OPTIONS_MOST),
    "option_groups": list_of(GROUP, OPTIONS_MOST),
}
RADIO: dict[str, Rule] = {"options": list_of(RICH_OPTION, 10)}
ONE_KIND_OF_OPTIONS = exactly_one("options", "option_groups")
MODAL_ONLY = not_on(Surface.MESSAGE, Surface.HOME)
_many = partial(list_of, most=10_000)

INPUTS: dict[str, Rule] = {
    "plain_text_input": _element(
        "plain_text_input",
        {
            "initial_value": string(3000, 0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
            "dispatch_action_config": DISPATCH,
            **PLACEHOLDER,
            **FOCUS,
        },
        _text_bounds,
    ),
    "number_input": _element(
        "number_input",
        {
            "initial_value": string(100),
            "min_value": string(100),
            "max_value": string(100),
            "dispatch_action_config": DISPATCH,
            **PLACEHOLDER,
            **FOCUS,
        },
        MODAL_ONLY,
        needs={"is_decimal_allowed": boolean},
    ),
    "email_text_input": _element(
        "email_text_input",
        {"initial_value": string(3000), "dispatch_action_config": DISPATCH, **PLACEHOLDER, **FOCUS},
        MODAL_ONLY,
    ),
    "url_text_input": _element(
        "url_text_input",
        {"initial_value": string(3000), "dispatch_action_config": DISPATCH, **PLACEHOLDER, **FOCUS},
        MODAL_ONLY,
    ),
    "rich_text_input": _element(
        "rich_text_input",
        {
            "initial_value": RICH_TEXT,
            "dispatch_action_config": DISPATCH,
            "min_lines": LINES,
            "max_lines": LINES,
            **PLACEHOLDER,
            **FOCUS,
        },
        not_on(Surface.MESSAGE),
    ),
}
CHOICES: dict[str, Rule] = {
    "static_select": _element(
        "static_select", {**SELECT, **STATIC, "initial_option": PLAIN_OPTION}, ONE_KIND_OF_OPTIONS, choices
    ),
    "multi_static_select": _element(
        "multi_static_select",
        {**SELECT, **STATIC, **MOST_CHOSEN, "initial_options": list_of(PLAIN_OPTION, OPTIONS_MOST)},
        ONE_KIND_OF_OPTIONS,
        choices,
        _few_enough_chosen,
    ),
    "users_select": _element("users_select", {**SELECT, "initial_user": USER}),
    "multi_users_select": _element(
        "multi_users_select", {**SELECT, **MOST_CHOSEN, "initial_users": _many(USER)}, _few_enough_chosen
    ),
    "conversations_select": _element(
        "conversations_select",
        {**SELECT, **CONVERSATIONS, **RESPONSE_URL, "initial_conversation": CONVERSATION},
    ),
    "multi_conversations_select": _element(
        "multi_conversations_select",
        {**SELECT, **CONVERSATIONS, **MOST_CHOSEN, "initial_conversations": _many(CONVERSATION)},
        _few_enough_chosen,
    ),
    "channels_select": _element(
        "channels_select", {**SELECT, **RESPONSE_URL, "initial_channel": CONVERSATION}
    ),
    "multi_channels_select": _element(
        "multi_channels_select",
        {**SELECT, **MOST_CHOSEN, "initial_channels": _many(CONVERSATION)},
        _few_enough_chosen,
    ),
    "radio_buttons": _element(
        "radio_buttons", {**CONFIRMED, **FOCUS, "initial_option": RICH_OPTION}, choices, needs=RADIO
    ),
    "checkboxes": _element(
        "checkboxes",
        {**CONFIRMED, **FOCUS, "initial_options": list_of(RICH_OPTION, 10)},
        choices,
        needs=RADIO,
    ),
    "datepicker": _element("datepicker", {**SELECT, "initial_date": DATE}),
    "timepicker": _element("timepicker", {**SELECT, "initial_time": TIME, "timezone": string(100)}),
    "datetimepicker": _element(
        "datetimepicker",
        {**CONFIRMED, **FOCUS, "initial_date_time": integer(1_000_000_000, 9_999_999_999)},
        not_on(Surface.HOME),
    ),
}
BUTTON = _element(
    "button",
    {
        "value": string(2000),
        "url": string(3000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
        **CONFIRMED,
    },
    needs={"text": plain(75)},
)
OVERFLOW = _element(
    "overflow", CONFIRMED, choices, needs={"options": list_of(option(plain(75), url=True), 5)}
)
WORKFLOW_BUTTON = _element(
    "workflow_button",
    {"style": one_of("primary", "danger"), "accessibility_label": string(75)},
    not_on(Surface.MODAL, Surface.HOME),
    needs={"text": plain(75), "workflow": anything},
)
FEEDBACK = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
FEEDBACK_BUTTONS = _element(
    "feedback_buttons", {}, needs={"positive_button": FEEDBACK, "negative_button": FEEDBACK}
)
ICON_BUTTON = _element(
    "icon_button",
    {
        "value": string(2000),
        "accessibility_label": string(75),
        "visible_to_user_ids": list_of(USER, 10),
        **CONFIRMED,
    },
    needs={"icon": one_of("trash"), "text": plain(75)},
)

PRESSED: dict[str, Rule] = {"button": BUTTON, "overflow": OVERFLOW, "workflow_button": WORKFLOW_BUTTON}
_NOT_IN_A_SECTION = {"datetimepicker"}
IN_SECTION: dict[str, Rule] = {**PRESSED, **{k: v for k, v in CHOICES.items() if k not in _NOT_IN_A_SECTION}}
IN_ACTIONS: dict[str, Rule] = {**PRESSED, **CHOICES}
IN_INPUT: dict[str, Rule] = {**INPUTS, **CHOICES}
IN_CONTEXT_ACTIONS: dict[str, Rule] = {"feedback_buttons": FEEDBACK_BUTTONS, "icon_button": ICON_BUTTON}
