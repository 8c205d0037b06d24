"""The few shapes of Block Kit that Ceiling uses, each within Slack's limits; no sentences but one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.slack.ids import INPUT_ACTION_ID
from bot.slack.words.text import counted, fit, fitting, safe, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.slack.files.attachment import Attachment
    from bot.slack.ids import ActionId, BlockId, CallbackId

Block = dict[str, Any]
View = dict[str, Any]

TEXT_MOST = 3000
OPTION_MOST = 75
HEADER_MOST = 150
MESSAGE_BLOCKS_MOST = 50
# What an update may have; a new message could have ten times as much.
MESSAGE_TEXT_MOST = 4000
# A message that is never updated: Slack cuts what is longer.
NEW_MESSAGE_TEXT_MOST = 40_000


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message: its blocks, and the same in `text` for notifications and screen readers; with files or not."""

    text: str
    blocks: list[Block]
    files: tuple[Attachment, ...] = ()


def rendered(*blocks: Block | None, text_most: int = MESSAGE_TEXT_MOST) -> Rendered:
    """Return a message of blocks, its text made from theirs so that it never says less, or says how much less."""
    kept = [block for block in blocks if block is not None]
    lines = "\n".join(line for block in kept for line in _texts(block)).split("\n")
    return Rendered(fit(fitting(lines, text_most, _more_lines), text_most), kept)


def _more_lines(count: int) -> str:
    return f"And {counted(count, 'more line')} in the message itself."


def _texts(block: Block) -> Iterable[str]:
    if block["type"] == "header":
        # In bold, as a header looks; and so that no typed name starts the line as a quote.
        yield f"*{safe(block['text']['text'], HEADER_MOST)}*"
    elif block["type"] == "section":
        yield block["text"]["text"]
    elif block["type"] == "context":
        yield from (element["text"] for element in block["elements"])


def mrkdwn(text: str) -> Block:
    """Return a text object in which Slack links nothing by itself."""
    return {"type": "mrkdwn", "text": fit(text, TEXT_MOST), "verbatim": True}


def plain_text(text: str, most: int = TEXT_MOST) -> Block:
    """Return a plain text object."""
    return {"type": "plain_text", "text": shorten(text, most)}


def header(text: str) -> Block:
    """Return a header; its text is plain."""
    return {"type": "header", "text": plain_text(text, HEADER_MOST)}


def section(text: str, accessory: Block | None = None) -> Block:
    """Return a paragraph, with a button beside it or not."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return block if accessory is None else {**block, "accessory": accessory}


def context(*texts: str) -> Block:
    """Return small print."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def actions(*buttons: Block | None) -> Block | None:
    """Return a row of buttons; None without any, since Slack refuses an empty row."""
    kept = [button for button in buttons if button is not None]
    return {"type": "actions", "elements": kept} if kept else None


def button(
    action_id: ActionId,
    label: str,
    value: object,
    *,
    about: str = "",
    primary: bool = False,
    confirm: Block | None = None,
) -> Block:
    """Return a button; `about` tells a screen reader which of several equal ones it is."""
    element: Block = {"type": "button", "action_id": action_id.value, "text": plain_text(label, OPTION_MOST)}
    element["value"] = value if isinstance(value, str) else button_value(value)
    if about:
        element["accessibility_label"] = shorten(f"{label}: {about}", OPTION_MOST)
    if primary:
        element["style"] = "primary"
    return element if confirm is None else {**element, "confirm": confirm}


def button_value(value: object) -> str:
    """Return a value as a button carries it."""
    return json.dumps(value, separators=(",", ":"))


def overflow(action_id: ActionId, options: Mapping[str, str]) -> Block:
    """Return a menu of one to five things that are rarely done, by value and label."""
    return {"type": "overflow", "action_id": action_id.value, "options": _options(options)}


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """Return a question asked before a button acts."""
    return {
        "title": plain_text(title, 100),
        "text": plain_text(text, 300),
        "confirm": plain_text(yes, 30),
        "deny": plain_text(no, 30),
    }


def modal(
    callback_id: CallbackId, title: str, submit: str, blocks: Sequence[Block], metadata: Mapping[str, object]
) -> View:
    """Return a modal; `metadata` holds ids only."""
    return {
        "type": "modal",
        "callback_id": callback_id.value,
        "title": plain_text(title, 24),
        "submit": plain_text(submit, 24),
        "close": plain_text("Cancel", 24),
        "private_metadata": json.dumps(metadata, separators=(",", ":")),
        "blocks": list(blocks),
    }


def field(
    block_id: BlockId,
    label: str,
    element: Block,
    *,
    hint: str | None = None,
    optional: bool = False,
    sends: bool = False,
) -> Block:
    """Return an input with its label; one that `sends` tells each change at once, before anything is submitted."""
    block: Block = {
        "type": "input",
        "block_id": block_id.value,
        "label": plain_text(label),
        "element": {**element, "action_id": INPUT_ACTION_ID},
        "optional": optional,
    }
    if sends:
        block["dispatch_action"] = True
    return block if hint is None else {**block, "hint": plain_text(hint)}


def text_input(initial: str | None = None, *, most: int, multiline: bool = False) -> Block:
    """Return a field to type in, of at most `most` characters."""
    element: Block = {"type": "plain_text_input", "max_length": most, "multiline": multiline}
    return {**element, "initial_value": shorten(initial, most)} if initial else element


def number_input(initial: str, least: str, most: str, *, decimal: bool = False) -> Block:
    """Return a field for a number; Slack takes the bounds as text."""
    return {
        "type": "number_input",
        "is_decimal_allowed": decimal,
        "initial_value": initial,
        "min_value": least,
        "max_value": most,
    }


def select(options: Mapping[str, str], initial: str | None = None) -> Block:
    """Return a menu of values and their labels, one chosen."""
    element = {"type": "static_select", "options": _options(options)}
    return element if initial is None else {**element, "initial_option": _option(initial, options[initial])}


def radio(options: Mapping[str, str], initial: str) -> Block:
    """Return radio buttons of values and their labels, one chosen."""
    return {**select(options, initial), "type": "radio_buttons"}


def checkboxes(options: Mapping[str, str], initial: Iterable[str]) -> Block:
    """Return checkboxes of values and their labels, some chosen."""
    element: Block = {"type": "checkboxes", "options": _options(options)}
    chosen = [_option(value, options[value]) for value in initial]
    return {**element, "initial_options": chosen} if chosen else element


def people(initial: Iterable[str] = ()) -> Block:
    """Return a picker of several people."""
    chosen = list(initial)
    element: Block = {"type": "multi_users_select"}
    return {**element, "initial_users": chosen} if chosen else element


def person(initial: str | None = None) -> Block:
    """Return a picker of one person."""
    element: Block = {"type": "users_select"}
    return {**element, "initial_user": initial} if initial else element


def one_channel(initial: str | None = None) -> Block:
    """Return a picker of one channel, public or private."""
    element: Block = {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
    return {**element, "initial_conversation": initial} if initial else element


def date_input(initial: str | None = None) -> Block:
    """Return a picker of a day, given as ISO 8601."""
    return {"type": "datepicker", "initial_date": initial} if initial else {"type": "datepicker"}


def time_input(initial: str) -> Block:
    """Return a picker of a time of day, given as HH:MM."""
    return {"type": "timepicker", "initial_time": initial}


def _options(options: Mapping[str, str]) -> list[Block]:
    return [_option(value, label) for value, label in options.items()]


def _option(value: str, label: str) -> Block:
    return {"text": plain_text(label, OPTION_MOST), "value": value}
