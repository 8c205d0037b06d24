"""What an answer would make of a project, before it is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.coverage import Coverage, count_hats
from bot.domain.drops import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.coverage import Claim
    from bot.domain.drops import Drop, LiveSummary, Thresholds
    from bot.domain.roles import Role, Stage, Strengths


class News(StrEnum):
    """What the channel would read of an answer."""

    NOTHING = "nothing"
    DROP = "drop"
    FURTHER_DROP = "further_drop"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer would have told: the channel's news, with the drop that it is if it is one.

    `decisive` is the stage's decisive role if its fall would be told to the leads alone.
    """

    news: News
    drop: Drop | None = None
    decisive: Role | None = None


@dataclass(frozen=True, slots=True)
class WhatTheChannelKnows:
    """What changes are compared with: the reference, but for accepted vacancies, and the summary that is live.

    A summary that was not read yet (`is_read`) takes in what follows; one that `is_recovered` recovers no more.
    """

    reference: Strengths
    thresholds: Thresholds
    stage: Stage
    accepted: frozenset[Role] = frozenset()
    live: LiveSummary | None = None
    is_read: bool = True
    is_recovered: bool = False


def with_hypothetical_answer(
    coverage: Coverage, person_id: int, claims: Iterable[Claim], *, hats_elsewhere: int
) -> Coverage:
    """Return the coverage with one person's answer replaced; `hats_elsewhere` are theirs in other projects."""
    here = count_hats(c for c in coverage.claims if c.person_id == person_id)[person_id]
    hats = {**coverage.hats, person_id: hats_elsewhere + here}
    return Coverage(coverage.claims, hats, coverage.hat_cost).with_answer(person_id, claims)


def news_of(before: Strengths, after: Strengths, known: WhatTheChannelKnows) -> Told:
    """Return what would be told of a change once it has settled.

    What would be told without the change is not the change's doing.
    """
    told, anyway = _told(after, known), _told(before, known)
    decisive = told.decisive if anyway.decisive is None else None
    if (told.news, told.drop) == (anyway.news, anyway.drop):
        return Told(News.NOTHING, decisive=decisive)
    return Told(told.news, told.drop, decisive)


def _told(strengths: Strengths, known: WhatTheChannelKnows) -> Told:
    settled = settle(known.reference, strengths, known.thresholds, known.stage, known.accepted)
    if settled.drop is not None:
        return Told(_kind_of(settled.drop, known), settled.drop)
    recovers = known.live is not None and not known.is_recovered and known.live.has_recovered(strengths)
    return Told(News.RECOVERY if recovers else News.NOTHING, decisive=settled.decisive)


def _kind_of(drop: Drop, known: WhatTheChannelKnows) -> News:
    is_in_thread = known.is_read and known.live and not known.live.addresses_the_channel_again(drop)
    return News.FURTHER_DROP if is_in_thread else News.DROP
