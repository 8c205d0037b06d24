"""What a person typed after a command, as Slack escapes it and as phones and keyboards change it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.slack.words.text import clean

_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_SINGLE = "\u2018\u2019\u201a\u201b"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_SINGLE = "\u2018\u2019\u201a\u201b"
_QUOTES = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_CHANNEL = re.compile(r"<#([CDG][A-Z0-9]+)(?:\|[^>]*)?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Command:
    """The first word in lower case, what follows it, and the people and channels that were mentioned."""

    subcommand: str
    rest: str
    people: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


def parse_command(text: str) -> Command:
    """Read the text of a slash command; an empty one has an empty subcommand."""
    first, _, rest = parse_argument(text, keep_quotes=True).partition(" ")
    return Command(
        subcommand=first.strip("\"'").casefold(),
        rest=_unquoted(rest),
        people=tuple(dict.fromkeys(_PERSON.findall(text))),
        channels=tuple(dict.fromkeys(_CHANNEL.findall(text))),
    )


def parse_argument(text: str, *, keep_quotes: bool = False) -> str:
    """Return what was typed as plain text, for a command that has no subcommands; mentions are left out."""
    typed = _CHANNEL.sub(" ", _PERSON.sub(" ", text)).translate(_QUOTES)
    for entity, character in _ENTITIES:
        typed = typed.replace(entity, character)
    typed = clean(typed)
    return typed if keep_quotes else _unquoted(typed)


def _unquoted(typed: str) -> str:
    quoted = len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "\"'"
    return typed[1:-1].strip() if quoted else typed.strip()
