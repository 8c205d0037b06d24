"""Block Kit's rules, one broken at a time, and a right example beside each."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.blockkit import Surface, check_message, check_view
from bot.sandbox.blockkit.blocks import BLOCKS
from tests.sandbox.counterpart import actions, button, modal, option, plain, section, select, text_field

Block = dict[str, Any]


def element(kind: str, **more: object) -> Block:
    """Return an actions block with one element."""
    return actions({"type": kind, "action_id": "it", **more})


def held(kind: str, **more: object) -> Block:
    """Return an input block with one element."""
    block = text_field("Field")
    return {**block, "element": {"type": kind, "action_id": "it", **more}}


def options(count: int) -> list[Block]:
    """Return that many different options."""
    return [option(f"Option {number}") for number in range(count)]


def chart(*points: tuple[str, float], title: str = "Ceiling", **more: Any) -> Block:
    """Return a line chart with one series."""
    series = {"name": "churn", "data": [{"label": label, "value": value} for label, value in points]}
    categories = [label for label, _ in points]
    held_chart = {"type": "line", "series": [series], "axis_config": {"categories": categories}, **more}
    return {"type": "data_visualization", "title": title, "chart": held_chart}


def table(rows: int, columns: int, text: str = "x", kind: str = "table", **more: object) -> Block:
    """Return a table of one text."""
    cells = [[{"type": "raw_text", "text": text}] * columns for _ in range(rows)]
    return {"type": kind, "rows": cells, **more}


CONFIRM = {"title": plain("Sure?"), "text": plain("Really."), "confirm": plain("Yes"), "deny": plain("No")}
MRKDWN = {"type": "mrkdwn", "text": "*x*"}
CARD = {"type": "card", "title": plain("x")}

RIGHT_IN_MESSAGES = [
    [section("x" * 3000)],
    [section("x", fields=[plain("x" * 2000)] * 10)],
    [{"type": "header", "text": plain("x" * 150)}],
    [{"type": "context", "elements": [MRKDWN] * 10}],
    [actions(*(button("x" * 75, f"b{n}", value="v" * 2000) for n in range(25)))],
    [element("static_select", options=options(100))],
    [element("static_select", options=options(2), initial_option=option("Option 1"))],
    [element("radio_buttons", options=options(10))],
    [section("x", accessory={"type": "overflow", "action_id": "it", "options": options(5)})],
    [element("button", text=plain("x"), style="danger", confirm=CONFIRM)],
    [text_field("x")],
    [chart(("May", 1), ("June", -2.5))],
    [chart(*((f"week {n}", n) for n in range(20)))],
    [table(100, 20)],
    [table(201, 20, kind="data_table", caption="x", page_size=5)],
    [{"type": "container", "title": plain("x"), "child_blocks": [section("x")] * 10}],
    [{"type": "markdown", "text": "x" * 12_000}],
    [{"type": "carousel", "elements": [CARD] * 10}],
    [{"type": "divider"}] * 50,
    [{"type": "image", "image_url": "https://a.example/x.png", "alt_text": "x"}],
]


@pytest.mark.parametrize("blocks", RIGHT_IN_MESSAGES)
def test_what_just_fits_is_right_in_a_message(blocks: list[Block]) -> None:
    assert check_message(blocks) == []


WRONG_IN_MESSAGES = {
    "a text of nothing": [section("")],
    "a text that is too long": [section("x" * 3001)],
    "a text that is a number": [{"type": "section", "text": {"type": "plain_text", "text": 3}}],
    "a section of nothing": [{"type": "section"}],
    "a field that is too long": [section("x", fields=[plain("x" * 2001)])],
    "more than ten fields": [section("x", fields=[plain("x")] * 11)],
    "an unknown key": [section("x", colour="red")],
    "an unknown block": [{"type": "paragraph", "text": plain("x")}],
    "a block without a type": [{"text": plain("x")}],
    "a block that is text": ["x"],
    "no list": "x",
    "a header in mrkdwn": [{"type": "header", "text": MRKDWN}],
    "a header that is too long": [{"type": "header", "text": plain("x" * 151)}],
    "more than ten parts of a context": [{"type": "context", "elements": [MRKDWN] * 11}],
    "a button in a context": [{"type": "context", "elements": [button("x", "a")]}],
    "actions of nothing": [actions()],
    "more than 25 actions": [actions(*(button("x", f"b{n}") for n in range(26)))],
    "the same action_id twice": [actions(button("x", "a"), button("y", "a"))],
    "the same block_id twice": [section("x", block_id="a"), section("y", block_id="a")],
    "a chart with the block_id of a section": [
        section("x", block_id="a"),
        {**chart(("a", 1)), "block_id": "a"},
    ],
    "a text input in actions": [element("plain_text_input")],
    "a text input beside a section": [section("x", accessory={"type": "plain_text_input"})],
    "a date and time beside a section": [section("x", accessory={"type": "datetimepicker"})],
    "options asked of the bot": [element("external_select")],
    "a file": [held("file_input")],
    "a button in an input block": [held("button", text=plain("x"))],
    "a button in mrkdwn": [element("button", text=MRKDWN)],
    "a button label that is too long": [element("button", text=plain("x" * 76))],
    "a button value that is too long": [element("button", text=plain("x"), value="x" * 2001)],
    "a button style of its own": [element("button", text=plain("x"), style="green")],
    "an action_id that is too long": [actions(button("x", "a" * 256))],
    "a confirm without a deny": [
        element("button", text=plain("x"), confirm={k: v for k, v in CONFIRM.items() if k != "deny"})
    ],
    "a select of nothing": [element("static_select", options=[])],
    "more than 100 options": [element("static_select", options=options(101))],
    "options and groups": [
        element(
            "static_select", options=options(1), option_groups=[{"label": plain("g"), "options": options(1)}]
        )
    ],
    "neither options nor groups": [element("static_select")],
    "a first option that is not offered": [
        element("static_select", options=options(2), initial_option=option("Other"))
    ],
    "the same option value twice": [element("static_select", options=[option("A"), option("A")])],
    "an option that is too long": [element("static_select", options=[option("x" * 76)])],
    "a select option in mrkdwn": [element("static_select", options=[{"text": MRKDWN, "value": "a"}])],
    "a placeholder that is too long": [
        element("static_select", options=options(1), placeholder=plain("x" * 151))
    ],
    "more than ten radio buttons": [element("radio_buttons", options=options(11))],
    "more than ten checkboxes": [element("checkboxes", options=options(11))],
    "more than five overflow items": [element("overflow", options=options(6))],
    "a choice of no items at most": [
        element("multi_static_select", options=options(2), max_selected_items=0)
    ],
    "a date that is none": [element("datepicker", initial_date="9 March")],
    "a time that is none": [element("timepicker", initial_time="24:00")],
    "two elements that take the focus": [
        {**held("plain_text_input", focus_on_load=True), "block_id": "a"},
        {**held("plain_text_input", focus_on_load=True), "block_id": "b"},
    ],
    "a number input in a message": [held("number_input", is_decimal_allowed=True)],
    "a first text above its longest": [held("plain_text_input", initial_value="xxx", max_length=2)],
    "a shortest above a longest length": [held("plain_text_input", min_length=5, max_length=2)],
    "an input without a label": [{"type": "input", "element": text_field("x")["element"]}],
    "an image without words": [{"type": "image", "image_url": "https://a.example/x.png"}],
    "an image of nothing": [{"type": "image", "alt_text": "x"}],
    "an alert": [{"type": "alert", "text": plain("x")}],
    "51 blocks": [{"type": "divider"}] * 51,
    "too much markdown": [{"type": "markdown", "text": "x" * 7000}] * 2,
    "two tables": [table(1, 1), table(1, 1)],
    "a table of 101 rows": [table(101, 1)],
    "a table of 21 columns": [table(1, 21)],
    "a table of too many characters": [table(20, 20, "x" * 26)],
    "a data table without a caption": [table(2, 1, kind="data_table")],
    "a data table of a header alone": [table(1, 1, kind="data_table", caption="x")],
    "a data table of unequal rows": [
        {"type": "data_table", "caption": "x", "rows": [*table(1, 1)["rows"], *table(1, 2)["rows"]]}
    ],
    "three charts": [chart(("May", 1))] * 3,
    "a chart title that is too long": [chart(("May", 1), title="x" * 51)],
    "a chart of 21 points": [chart(*((f"{n}", n) for n in range(21)))],
    "a chart label that is too long": [chart(("x" * 21, 1))],
    "a chart with a hole": [chart(("May", 1), axis_config={"categories": ["May", "June"]})],
    "a chart with a null": [chart(("May", None))],  # type: ignore[arg-type]
    "two series of one name": [chart(("May", 1), series=chart(("May", 1))["chart"]["series"] * 2)],
    "a slice of nothing": [
        {
            "type": "data_visualization",
            "title": "x",
            "chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]},
        }
    ],
    "a chart of another kind": [chart(("May", 1), type="radar")],
    "a container without a title": [{"type": "container", "child_blocks": [section("x")]}],
    "a container of eleven": [
        {"type": "container", "title": plain("x"), "child_blocks": [section("x")] * 11}
    ],
    "a chart in a container": [
        {"type": "container", "title": plain("x"), "child_blocks": [chart(("May", 1))]}
    ],
    "a card of nothing": [{"type": "card"}],
    "a carousel of eleven": [{"type": "carousel", "elements": [CARD] * 11}],
    "a list indented nine times": [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_list", "style": "bullet", "indent": 9, "elements": []}],
        }
    ],
}


@pytest.mark.parametrize("blocks", WRONG_IN_MESSAGES.values(), ids=WRONG_IN_MESSAGES.keys())
def test_it_is_refused_in_a_message(blocks: object) -> None:
    assert check_message(blocks) != []


RIGHT_IN_MODALS = [
    modal(section("x"), text_field("Name"), select("Risk", "Low")),
    modal({"type": "alert", "text": plain("x" * 200), "level": "warning"}),
    modal(held("number_input", is_decimal_allowed=False, min_value="1")),
    modal(held("datetimepicker", initial_date_time=1_772_452_800)),
    modal(*[{"type": "divider"}] * 100),
    modal(section("x"), title=plain("x" * 24), private_metadata="x" * 3000, callback_id="x" * 255),
    {"type": "modal", "title": plain("Info"), "blocks": [section("x")]},
]


@pytest.mark.parametrize("view", RIGHT_IN_MODALS)
def test_what_just_fits_is_right_in_a_modal(view: Block) -> None:
    assert check_view(view, Surface.MODAL) == []


WRONG_IN_MODALS = {
    "an input without a submit": {"type": "modal", "title": plain("x"), "blocks": [text_field("Name")]},
    "a title that is too long": modal(section("x"), title=plain("x" * 25)),
    "a submit that is too long": modal(section("x"), submit=plain("x" * 25)),
    "a close that is too long": modal(section("x"), close=plain("x" * 25)),
    "too much metadata": modal(section("x"), private_metadata="x" * 3001),
    "a callback_id that is too long": modal(section("x"), callback_id="x" * 256),
    "101 blocks": modal(*[{"type": "divider"}] * 101),
    "a chart": modal(chart(("May", 1))),
    "a table": modal(table(1, 1)),
    "a data table": modal(table(2, 1, kind="data_table", caption="x")),
    "a container": modal({"type": "container", "title": plain("x"), "child_blocks": [section("x")]}),
    "markdown": modal({"type": "markdown", "text": "x"}),
    "an unknown key": modal(section("x"), colour="red"),
    "a home tab": {"type": "home", "blocks": [section("x")]},
    "no blocks": {"type": "modal", "title": plain("x")},
    "no object": "x",
}


@pytest.mark.parametrize("view", WRONG_IN_MODALS.values(), ids=WRONG_IN_MODALS.keys())
def test_it_is_refused_in_a_modal(view: object) -> None:
    assert check_view(view, Surface.MODAL) != []


def test_a_home_tab_takes_charts_and_containers() -> None:
    box = {"type": "container", "title": plain("x"), "child_blocks": [table(1, 1)]}
    assert check_view({"type": "home", "blocks": [chart(("May", 1)), box]}, Surface.HOME) == []


@pytest.mark.parametrize(
    "block",
    [
        {"type": "alert", "text": plain("x")},
        {"type": "markdown", "text": "x"},
        element("datetimepicker"),
        held("email_text_input"),
    ],
)
def test_a_home_tab_refuses_what_belongs_elsewhere(block: Block) -> None:
    assert check_view({"type": "home", "blocks": [block]}, Surface.HOME) != []


def test_a_home_tab_has_no_title() -> None:
    assert check_view({"type": "home", "title": plain("x"), "blocks": []}, Surface.HOME) != []


def test_a_problem_names_the_rule_and_the_place() -> None:
    problems = check_message([section("x"), element("radio_buttons", options=options(11))])
    assert problems == ["[ERROR] no more than 10 items allowed [json-pointer:/blocks/1/elements/0/options]"]


KEYS = ["text", "elements", "element", "label", "options", "rows", "chart", "accessory", "child_blocks"]
TYPES = st.sampled_from([*BLOCKS, "plain_text", "mrkdwn", "button", "static_select", "line", "raw_text"])


def things(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Block]:
    """Return objects that look a little like blocks and elements."""
    return st.fixed_dictionaries({"type": TYPES}, optional=dict.fromkeys(KEYS, inner))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | things(inner),
    max_leaves=20,
)


@given(st.lists(things(JSON), max_size=4))
def test_whatever_is_sent_is_judged_and_never_breaks_the_judge(blocks: list[Block]) -> None:
    assert isinstance(check_message(blocks), list)
    assert isinstance(check_view(modal(*blocks), Surface.MODAL), list)
