"""Messages and modals drawn for a terminal, about 84 columns wide, the way their viewer sees them."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.seen import Looked, Seen, SeenModal

WIDTH = 84
INNER = WIDTH - 4
ONLY_YOU = "only visible to you"
RULE = "───"


def show_message(seen: Seen) -> str:
    """Return a message in a box: who wrote it, what it says, what can be pressed."""
    marks = [mark for mark, there in (("edited", seen.edited), (ONLY_YOU, seen.ephemeral)) if there]
    heading = " · ".join([seen.author, *marks]) if seen.author else "Home"
    said = _lines(seen) if seen.blocks else seen.text.split("\n") if seen.text else []
    return _box(heading, said + [f"({file.title}, {file.name})" for file in seen.files])


def show_modal(modal: SeenModal) -> str:
    """Return a modal in a box: title, fields with what they hold, errors, the buttons below."""
    buttons = [modal.close] + ([modal.submit] if modal.submit else [])
    footing = "   ".join(f"[ {label} ]" for label in buttons)
    trouble = [f"! {modal.errors['']}"] if "" in modal.errors else []
    return _box(modal.title, [*_lines(modal), *trouble, RULE, _right(footing)])


def _lines(look: Looked) -> list[str]:
    lines: list[str] = []
    for block, row in zip(look.shown_blocks, look.rows, strict=True):
        if lines and block["type"] in ("header", "input"):
            lines.append("")
        lines += [_spaced(line) for line in row]
    return lines


def _spaced(line: str) -> str:
    """Widen `[Label]` to `[ Label ]`, and only where the line holds nothing but controls."""
    if not (line.startswith("[") and line.endswith("]")):
        return line
    return line.replace("[", "[ ").replace("]", " ]")


def _box(heading: str, lines: list[str]) -> str:
    title = f"─ {heading} "
    top = f"┌{title}{'─' * max(WIDTH - 2 - columns(title), 0)}┐"
    body = [f"│ {_padded(part)} │" for line in lines for part in _wrapped(line)]
    return "\n".join([top, *body, f"└{'─' * (WIDTH - 2)}┘"])


def _wrapped(line: str) -> list[str]:
    if line == RULE:
        return ["─" * INNER]
    indent = " " * (len(line) - len(line.lstrip()))
    wide = columns(line) - len(line)
    return textwrap.wrap(line, INNER - wide, subsequent_indent=indent, drop_whitespace=True) or [""]


def _padded(line: str) -> str:
    return line.replace("\N{NO-BREAK SPACE}", " ") + " " * max(INNER - columns(line), 0)


def _right(line: str) -> str:
    return "\N{NO-BREAK SPACE}" * max(INNER - columns(line), 0) + line.replace(" ", "\N{NO-BREAK SPACE}")


def columns(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
