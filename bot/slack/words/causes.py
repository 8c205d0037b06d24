"""Why a function fell, by kind; never by person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.causes import Cause
from bot.slack.words.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

_CAUSE = {
    Cause.LOWERED: "stated confidence was lowered",
    Cause.WITHDRAWN: "it is no longer claimed",
    Cause.NOT_CONFIRMED: "it was not confirmed for several polls",
    Cause.NO_LONGER_AVAILABLE: "the cover is no longer available",
    Cause.AWAY: "the cover is away for a longer time",
    Cause.OTHER_DUTIES: "other duties took time",
    Cause.SECONDMENT_ENDED: "a secondment ended",
}


def because(causes: Iterable[str]) -> str:
    """Return "stated confidence was lowered and other duties took time"; empty without a known cause."""
    known = [_CAUSE[Cause(cause)] for cause in causes]
    return listed(known) if known else ""
