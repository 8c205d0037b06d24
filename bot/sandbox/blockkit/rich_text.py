"""Rich text: sections, lists, quotes and preformatted text, made of inline pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.blockkit.rules import anything, boolean, integer, list_of, one_of, shape, string, typed

if TYPE_CHECKING:
    from bot.sandbox.blockkit.rules import Rule

STYLE = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), boolean))
STYLED: dict[str, Rule] = {"style": STYLE}
PIECES_MOST = 1000


def _piece(kind: str, needs: dict[str, Rule], more: dict[str, Rule] | None = None) -> Rule:
    return shape({"type": one_of(kind), **needs}, {**STYLED, **(more or {})})


PIECES: dict[str, Rule] = {
    "text": _piece("text", {"text": string(40_000)}),
    "link": _piece("link", {"url": string(3000)}, {"text": string(40_000), "unsafe": boolean}),
    "emoji": _piece("emoji", {"name": string(100)}, {"unicode": string(100), "skin_tone": integer(1, 6)}),
    "user": _piece("user", {"user_id": string(20)}),
    "channel": _piece("channel", {"channel_id": string(20)}),
    "usergroup": _piece("usergroup", {"usergroup_id": string(20)}),
    "broadcast": _piece("broadcast", {"range": one_of("here", "channel", "everyone")}),
    "color": _piece("color", {"value": string(20)}),
    "date": _piece(
        "date",
        {"timestamp": integer(0, 9_999_999_999), "format": string(200)},
        {"url": string(3000), "fallback": string(3000)},
    ),
}
INLINE = list_of(typed(PIECES, "rich text piece"), PIECES_MOST, 0)
SECTION = shape({"type": one_of("rich_text_section"), "elements": INLINE})
PARTS: dict[str, Rule] = {
    "rich_text_section": SECTION,
    "rich_text_list": shape(
        {
            "type": one_of("rich_text_list"),
            "style": one_of("bullet", "ordered"),
            "elements": list_of(SECTION, PIECES_MOST),
        },
        {"indent": integer(0, 8), "offset": integer(0, 100_000), "border": integer(0, 1)},
    ),
    "rich_text_quote": shape(
        {"type": one_of("rich_text_quote"), "elements": INLINE}, {"border": integer(0, 1)}
    ),
    "rich_text_preformatted": shape(
        {"type": one_of("rich_text_preformatted"), "elements": INLINE},
        {"border": integer(0, 1), "language": anything},
    ),
}
RICH_TEXT = shape(
    {"type": one_of("rich_text"), "elements": list_of(typed(PARTS, "rich text part"), PIECES_MOST)},
    {"block_id": string(255)},
)
