"""What an answer would make of a project, before it is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.coverage import Coverage, count_hats
from bot.domain.drops import drop_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.coverage import Claim
    from bot.domain.drops import Drop, LiveSummary, Thresholds
    from bot.domain.roles import Stage, Strengths


class News(StrEnum):
    """What the channel would read of an answer."""

    NOTHING = "nothing"
    DROP = "drop"
    FURTHER_DROP = "further_drop"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class WhatTheChannelKnows:
    """What changes are compared with: the reference, and the summary that is live and has not recovered."""

    reference: Strengths
    live: LiveSummary | None
    thresholds: Thresholds
    stage: Stage


def with_hypothetical_answer(
    coverage: Coverage, person_id: int, claims: Iterable[Claim], *, hats_elsewhere: int
) -> Coverage:
    """Return the coverage with one person's answer replaced; `hats_elsewhere` are theirs in other projects."""
    here = count_hats(c for c in coverage.claims if c.person_id == person_id)[person_id]
    hats = {**coverage.hats, person_id: hats_elsewhere + here}
    return Coverage(coverage.claims, hats, coverage.hat_cost).with_answer(person_id, claims)


def news_of(before: Strengths, after: Strengths, known: WhatTheChannelKnows) -> tuple[News, Drop | None]:
    """Return what the channel would read of a change, and the drop if that is the news.

    What it would read without the change is not the change's doing.
    """
    drop = drop_of(known.reference, after, known.thresholds, known.stage)
    if drop is not None:
        is_doing = drop != drop_of(known.reference, before, known.thresholds, known.stage)
        return (_kind_of(drop, known.live), drop) if is_doing else (News.NOTHING, None)
    recovers = known.live is not None and known.live.has_recovered(after)
    return (News.RECOVERY if recovers else News.NOTHING), None


def _kind_of(drop: Drop, live: LiveSummary | None) -> News:
    return News.DROP if live is None or live.addresses_the_channel_again(drop) else News.FURTHER_DROP
