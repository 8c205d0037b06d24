"""Blocks: their fields, their limits, the surfaces they may stand on, and ids that occur once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.blockkit.elements import BUTTON, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from bot.sandbox.blockkit.figures import FIGURES
from bot.sandbox.blockkit.report import Report, Surface
from bot.sandbox.blockkit.rich_text import RICH_TEXT
from bot.sandbox.blockkit.rules import (
    anything,
    at_least_one,
    boolean,
    exactly_one,
    list_of,
    not_on,
    one_of,
    shape,
    string,
    typed,
)
from bot.sandbox.blockkit.text_objects import IMAGE_ELEMENT, KIND, SLACK_FILE, plain, text

if TYPE_CHECKING:
    from bot.sandbox.blockkit.rules import Extra, Rule

MARKDOWN_CHARACTERS = 12_000
CHILDREN_MOST = 10


def _block_id_once(value: object, pointer: str, report: Report) -> None:
    block_id = value.get("block_id") if isinstance(value, dict) else None
    if not isinstance(block_id, str):
        return
    if block_id in report.block_ids:
        report.broken(f"{pointer}/block_id", f"block_id already exists: {block_id}")
    report.block_ids.add(block_id)


def _both(*rules: Rule) -> Rule:
    def rule(value: object, pointer: str, report: Report) -> None:
        for each in rules:
            each(value, pointer, report)

    return rule


def _ids_once(value: dict[str, Any], pointer: str, report: Report) -> None:
    _block_id_once(value, pointer, report)
    elements = value.get("elements", []) if value["type"] in ("actions", "context_actions") else []
    ids = [each["action_id"] for each in elements if "action_id" in each]
    for action_id in {each for each in ids if ids.count(each) > 1}:
        report.broken(f"{pointer}/elements", f"action_id already exists: {action_id}")


def _block(needs: dict[str, Rule], fields: dict[str, Rule] | None = None, *extra: Extra) -> Rule:
    return shape({"type": anything, **needs}, {"block_id": string(255), **(fields or {})}, _ids_once, *extra)


def _markdown_total(value: dict[str, Any], pointer: str, report: Report) -> None:
    report.count("characters of markdown", len(value["text"]), MARKDOWN_CHARACTERS, pointer)


def _an_input_is_there(_value: dict[str, Any], _pointer: str, report: Report) -> None:
    report.counts["inputs"] += 1


CONTEXT_PART = typed(
    {
        "image": IMAGE_ELEMENT,
        "plain_text": shape({**KIND, "text": string(3000)}, {"emoji": boolean}),
        "mrkdwn": shape({**KIND, "text": string(3000)}, {"verbatim": boolean}),
    },
    "context element",
)
IMAGE = _block(
    {"alt_text": string(2000)},
    {"title": plain(2000), "image_url": string(3000), "slack_file": SLACK_FILE},
    exactly_one("image_url", "slack_file"),
)
VIDEO = _block(
    {"alt_text": string(2000), "title": plain(199), "thumbnail_url": string(3000), "video_url": string(3000)},
    {
        "author_name": string(49),
        "description": plain(200),
        "provider_icon_url": string(3000),
        "provider_name": string(100),
        "title_url": string(3000),
    },
)
CARD = _block(
    {},
    {
        "hero_image": IMAGE_ELEMENT,
        "icon": IMAGE_ELEMENT,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": list_of(typed({"button": BUTTON}, "card action"), 3),
    },
    at_least_one("hero_image", "title", "actions", "body"),
    not_on(Surface.MODAL),
)
INNER: dict[str, Rule] = {
    "section": _block(
        {},
        {
            "text": text(3000),
            "fields": list_of(text(2000), 10),
            "accessory": typed({**IN_SECTION, "image": IMAGE_ELEMENT}, "section accessory"),
            "expand": boolean,
        },
        at_least_one("text", "fields"),
    ),
    "header": _block({"text": plain(150)}),
    "divider": _block({}),
    "context": _block({"elements": list_of(CONTEXT_PART, 10)}),
    "actions": _block({"elements": list_of(typed(IN_ACTIONS, "element in an actions block"), 25)}),
    "image": IMAGE,
    "input": _block(
        {"label": plain(2000), "element": typed(IN_INPUT, "element in an input block")},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
        _an_input_is_there,
    ),
    "rich_text": _both(RICH_TEXT, _block_id_once),
    "table": _both(FIGURES["table"], _block_id_once),
    "video": VIDEO,
}
CONTAINER = _block(
    {"child_blocks": list_of(typed(INNER, "block in a container"), CHILDREN_MOST)},
    {
        "title": plain(150),
        "rich_text_title": RICH_TEXT,
        "subtitle": text(150),
        "width": one_of("narrow", "standard", "wide", "full"),
        "icon": IMAGE_ELEMENT,
        "is_collapsible": boolean,
        "default_collapsed": boolean,
        "has_header_divider": boolean,
    },
    at_least_one("title", "rich_text_title"),
    not_on(Surface.MODAL),
)
BLOCKS: dict[str, Rule] = {
    **INNER,
    **{kind: _both(rule, _block_id_once) for kind, rule in FIGURES.items()},
    "container": CONTAINER,
    "markdown": _block(
        {"text": string(MARKDOWN_CHARACTERS)}, {}, not_on(Surface.MODAL, Surface.HOME), _markdown_total
    ),
    "alert": _block(
        {"text": text(200)},
        {"level": one_of("default", "info", "warning", "error", "success")},
        not_on(Surface.MESSAGE, Surface.HOME),
    ),
    "card": CARD,
    "carousel": _block(
        {"elements": list_of(typed({"card": CARD}, "card"), CHILDREN_MOST)}, {}, not_on(Surface.MODAL)
    ),
    "context_actions": _block(
        {"elements": list_of(typed(IN_CONTEXT_ACTIONS, "element in a context_actions block"), 5)},
        {},
        not_on(Surface.MODAL, Surface.HOME),
    ),
}
BLOCK = typed(BLOCKS, "block")
