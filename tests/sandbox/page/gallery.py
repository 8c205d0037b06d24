"""One of everything: each block and element that the sandbox accepts, for the page to draw."""

from __future__ import annotations

from typing import Any

from tests.sandbox.counterpart import button, option, plain

Json = dict[str, Any]
PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
IMAGE: Json = {"type": "image", "image_url": PICTURE, "alt_text": "a dot"}
SEEN = {
    "type": "mrkdwn",
    "text": "*bold* _italic_ ~gone~ `code` <https://example.com|link> :tada: :large_green_square:",
}
OPTIONS = [option("Low"), option("High")]
CONFIRM = {
    "title": plain("Sure?"),
    "text": plain("It cannot be undone."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]


def _series(name: str, *values: float) -> Json:
    return {"name": name, "data": [{"label": m, "value": v} for m, v in zip(MONTHS, values, strict=True)]}


def chart(kind: str) -> Json:
    """Return a chart with axes."""
    series = [_series("Data", 4, 4.2, 3.1, 3.4, 4.4, 4.5), _series("Infra", 2, 1.5, 1.2, 2.4, 3, 3.1)]
    axes = {"categories": MONTHS, "x_label": "Month", "y_label": "Strength"}
    drawn = {"type": kind, "series": series, "axis_config": axes}
    return {"type": "data_visualization", "title": f"Coverage as {kind}", "chart": drawn}


PIE = {
    "type": "data_visualization",
    "title": "Who answered",
    "chart": {"type": "pie", "segments": [{"label": "In", "value": 7}, {"label": "Away", "value": 2}]},
}
RICH_STYLES = {"bold": True, "italic": True, "strike": True, "underline": True, "highlight": True}
RICH_PIECES: list[Json] = [
    {"type": "text", "text": "styled ", "style": RICH_STYLES},
    {"type": "link", "url": "https://example.com"},
    {"type": "emoji", "name": "wave"},
    {"type": "user", "user_id": "U0SANDBOX1"},
    {"type": "channel", "channel_id": "C1"},
    {"type": "usergroup", "usergroup_id": "S1"},
    {"type": "broadcast", "range": "here"},
    {"type": "color", "value": "#ff0000"},
    {"type": "date", "timestamp": 1772434800, "format": "{date_short} {time}"},
]
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": RICH_PIECES},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a quote"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "def f():\n    pass"}]},
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "an item"}]}],
        },
    ],
}
RAW = {"type": "raw_text", "text": "cell"}
NUMBER = {"type": "raw_number", "value": 3.5}
ROWS = [[RAW, RAW], *([{"type": "raw_text", "text": f"row {n}"}, NUMBER] for n in range(7))]
CARD: Json = {
    "type": "card",
    "icon": IMAGE,
    "title": plain("A card"),
    "subtitle": plain("below its title"),
    "body": plain("with a body"),
    "actions": [button("Take it", "take")],
}
PRESSED: dict[str, Json] = {
    "button": button("Press", "press", style="primary", confirm=CONFIRM, accessibility_label="Press it"),
    "overflow": {"type": "overflow", "options": [option("Edit"), option("Remove")]},
    "workflow_button": {"type": "workflow_button", "text": plain("Run"), "workflow": {}},
}
PICKED: dict[str, Json] = {
    "static_select": {"type": "static_select", "placeholder": plain("Risk"), "options": OPTIONS},
    "multi_static_select": {
        "type": "multi_static_select",
        "option_groups": [{"label": plain("Group"), "options": OPTIONS}],
        "initial_options": OPTIONS[:1],
    },
    "users_select": {"type": "users_select"},
    "multi_users_select": {"type": "multi_users_select", "initial_users": ["U0SANDBOX1"]},
    "conversations_select": {"type": "conversations_select"},
    "multi_conversations_select": {"type": "multi_conversations_select"},
    "channels_select": {"type": "channels_select"},
    "multi_channels_select": {"type": "multi_channels_select"},
    "radio_buttons": {
        "type": "radio_buttons",
        "options": [{**OPTIONS[0], "description": plain("says more")}, OPTIONS[1]],
        "initial_option": OPTIONS[1],
    },
    "checkboxes": {"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS},
    "datepicker": {"type": "datepicker", "initial_date": "2026-03-02"},
    "timepicker": {"type": "timepicker", "initial_time": "09:00", "timezone": "Europe/Berlin"},
    "datetimepicker": {"type": "datetimepicker", "initial_date_time": 1772434800},
}
TYPED: dict[str, Json] = {
    "plain_text_input": {"type": "plain_text_input", "multiline": True, "placeholder": plain("Say it")},
    "number_input": {"type": "number_input", "is_decimal_allowed": False, "initial_value": "3"},
    "email_text_input": {"type": "email_text_input"},
    "url_text_input": {"type": "url_text_input"},
    "rich_text_input": {"type": "rich_text_input"},
}
IN_CONTEXT_ACTIONS: dict[str, Json] = {
    "feedback_buttons": {
        "type": "feedback_buttons",
        "positive_button": {"text": plain("Good"), "value": "good"},
        "negative_button": {"text": plain("Bad"), "value": "bad"},
    },
    "icon_button": {"type": "icon_button", "icon": "trash", "text": plain("Remove")},
}


def section(text: str, **more: object) -> Json:
    """Return a section of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def labelled(element: Json) -> Json:
    """Return an input block around an element."""
    kind = str(element["type"]).replace("_", " ")
    return {
        "type": "input",
        "label": plain(f"A {kind}"),
        "hint": plain("A hint"),
        "optional": True,
        "element": element,
    }


READ: list[Json] = [
    {"type": "header", "text": plain("A header")},
    {"type": "section", "text": SEEN, "fields": [SEEN, plain("a field")], "accessory": IMAGE},
    {"type": "divider"},
    {"type": "context", "elements": [IMAGE, SEEN]},
    {**IMAGE, "title": plain("A picture")},
    RICH,
]
MESSAGES: list[list[Json]] = [
    [
        *READ,
        {
            "type": "markdown",
            "text": "# Title\n\n- **one**\n- [two](https://example.com)\n\n> quote\n\n```\ncode\n```",
        },
    ],
    [chart("line"), chart("bar")],
    [chart("area"), PIE],
    [
        {"type": "table", "rows": ROWS, "column_settings": [{"is_wrapped": True}, {"align": "right"}]},
        {"type": "data_table", "caption": "Figures", "rows": ROWS, "row_header_column_index": 0},
    ],
    [
        {
            "type": "container",
            "title": plain("A container"),
            "subtitle": plain("that folds"),
            "is_collapsible": True,
            "child_blocks": [section("inside"), {"type": "actions", "elements": [button("Inside", "in")]}],
        },
        CARD,
        {"type": "carousel", "elements": [CARD, CARD]},
        {"type": "context_actions", "elements": list(IN_CONTEXT_ACTIONS.values())},
        {
            "type": "video",
            "alt_text": "a film",
            "title": plain("A film"),
            "thumbnail_url": PICTURE,
            "video_url": "https://example.com/film",
        },
    ],
    [{"type": "actions", "elements": [*PRESSED.values(), *PICKED.values()]}],
    [
        section(f"Beside: {kind}", accessory=each)
        for kind, each in {**PRESSED, **PICKED}.items()
        if kind != "datetimepicker"
    ],
]
MODAL: list[Json] = [
    *(
        {"type": "alert", "level": level, "text": plain(level)}
        for level in ("default", "info", "warning", "error", "success")
    ),
    *(labelled(each) for each in {**PICKED, **TYPED}.values()),
]
