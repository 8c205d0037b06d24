"""Text objects, options, confirm dialogues and the like: the parts that elements and blocks share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.blockkit.rules import (
    at_least_one,
    boolean,
    exactly_one,
    integer,
    list_of,
    one_of,
    shape,
    string,
    typed,
)

if TYPE_CHECKING:
    from bot.sandbox.blockkit.report import Report
    from bot.sandbox.blockkit.rules import Rule

OPTIONS_MOST = 100
KIND: dict[str, Rule] = {"type": one_of("plain_text", "mrkdwn")}


def plain(longest: int) -> Rule:
    """Return the rule of a plain_text object with 1 to `longest` characters."""
    return typed(
        {"plain_text": shape({"type": one_of("plain_text"), "text": string(longest)}, {"emoji": boolean})},
        "plain_text object",
    )


def text(longest: int = 3000) -> Rule:
    """Return the rule of a plain_text or mrkdwn object with 1 to `longest` characters."""
    return typed(
        {
            "plain_text": shape({**KIND, "text": string(longest)}, {"emoji": boolean}),
            "mrkdwn": shape({**KIND, "text": string(longest)}, {"verbatim": boolean}),
        },
        "text object",
    )


CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)


def option(label: Rule, *, url: bool = False) -> Rule:
    """Return the rule of an option whose label follows `label`; overflow menus alone allow a url."""
    optional: dict[str, Rule] = {"description": text(75)}
    if url:
        optional["url"] = string(3000)
    return shape({"text": label, "value": string(75)}, optional)


PLAIN_OPTION = option(plain(75))
RICH_OPTION = option(text(75))
GROUP = shape({"label": plain(75), "options": list_of(PLAIN_OPTION, OPTIONS_MOST)})


def choices(value: dict[str, Any], pointer: str, report: Report) -> None:
    """Options have different values, and what is chosen at first is among them, word for word."""
    offered = [*value.get("options", []), *(o for g in value.get("option_groups", []) for o in g["options"])]
    if len({each["value"] for each in offered}) != len(offered):
        report.broken(f"{pointer}/options", "option values must be unique")
    chosen = [*value.get("initial_options", [])]
    if "initial_option" in value:
        chosen.append(value["initial_option"])
    for each in chosen:
        if _bare(each) not in [_bare(other) for other in offered]:
            report.broken(pointer, "initial option must match one of the options")


def _bare(an_option: dict[str, Any]) -> tuple[str, str]:
    return an_option["text"]["text"], an_option["value"]


FILTER = shape(
    {},
    {
        "include": list_of(one_of("im", "mpim", "private", "public"), 4),
        "exclude_bot_users": boolean,
        "exclude_external_shared_channels": boolean,
    },
    at_least_one("include", "exclude_bot_users", "exclude_external_shared_channels"),
)
DISPATCH = shape(
    {"trigger_actions_on": list_of(one_of("on_enter_pressed", "on_character_entered"), 2)},
)
SLACK_FILE = shape({}, {"id": string(255), "url": string(3000)}, exactly_one("id", "url"))
IMAGE_ELEMENT = shape(
    {"type": one_of("image"), "alt_text": string(2000)},
    {"image_url": string(3000), "slack_file": SLACK_FILE},
    exactly_one("image_url", "slack_file"),
)
LINES = integer(1, 100)
