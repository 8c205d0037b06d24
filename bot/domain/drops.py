"""When the weakest function has dropped, and how long that stays news.

The reference is what the channel has been told or could see; strengths are compared with it only after they
have settled, so that a mis-tap or a hand-over makes no noise, while slow erosion adds up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.errors import DomainExpertNeeded
from bot.domain.roles import (
    DECISIVE_ROLE,
    MOST_CONFIDENCE,
    Role,
    Strengths,
    band_rank,
    in_order_of_weight,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.roles import Stage

DEFAULT_SETTLE_MINUTES = 5
LIVE_AT_MOST = timedelta(days=28)
CLOSES_TO_END = 2
# Fewer answers than this, in percent, and a summary says so beside what it states.
FEW_ANSWERS_PERCENT = 60
_MOST_STRENGTH = MOST_CONFIDENCE * 10


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How far the weakest function must fall to be a drop, in tenths: into a lower band, or on its own."""

    into_lower_band: int = 5
    on_its_own: int = 10


@dataclass(frozen=True, slots=True)
class Drop:
    """The weakest function fell: its strength before and after (tenths), and every role below the former."""

    before: int
    after: int
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What settling compared with and leaves behind: the next reference, and what is to be told.

    That is a drop, or `decisive`: the stage's decisive role, whose fall only the leads hear of.
    """

    compared_with: Strengths
    reference: Strengths
    drop: Drop | None
    decisive: Role | None


def settle(
    reference: Strengths,
    strengths: Strengths,
    thresholds: Thresholds,
    stage: Stage,
    accepted: Iterable[Role] = (),
) -> Settlement:
    """Compare settled strengths with the reference, but for roles whose vacancy is accepted."""
    for role in accepted:
        reference = accept_vacancy(reference, role)
    drop = drop_of(reference, strengths, thresholds, stage)
    decisive = DECISIVE_ROLE[stage]
    return Settlement(
        compared_with=reference,
        reference=strengths if drop else _next_reference(reference, strengths),
        drop=drop,
        decisive=decisive if decisive_fall(reference, strengths, decisive, thresholds) else None,
    )


def drop_of(reference: Strengths, strengths: Strengths, thresholds: Thresholds, stage: Stage) -> Drop | None:
    """Return the drop, over the roles that were not vacant in the reference, or None.

    A vacant role therefore does not hide the fall of another.
    """
    before, after = lowest_counted(reference, reference), lowest_counted(reference, strengths)
    if not _is_far(before, after, thresholds):
        return None
    fallen = [role for role in counted_roles(reference) if strengths[role] < before]
    weakest_first = sorted(in_order_of_weight(fallen, stage), key=lambda role: strengths[role])
    return Drop(before, after, tuple(weakest_first))


def counted_roles(reference: Strengths) -> list[Role]:
    """Return the roles that were not vacant in a reference."""
    return [role for role, strength in reference if strength]


def lowest_counted(reference: Strengths, strengths: Strengths) -> int:
    """Return the lowest strength (tenths) among the roles not vacant in the reference; 0 without any."""
    return min((strengths[role] for role in counted_roles(reference)), default=0)


def _is_far(before: int, after: int, thresholds: Thresholds) -> bool:
    fell, into_lower_band = before - after, band_rank(after) < band_rank(before)
    return fell >= thresholds.on_its_own or (fell >= thresholds.into_lower_band and into_lower_band)


def _next_reference(reference: Strengths, strengths: Strengths) -> Strengths:
    """Raise what rose; keep what fell, so that erosion adds up, but no higher than a minimum that really was.

    Without that bound, a role that fell behind a weaker one would count as a drop when the weaker rises.
    """
    bound = max(lowest_counted(reference, reference), lowest_counted(reference, strengths))
    kept = {role: max(strengths[role], min(reference[role], bound)) for role in Role}
    return Strengths(**{role.value: strength for role, strength in kept.items()})


def shift_quietly(reference: Strengths, before: Strengths, after: Strengths) -> Strengths:
    """Carry a change that is no news (settings, hats from another project's first poll) into the reference.

    What had already fallen or risen unsettled stays so. A role that was vacant in the reference stays vacant
    there: as a new, low minimum it would hide the others.
    """
    shifted = {role: reference[role] + after[role] - before[role] for role in counted_roles(reference)}
    return Strengths(**{role.value: min(max(tenths, 0), _MOST_STRENGTH) for role, tenths in shifted.items()})


def foretell(reference: Strengths, foretold: Strengths, strengths: Strengths | None = None) -> Strengths:
    """Lower the reference to what was said beforehand, so that only a deeper fall is a drop.

    To be called when the foretold change happens, not when it is foretold: until then the reference goes on
    rising with the strengths. Given the `strengths` after it, the reference goes no lower than they did, so
    that a role which has meanwhile become stronger than foretold hides no other.
    """
    floor = {role: max(foretold[role], strengths[role]) if strengths else foretold[role] for role in Role}
    return Strengths(**{role.value: min(reference[role], floor[role]) for role in Role})


def accept_vacancy(reference: Strengths, role: Role) -> Strengths:
    """Take a role out of the reference: its fall was accepted beforehand.

    To be called before every settling while the vacancy is accepted, since settling takes the role in again
    as long as somebody covers it. Raises DomainExpertNeeded for the domain expert.
    """
    if role is Role.DOMAIN_EXPERT:
        raise DomainExpertNeeded
    return reference.with_role(role, 0)


@dataclass(frozen=True, slots=True)
class LiveSummary:
    """A drop's summary while it is news: the reference it fell from, the lowest value said since, its age."""

    reference: Strengths
    lowest: int
    posted_at: datetime
    closes_recovered: int = 0

    def has_recovered(self, strengths: Strengths) -> bool:
        """Whether the weakest function is back where it was before the drop."""
        return lowest_counted(self.reference, strengths) >= lowest_counted(self.reference, self.reference)

    def after_close(self, strengths: Strengths) -> int:
        """Return how many scheduled closes in a row the weakest function has now been back for."""
        return self.closes_recovered + 1 if self.has_recovered(strengths) else 0

    def is_over(self, now: datetime) -> bool:
        """Whether it is no longer live: back for two scheduled closes, or 28 days old."""
        return self.closes_recovered >= CLOSES_TO_END or now >= self.posted_at + LIVE_AT_MOST

    def addresses_the_channel_again(self, drop: Drop) -> bool:
        """Whether a further drop goes below everything said so far; if not, it belongs in the thread."""
        return drop.after < self.lowest


def decisive_fall(reference: Strengths, strengths: Strengths, decisive: Role, thresholds: Thresholds) -> bool:
    """Whether the stage's decisive role fell as far as a drop while the ceiling stayed: a word to the leads.

    Not when there is a drop as well, behind a vacant role: then the channel hears of it.
    """
    ceiling_stayed = strengths.ceiling >= reference.ceiling
    lowest = lowest_counted(reference, reference), lowest_counted(reference, strengths)
    fell = _is_far(reference[decisive], strengths[decisive], thresholds)
    return fell and ceiling_stayed and not _is_far(*lowest, thresholds)
