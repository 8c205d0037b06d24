"""Ceiling arithmetic, computed and never guessed: what one step in a role would make of the ceiling."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.coverage import Claim, Coverage
from bot.domain.roles import MOST_CONFIDENCE, NEWCOMER_CONFIDENCE, Role

if TYPE_CHECKING:
    from bot.domain.roles import Stage


@dataclass(frozen=True, slots=True)
class Step:
    """One step in one role, or in all tied weakest roles together, and the ceiling (tenths) it leads to.

    `stated` is the best claimant's confidence now (None in a vacant role, where a newcomer starts at 3).
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
    after = coverage
    for newcomer, role in enumerate(roles, start=1):
        after = _one_step(after, role, newcomer_id=-newcomer)
    best = coverage.best(roles[0])
    return Step(
        roles=roles,
        stated=best.confidence if best else None,
        ceiling_before=coverage.strengths.ceiling,
        ceiling_after=after.strengths.ceiling,
    )


def _one_step(coverage: Coverage, role: Role, newcomer_id: int) -> Coverage:
    best = coverage.best(role)
    if best is None:
        return coverage.with_answer(newcomer_id, [Claim(newcomer_id, role, NEWCOMER_CONFIDENCE)])
    stepped = replace(best, confidence=min(best.confidence + 1, MOST_CONFIDENCE))
    own = [stepped if claim == best else claim for claim in coverage.claims if claim.person_id == best.person_id]
    return coverage.with_answer(best.person_id, own)
