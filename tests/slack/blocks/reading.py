"""Reading blocks as a person does: their texts, their buttons, their inputs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.slack.blocks.kit import Rendered, View

_DATE = re.compile(r"<!date\^[^|<>]*\|([^<>]*)>")


def text_of(surface: Rendered | View) -> str:
    """Every sentence of a message or a view, dates as their fallback."""
    return _DATE.sub(r"\1", "\n".join(texts(surface)))


def texts(surface: Rendered | View) -> Iterator[str]:
    """The texts of headers, sections, small print and inputs, as they were built."""
    for block in blocks_of(surface):
        if "text" in block:
            yield block["text"]["text"]
        for key in ("label", "hint"):
            if key in block:
                yield block[key]["text"]
        yield from (each["text"] for each in block.get("elements", []) if each["type"] == "mrkdwn")


def mrkdwn_of(surface: Rendered | View) -> list[dict[str, Any]]:
    """Every text object that Slack would parse."""
    return [each for each in _objects(blocks_of(surface)) if each.get("type") == "mrkdwn"]


def buttons_of(surface: Rendered | View) -> list[dict[str, Any]]:
    """Every button, in order."""
    return [each for each in _objects(blocks_of(surface)) if each.get("type") == "button"]


def menus_of(surface: Rendered | View) -> list[dict[str, Any]]:
    """Every menu of rare things, in order."""
    return [each for each in _objects(blocks_of(surface)) if each.get("type") == "overflow"]


def labels_of(surface: Rendered | View) -> list[str]:
    """What is written on the buttons, in order."""
    return [button["text"]["text"] for button in buttons_of(surface)]


def blocks_of(surface: Rendered | View) -> list[dict[str, Any]]:
    """The blocks of a message or a view."""
    return list(surface["blocks"]) if isinstance(surface, dict) else surface.blocks


def input_of(view: View, label: str) -> dict[str, Any]:
    """The element of the input with a label."""
    found = [b["element"] for b in view["blocks"] if b["type"] == "input" and b["label"]["text"] == label]
    assert len(found) == 1, label
    return dict(found[0])


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each)
