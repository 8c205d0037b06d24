"""Ceiling arithmetic, computed and never guessed: what one step in a role would make of the ceiling."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.coverage import Claim, Coverage, count_hats
from bot.domain.roles import MOST_CONFIDENCE, NEWCOMER_CONFIDENCE, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.roles import Stage


@dataclass(frozen=True, slots=True)
class Step:
    """One step in one role, or in all tied weakest roles together, and the ceiling (tenths) it leads to.

    `stated` is the confidence now of the first role's best claimant (None in a role without strength, where a
    newcomer starts at 3). `lapsed` names those of the roles in which the step is no newcomer but a fresh answer by
    whoever covered it before. A step never lowers the ceiling: even the first hat it may cost weighs less than it
    lifts.
    """

    roles: tuple[Role, ...]
    stated: int | None
    ceiling_before: int
    ceiling_after: int
    lapsed: tuple[Role, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether the ceiling stays where it is."""
        return self.ceiling_after == self.ceiling_before

    @property
    def vacant(self) -> tuple[Role, ...]:
        """The roles in which the step is a newcomer."""
        return () if self.stated is not None else tuple(r for r in self.roles if r not in self.lapsed)


def steps_of(coverage: Coverage, stage: Stage, lapsed: Sequence[Claim] = ()) -> list[Step]:
    """Return the steps, the weakest roles first (as one step where several are tied), then the others.

    `lapsed` holds the claims that count no more because nobody confirmed them.
    """
    weakest = coverage.strengths.weakest(stage)
    others = [(role,) for role in Role if role not in weakest]
    return [_step(coverage, roles, lapsed) for roles in (weakest, *others)]


def _step(coverage: Coverage, roles: tuple[Role, ...], lapsed: Sequence[Claim]) -> Step:
    best = coverage.best(roles[0])
    back = [_most_confident(lapsed, role) for role in roles if not coverage.strength(role)]
    confirmed = [claim for claim in back if claim is not None]
    return Step(
        roles=roles,
        stated=best.confidence if best else None,
        ceiling_before=coverage.strengths.ceiling,
        ceiling_after=_stepped(_confirmed(coverage, confirmed, lapsed), coverage, roles).strengths.ceiling,
        lapsed=tuple(claim.role for claim in confirmed),
    )


def _most_confident(claims: Iterable[Claim], role: Role) -> Claim | None:
    return max(
        (c for c in claims if c.role is role), key=lambda c: (c.confidence, -c.person_id), default=None
    )


def _confirmed(coverage: Coverage, confirmed: Iterable[Claim], lapsed: Iterable[Claim]) -> Coverage:
    """Return the coverage once some lapsed answers are confirmed: each counts again as a whole."""
    owners = {claim.person_id for claim in confirmed}
    again = tuple(claim for claim in lapsed if claim.person_id in owners)
    return Coverage(coverage.claims + again, Counter(coverage.hats) + count_hats(again), coverage.hat_cost)


def _stepped(coverage: Coverage, before: Coverage, roles: tuple[Role, ...]) -> Coverage:
    """Return the coverage with one step more in some roles; in those confirmed just now, that was the step."""
    # Who is best is settled before anyone steps: a hat gained in one role must not change it in a tied one.
    best = {role: before.best(role) for role in roles}
    higher = {claim: _one_higher(claim) for claim in best.values() if claim}
    vacant = [role for role in roles if coverage.best(role) is None]
    newcomers = (Claim(-number, role, NEWCOMER_CONFIDENCE) for number, role in enumerate(vacant, start=1))
    claims = (*(higher.get(claim, claim) for claim in coverage.claims), *newcomers)
    gained = count_hats(claims) - count_hats(coverage.claims)
    return Coverage(claims, Counter(coverage.hats) + gained, coverage.hat_cost)


def _one_higher(claim: Claim) -> Claim:
    return replace(claim, confidence=min(claim.confidence + 1, MOST_CONFIDENCE))
