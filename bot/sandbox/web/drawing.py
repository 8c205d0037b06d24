"""Blocks made ready for the page: markup resolved for one viewer, inputs with what they hold and offer."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from bot.sandbox.eye import Eye
from bot.sandbox.inputs import SELECT_MANY, VALUE_KEY, empty_value, placed, value_key
from bot.sandbox.markup import EMOJI, Span, with_emojis
from bot.sandbox.offering import channels_offered, people_offered
from bot.sandbox.pressing import sends_at_once
from bot.sandbox.web.markdown import markdown_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.inputs import Placed, State
    from bot.sandbox.people import Person

Json = dict[str, Any]
TEXTS = ("mrkdwn", "plain_text")
RICH_PARTS = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")


class Drawing:
    """Draws for one pair of eyes."""

    def __init__(self, viewer: Person) -> None:
        self._viewer = viewer
        self._eye = Eye(viewer.workspace, viewer.id)

    def blocks(self, blocks: list[Json], state: State) -> list[Json]:
        """Return the blocks with every text as `spans` and every input with `held`, `offers` and `sends`."""
        copied = deepcopy(blocks)
        for place in placed(copied):
            self._prepare(place, state)
        drawn: list[Json] = self._resolved(copied)
        return drawn

    def text(self, text: str) -> list[Json]:
        """Return mrkdwn as spans."""
        return [vars(span) for span in self._eye.spans(text)]

    def plain(self, text_object: Json) -> str:
        """Return a text object as plain words."""
        return "".join(span["text"] for span in self._spans(text_object))

    def _prepare(self, place: Placed, state: State) -> None:
        place.element["sends"] = sends_at_once(place)
        if place.type not in VALUE_KEY:
            return
        values = state.get(place.block["block_id"], {})
        value = values.get(place.element["action_id"], empty_value(place.element))
        place.element["held"] = self._held(place, value[value_key(place.element)])
        offers = self._offers(place)
        if offers is not None:
            place.element["offers"] = offers

    def _held(self, place: Placed, value: Any) -> Any:  # noqa: ANN401 - by the input's type
        if place.type in SELECT_MANY:
            return [_bare(each) for each in value]
        return "" if value is None else _bare(value)

    def _offers(self, place: Placed) -> list[Json] | None:
        if "users" in place.type:
            names = [(each, self._eye.name(each)) for each in people_offered(self._viewer)]
        elif "conversations" in place.type or "channels" in place.type:
            names = [
                (each.id, self.conversation_name(each.id)) for each in channels_offered(self._viewer, place)
            ]
        else:
            return None
        return [{"value": value, "label": name} for value, name in sorted(names, key=lambda pair: pair[1])]

    def conversation_name(self, channel_id: str) -> str:
        """Return a channel's name with its mark; the direct message is named after the bot."""
        channel = self._viewer.workspace.channels[channel_id]
        return self._viewer.workspace.identity.bot_name if channel.user else self._eye.channel(channel_id)

    def _resolved(self, value: Any) -> Any:  # noqa: ANN401 - any part of a block
        if isinstance(value, list):
            return [self._resolved(each) for each in value]
        if not isinstance(value, dict):
            return value
        kind = value.get("type")
        if kind in TEXTS:
            return {"spans": self._spans(value)}
        if kind in RICH_PARTS:
            return {**value, "elements": None, "spans": self._pieces(value["elements"])}
        if kind == "markdown":
            return {**value, "text": None, "parts": markdown_parts(value["text"])}
        return {key: self._resolved(held) for key, held in value.items()}

    def _spans(self, text: Json) -> list[Json]:
        if text["type"] == "mrkdwn":
            return self.text(text["text"])
        found = with_emojis(text["text"]) if text.get("emoji", True) else [Span(text["text"])]
        return [vars(span) for span in found]

    def _pieces(self, pieces: list[Json]) -> list[Json]:
        return [vars(self._piece(piece)) for piece in pieces]

    def _piece(self, piece: Json) -> Span:
        readers: dict[str, Callable[[], tuple[str, str, str]]] = {
            "text": lambda: (piece["text"], "text", ""),
            "link": lambda: (piece.get("text") or piece["url"], "link", piece["url"]),
            "emoji": lambda: (EMOJI.get(piece["name"], f":{piece['name']}:"), "emoji", piece["name"]),
            "user": lambda: (f"@{self._eye.name(piece['user_id'])}", "person", piece["user_id"]),
            "channel": lambda: (self._eye.channel(piece["channel_id"]), "channel", ""),
            "usergroup": lambda: ("@group", "broadcast", ""),
            "broadcast": lambda: (f"@{piece['range']}", "broadcast", ""),
            "color": lambda: (piece["value"], "color", piece["value"]),
            "date": lambda: (self._eye.date(piece["timestamp"], piece["format"]), "date", ""),
        }
        text, kind, target = readers[piece["type"]]()
        styles = tuple(name for name, wanted in piece.get("style", {}).items() if wanted)
        return Span(text, kind, target, styles)


def _bare(value: Any) -> Any:  # noqa: ANN401 - by the input's type
    if not isinstance(value, dict):
        return value
    return value["value"] if "value" in value else _rich_text_words(value)


def _rich_text_words(value: Json) -> str:
    parts = (part.get("elements", []) for part in value["elements"])
    return "\n".join("".join(str(piece.get("text", "")) for piece in pieces) for pieces in parts)
