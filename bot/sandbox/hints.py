"""What a slash command's writer tells people who begin to type it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hint:
    """One line to suggest: `line` is what is typed, `usage` what may follow, `about` what it does.

    A command may have several, one for each of its words: `/poll`, `/poll open`, `/poll close`.
    """

    line: str
    usage: str = ""
    about: str = ""
