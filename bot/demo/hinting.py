"""What the page suggests to whoever begins to type a slash command: the bot's own words of help."""

from __future__ import annotations

from bot.sandbox import Hint
from bot.slack.words.help import USAGE


def _hints() -> tuple[Hint, ...]:
    under_ceiling = USAGE["/ceiling"]
    first = next(iter(under_ceiling))
    hints = []
    for command, subcommands in USAGE.items():
        # By itself /ceiling does the first thing in its list; the short commands stand in that list.
        about = under_ceiling.get(command.removeprefix("/"), under_ceiling[first])
        hints.append(_hint(command, about))
        hints += [_hint(f"{command} {word}", does) for word, does in subcommands.items()]
    return tuple(hints)


def _hint(line: str, about: str) -> Hint:
    return Hint(line, about=about.replace("`", ""))


HINTS = _hints()
