"""What a check of blocks found: the rules broken, and what must be counted across one surface."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Surface(StrEnum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


@dataclass
class Report:
    """The rules broken so far, in Slack's wording: a sentence and a JSON pointer."""

    surface: Surface
    problems: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def broken(self, pointer: str, rule: str) -> None:
        """Note a broken rule."""
        self.problems.append(f"[ERROR] {rule} [json-pointer:{pointer}]")

    def count(self, what: str, amount: int, limit: int, pointer: str) -> None:
        """Add to a total kept over the whole surface; note when it passes its limit."""
        before = self.counts[what]
        self.counts[what] += amount
        if before <= limit < self.counts[what]:
            self.broken(pointer, f"no more than {limit} {what} allowed in all")
