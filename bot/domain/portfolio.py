"""Many projects side by side: which function holds most of them up, and who stands alone in several."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.roles import NEWCOMER_CONFIDENCE, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.coverage import Claim, Coverage
    from bot.domain.roles import Stage, Strengths


@dataclass(frozen=True, slots=True)
class Place:
    """A project among others: its coverage, and everyone who belongs to it, whether they claim a role or not."""

    project_id: int
    stage: Stage
    coverage: Coverage
    member_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class OnlyCover:
    """One person, and the roles of several projects (id and role) that nobody else does alone."""

    person_id: int
    held: tuple[tuple[int, Role], ...]


def set_ceilings(standings: Iterable[Strengths]) -> Counter[Role]:
    """Count in how many projects each role sets the ceiling; tied roles set it together."""
    return Counter(
        role for strengths in standings for role, strength in strengths if strength == strengths.ceiling
    )


def only_covers(places: Iterable[Place]) -> list[OnlyCover]:
    """Return who is the only one to do a role alone (stated 3 or more) in two or more projects, the most first."""
    held: dict[int, list[tuple[int, Role]]] = defaultdict(list)
    for place in places:
        for role in Role:
            alone = _does_alone(place.coverage, role)
            if len(alone) == 1:
                held[alone[0].person_id].append((place.project_id, role))
    found = [OnlyCover(person_id, tuple(roles)) for person_id, roles in held.items()]
    several = [each for each in found if len({project_id for project_id, _ in each.held}) > 1]
    return sorted(several, key=lambda each: (-len(each.held), each.person_id))


def _does_alone(coverage: Coverage, role: Role) -> list[Claim]:
    return [c for c in coverage.claims if c.role is role and c.confidence >= NEWCOMER_CONFIDENCE]
