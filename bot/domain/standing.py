"""Whether a claim is still in force: silence is never an instant zero, and never trusted for ever."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DEFAULT_LAPSE_AFTER = 3
# Up to a fortnight away, a person's claims go on counting.
LONGEST_COUNTED_AWAY_DAYS = 14
# A poll that most people ignored says nothing about the one who did not answer it.
_LEAST_ANSWERED_OF_ASKED = 3


class Standing(StrEnum):
    """How far a claim can be trusted."""

    CURRENT = "current"
    UNCONFIRMED = "unconfirmed"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Silence:
    """The polls that closed without an answer since a claim was made: all of them, and those that count."""

    polls: int = 0
    counting: int = 0


def standing_of(silence: Silence, lapse_after: int) -> Standing:
    """Return a claim's standing after some silence; `lapse_after` counting polls (1 or more) end it."""
    if silence.counting >= lapse_after:
        return Standing.LAPSED
    return Standing.UNCONFIRMED if silence.polls else Standing.CURRENT


def would_lapse_next(silence: Silence, lapse_after: int) -> bool:
    """Whether one more counting poll without an answer would end the claim."""
    return silence.counting == lapse_after - 1


def counts_towards_lapsing(*, scheduled: bool, working_days_open: int, asked: int, answered: int) -> bool:
    """Whether a closed poll counts: scheduled, open a working day, answered by a third of those asked."""
    return scheduled and working_days_open >= 1 and 0 < asked <= answered * _LEAST_ANSWERED_OF_ASKED


@dataclass(frozen=True, slots=True)
class Away:
    """A person is away from one date until another (both included), set by themselves, without a reason."""

    from_on: date
    until_on: date

    @property
    def is_long(self) -> bool:
        """Whether the absence is longer than a fortnight, so that claims stop counting during it."""
        return (self.until_on - self.from_on).days + 1 > LONGEST_COUNTED_AWAY_DAYS
