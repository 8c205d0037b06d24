"""The four roles, the four stages, and how strong a strength is called.

A strength is an integer in tenths, 0 to 50: 3.6 is stored and computed as 36.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEAST_CONFIDENCE = 1
MOST_CONFIDENCE = 5
# The newcomer who would fill a vacancy is taken to do "the routine work alone".
NEWCOMER_CONFIDENCE = 3


class Role(StrEnum):
    """A function that a machine-learning project needs; none may disappear without consequence."""

    DATA_SCIENTIST = "data_scientist"
    ML_ENGINEER = "ml_engineer"
    INFRASTRUCTURE_ENGINEER = "infrastructure_engineer"
    DOMAIN_EXPERT = "domain_expert"


class Stage(StrEnum):
    """Where a project stands; each stage has one role that decides its outcome."""

    FRAMING = "framing"
    RESEARCH = "research"
    PRODUCTION = "production"
    OPERATION = "operation"


class Band(StrEnum):
    """The word for a strength, so that a colour never stands alone."""

    VACANT = "vacant"
    THIN = "thin"
    WORKABLE = "workable"
    STRONG = "strong"


DECISIVE_ROLE = {
    Stage.FRAMING: Role.DOMAIN_EXPERT,
    Stage.RESEARCH: Role.DATA_SCIENTIST,
    Stage.PRODUCTION: Role.ML_ENGINEER,
    Stage.OPERATION: Role.INFRASTRUCTURE_ENGINEER,
}

# Among equals the hardest loss to make good comes first: domain knowledge cannot be hired from outside.
_TIE_ORDER = (Role.DOMAIN_EXPERT, Role.ML_ENGINEER, Role.DATA_SCIENTIST, Role.INFRASTRUCTURE_ENGINEER)

_BANDS = ((0, Band.VACANT), (24, Band.THIN), (34, Band.WORKABLE))


def band_of(strength: int) -> Band:
    """Return the band of a strength (0-50 tenths): vacant 0, thin below 25, workable below 35, strong."""
    return next((band for most, band in _BANDS if strength <= most), Band.STRONG)


def band_rank(strength: int) -> int:
    """Return 0 for vacant up to 3 for strong, so that bands can be compared."""
    return list(Band).index(band_of(strength))


def in_order_of_weight(roles: Iterable[Role], stage: Stage) -> tuple[Role, ...]:
    """Order equally weak roles: the stage's decisive role first, then the one hardest to replace."""
    decisive = DECISIVE_ROLE[stage]
    return tuple(sorted(roles, key=lambda role: (role is not decisive, _TIE_ORDER.index(role))))


@dataclass(frozen=True, slots=True)
class Strengths:
    """The strengths of the four roles of one project, each 0-50 tenths."""

    data_scientist: int = 0
    ml_engineer: int = 0
    infrastructure_engineer: int = 0
    domain_expert: int = 0

    def __getitem__(self, role: Role) -> int:
        """Return the strength of one role."""
        return int(getattr(self, role.value))

    def __iter__(self) -> Iterator[tuple[Role, int]]:
        """Yield each role with its strength, in the order of the roles."""
        return ((role, self[role]) for role in Role)

    def with_role(self, role: Role, strength: int) -> Strengths:
        """Return a copy in which one role has another strength."""
        return replace(self, **{role.value: strength})

    @property
    def ceiling(self) -> int:
        """The strength of the weakest function: "The team's operational ceiling is its weakest function"."""
        return min(strength for _, strength in self)

    def weakest(self, stage: Stage) -> tuple[Role, ...]:
        """Return every role as weak as the ceiling, the weightiest first."""
        return in_order_of_weight((role for role, strength in self if strength == self.ceiling), stage)
