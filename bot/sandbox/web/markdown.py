"""The markdown block: standard Markdown, as far as bots write it, as parts made of spans."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.markup import Span

FENCE = "```"
LINE = re.compile(r"(?P<heading>#{1,6}) +|(?P<item>[-*+]|\d+[.)]) +|(?P<quote>>) ?")
INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<bold>[^*]+)\*\*|(?<!\w)[*_](?P<italic>[^*_]+)[*_](?!\w)|~~(?P<strike>[^~]+)~~"
    r"|\[(?P<label>[^\]]+)\]\((?P<url>https?://[^)\s]+)\)"
)


def markdown_parts(text: str) -> list[dict[str, Any]]:
    """Return parts of `kind` paragraph, heading (with `level`), item, quote or code, each with its spans."""
    parts: list[dict[str, Any]] = []
    for position, piece in enumerate(text.split(FENCE)):
        if position % 2:
            code = piece.partition("\n")[2] or piece
            parts.append({"kind": "code", "spans": [vars(Span(code.rstrip("\n")))]})
        else:
            parts += [_line(line) for line in piece.splitlines() if line.strip()]
    return parts


def _line(line: str) -> dict[str, Any]:
    stripped = line.strip()
    found = LINE.match(stripped)
    if found is None:
        return {"kind": "paragraph", "spans": _inline(stripped)}
    spans = _inline(stripped[found.end() :])
    kind = str(found.lastgroup)
    return {"kind": kind, "level": len(found["heading"] or ""), "mark": found["item"], "spans": spans}


def _inline(text: str) -> list[dict[str, Any]]:
    spans, at = [], 0
    for found in INLINE.finditer(text):
        spans.append(Span(text[at : found.start()]))
        spans.append(_styled(found))
        at = found.end()
    return [vars(span) for span in [*spans, Span(text[at:])] if span.text]


def _styled(found: re.Match[str]) -> Span:
    if found["label"]:
        return Span(found["label"], "link", found["url"])
    style = next(name for name in ("code", "bold", "italic", "strike") if found[name])
    return Span(found[style], styles=(style,))
