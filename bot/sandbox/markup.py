"""Slack's mrkdwn as spans: pieces of text, each with its styles and what it refers to. Knows no names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Resolve = Callable[[str], "Span"]

MARKUP = re.compile(r"<([^<>]+)>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
STYLES = {
    name: re.compile(rf"(?<![\w{mark}])\{mark}(?=\S)([^{mark}\n]+?)(?<=\S)\{mark}(?![\w{mark}])")
    for name, mark in (("bold", "*"), ("italic", "_"), ("strike", "~"))
}
COLON_NAME = re.compile(r":([a-z0-9_+-]+):")
EMOJI = {
    "white_check_mark": "✅",
    "warning": "⚠️",
    "rotating_light": "🚨",
    "red_circle": "🔴",
    "large_orange_circle": "🟠",
    "large_yellow_circle": "🟡",
    "large_green_circle": "🟢",
    "white_circle": "⚪",
    "large_red_square": "🟥",
    "large_orange_square": "🟧",
    "large_yellow_square": "🟨",
    "large_green_square": "🟩",
    "tada": "🎉",
    "wave": "👋",
    "bell": "🔔",
    "calendar": "📅",
}
# References stand as one private character each while styles are read, so that no name is read as a style.
FIRST_PRIVATE = 0xE000
PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True)
class Span:
    """A piece of text as it is read.

    `kind` is text, link, person, channel, broadcast, date or emoji; `target` is a link's address, an id or
    an emoji's name; `styles` are of bold, italic, strike, code, pre.
    """

    text: str
    kind: str = "text"
    target: str = ""
    styles: tuple[str, ...] = ()


def spans(text: str, resolve: Resolve) -> list[Span]:
    """Return mrkdwn as spans; `resolve` turns the inside of `<…>` into one."""
    found: list[Span] = []
    for part in CODE.split(text):
        if part.startswith("`"):
            style = "pre" if part.startswith("```") else "code"
            found += _code(part.strip("`"), style, resolve)
        elif part:
            found += _styled(part, resolve)
    return found


def _code(text: str, style: str, resolve: Resolve) -> list[Span]:
    pieces = enumerate(MARKUP.split(text))
    plain = "".join(resolve(piece).text if position % 2 else decoded(piece) for position, piece in pieces)
    return [Span(plain, styles=(style,))]


def _styled(text: str, resolve: Resolve) -> list[Span]:
    references: list[Span] = []

    def stand_in(inner: re.Match[str]) -> str:
        references.append(resolve(inner.group(1)))
        return chr(FIRST_PRIVATE + len(references) - 1)

    marked = MARKUP.sub(stand_in, PRIVATE.sub("\N{REPLACEMENT CHARACTER}", text))
    return [span for style, piece in _pieces(marked, ()) for span in _leaves(piece, style, references)]


def _pieces(text: str, styles: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    matches = [(found, name) for name, style in STYLES.items() if (found := style.search(text))]
    if not matches:
        yield styles, text
        return
    found, name = min(matches, key=lambda each: each[0].start())
    yield styles, text[: found.start()]
    yield from _pieces(found.group(1), (*styles, name))
    yield from _pieces(text[found.end() :], styles)


def _leaves(text: str, styles: tuple[str, ...], references: list[Span]) -> Iterator[Span]:
    for piece in re.split("([\ue000-\uf8ff])", text):
        if PRIVATE.fullmatch(piece):
            yield _in_style(references[ord(piece) - FIRST_PRIVATE], styles)
        else:
            yield from (_in_style(span, styles) for span in with_emojis(decoded(piece)))


def _in_style(span: Span, styles: tuple[str, ...]) -> Span:
    # Most text has no style, and a page full of messages is made of thousands of spans.
    return replace(span, styles=styles) if styles else span


def with_emojis(text: str) -> list[Span]:
    """Return plain text as spans, the colon names of common emoji shown as emoji."""
    found: list[Span] = []
    for position, piece in enumerate(COLON_NAME.split(text)):
        if position % 2 and piece in EMOJI:
            found.append(Span(EMOJI[piece], "emoji", piece))
        elif position % 2:
            found.append(Span(f":{piece}:"))
        elif piece:
            found.append(Span(piece))
    return found


def emojis(text: str) -> str:
    """Return text with the colon names of common emoji shown as emoji."""
    return COLON_NAME.sub(lambda found: EMOJI.get(found.group(1), found.group(0)), text)


def decoded(text: str) -> str:
    """Return text with Slack's three entities decoded."""
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return text
