"""Why a function fell: named by function and kind, never by person and never by another project."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.coverage import Claim, Coverage
    from bot.domain.roles import Role


class Cause(StrEnum):
    """The kinds of reasons for a fall."""

    LOWERED = "lowered"
    WITHDRAWN = "withdrawn"
    NOT_CONFIRMED = "not_confirmed"
    NO_LONGER_AVAILABLE = "no_longer_available"
    AWAY = "away"
    OTHER_DUTIES = "other_duties"
    SECONDMENT_ENDED = "secondment_ended"


class Occasion(StrEnum):
    """What a reading was taken for."""

    ANSWER = "answer"
    HATS = "hats"
    POLL_CLOSED = "poll_closed"
    MEMBERS = "members"
    AWAY = "away"
    SETTINGS = "settings"
    SECONDMENT = "secondment"


@dataclass(frozen=True, slots=True)
class Situation:
    """The coverage at one time, and why some people's claims do not count in it.

    `absent` names people who are out as a whole (left, away, returned); `lapsed` single claims not confirmed.
    """

    coverage: Coverage
    absent: Mapping[int, Cause] = field(default_factory=dict)
    lapsed: frozenset[tuple[int, Role]] = frozenset()


def causes_of_fall(role: Role, before: Situation, after: Situation) -> tuple[Cause, ...]:
    """Return why a role fell between two times, the loss of its strongest claim first, each cause once."""
    now = after.coverage.strength(role)
    lost = [c for c in before.coverage.claims if c.role is role and before.coverage.effective(c) > now]
    lost.sort(key=before.coverage.effective, reverse=True)
    return tuple(dict.fromkeys(_cause(claim, after) for claim in lost))


def _cause(claim: Claim, after: Situation) -> Cause:
    if claim.person_id in after.absent:
        return after.absent[claim.person_id]
    if (claim.person_id, claim.role) in after.lapsed:
        return Cause.NOT_CONFIRMED
    own = [c for c in after.coverage.claims if c.person_id == claim.person_id and c.role is claim.role]
    if not own:
        return Cause.WITHDRAWN
    return Cause.LOWERED if own[0].confidence < claim.confidence else Cause.OTHER_DUTIES
