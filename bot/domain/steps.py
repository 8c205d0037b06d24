"""Ceiling arithmetic, computed and never guessed: what one step in a role would make of the ceiling."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.coverage import Claim, Coverage, count_hats
from bot.domain.roles import MOST_CONFIDENCE, NEWCOMER_CONFIDENCE, Role

if TYPE_CHECKING:
    from bot.domain.roles import Stage


@dataclass(frozen=True, slots=True)
class Step:
    """One step in one role, or in all tied weakest roles together, and the ceiling (tenths) it leads to.

    `stated` is the confidence now of the first role's best claimant (None in a vacant role, where a newcomer
    starts at 3). A step never lowers the ceiling: even the first hat it may cost weighs less than it lifts.
    """

    roles: tuple[Role, ...]
    stated: int | None
    ceiling_before: int
    ceiling_after: int

    @property
    def changes_nothing(self) -> bool:
        """Whether the ceiling stays where it is."""
        return self.ceiling_after == self.ceiling_before


def steps_of(coverage: Coverage, stage: Stage) -> list[Step]:
    """Return the steps, the weakest roles first (as one step where several are tied), then the others."""
    weakest = coverage.strengths.weakest(stage)
    others = [(role,) for role in Role if role not in weakest]
    return [_step(coverage, roles) for roles in (weakest, *others)]


def _step(coverage: Coverage, roles: tuple[Role, ...]) -> Step:
    best = coverage.best(roles[0])
    return Step(
        roles=roles,
        stated=best.confidence if best else None,
        ceiling_before=coverage.strengths.ceiling,
        ceiling_after=_stepped(coverage, roles).strengths.ceiling,
    )


def _stepped(coverage: Coverage, roles: tuple[Role, ...]) -> Coverage:
    # Who is best is settled before anyone steps: a hat gained in one role must not change it in a tied one.
    best = {role: coverage.best(role) for role in roles}
    higher = {claim: _one_higher(claim) for claim in best.values() if claim}
    vacant = [role for role, claim in best.items() if claim is None]
    newcomers = (Claim(-number, role, NEWCOMER_CONFIDENCE) for number, role in enumerate(vacant, start=1))
    claims = (*(higher.get(claim, claim) for claim in coverage.claims), *newcomers)
    gained = count_hats(claims) - count_hats(coverage.claims)
    return Coverage(claims, Counter(coverage.hats) + gained, coverage.hat_cost)


def _one_higher(claim: Claim) -> Claim:
    return replace(claim, confidence=min(claim.confidence + 1, MOST_CONFIDENCE))
