"""How claims become strengths.

"The roles can be distributed across four people, collapsed into two, or carried by one person at reduced
effectiveness across the board": every further hat costs a person some focus in all of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.roles import LEAST_CONFIDENCE, NEWCOMER_CONFIDENCE, Role, Strengths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEAST_FOCUS = 50
DEFAULT_HAT_COST = 10
MOST_HAT_COST = 50


@dataclass(frozen=True, slots=True)
class Claim:
    """One member says: I cover this role of this project, with this stated confidence (1-5)."""

    person_id: int
    role: Role
    confidence: int

    @property
    def is_hat(self) -> bool:
        """Whether the claim weighs on its owner; learning a role costs nobody anything."""
        return self.confidence > LEAST_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Coverage:
    """The claims that count in one project, and the hats of the people who made them.

    `hats` counts each person's hats over all active projects of the workspace; `hat_cost` is 0-50 percent.
    """

    claims: tuple[Claim, ...]
    hats: Mapping[int, int]
    hat_cost: int = DEFAULT_HAT_COST

    def effective(self, claim: Claim) -> int:
        """Return a claim's effective confidence in tenths."""
        return effective_confidence(claim.confidence, self.hats.get(claim.person_id, 0), self.hat_cost)

    def best(self, role: Role) -> Claim | None:
        """Return the claim that carries a role; among equals the one stated higher, then the first known."""
        claims = [claim for claim in self.claims if claim.role is role]
        return max(claims, key=lambda c: (self.effective(c), c.confidence, -c.person_id), default=None)

    def strength(self, role: Role) -> int:
        """Return a role's strength: the highest effective confidence among its claims, else 0."""
        return max((self.effective(claim) for claim in self.claims if claim.role is role), default=0)

    @property
    def strengths(self) -> Strengths:
        """The strengths of all four roles."""
        return Strengths(**{role.value: self.strength(role) for role in Role})

    def depth(self, role: Role) -> int:
        """Return how many members do the routine work of a role alone (stated confidence of 3 or more)."""
        return sum(c.role is role and c.confidence >= NEWCOMER_CONFIDENCE for c in self.claims)

    def without(self, person_id: int) -> Coverage:
        """Return the coverage once a person's claims here have ended."""
        return Coverage(tuple(c for c in self.claims if c.person_id != person_id), self.hats, self.hat_cost)

    def with_answer(self, person_id: int, claims: Iterable[Claim]) -> Coverage:
        """Return the coverage as it would be with a person's claims here replaced, hats counted anew."""
        old = sum(c.is_hat for c in self.claims if c.person_id == person_id)
        new = tuple(claims)
        hats = dict(self.hats)
        hats[person_id] = hats.get(person_id, 0) - old + sum(claim.is_hat for claim in new)
        return Coverage(self.without(person_id).claims + new, hats, self.hat_cost)


def focus(hats: int, hat_cost: int) -> int:
    """Return how much of themselves a person gives each of their hats, in percent (50-100)."""
    return max(LEAST_FOCUS, 100 - hat_cost * (max(hats, 1) - 1))


def effective_confidence(confidence: int, hats: int, hat_cost: int) -> int:
    """Return stated confidence (1-5) times focus, in tenths, rounded half up."""
    return (confidence * 10 * focus(hats, hat_cost) + 50) // 100


def count_hats(claims: Iterable[Claim]) -> Counter[int]:
    """Count each person's hats among claims taken from all their projects."""
    return Counter(claim.person_id for claim in claims if claim.is_hat)


def risk_hat(claims: Iterable[Claim]) -> Claim | None:
    """Return, of one person's several hats, the one held least confidently; None if all are held alike.

    "The project's risk profile changes to reflect whichever competence that person carries least
    confidently." It is told to that person alone.
    """
    hats = [claim for claim in claims if claim.is_hat]
    is_any_less = len({claim.confidence for claim in hats}) > 1
    return min(hats, key=lambda c: c.confidence) if is_any_less else None
