"""The loan desk: which specialist, lent where, lifts a project most and costs the others least.

"A specialist moves into a product team for the duration of a specific objective". Lent, a specialist keeps what
they cover at home and carries a hat more for each role at the host: that hat is what the loan costs. A domain
expert is never lent: what they know cannot be moved to another project.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.domain.roles import NEWCOMER_CONFIDENCE, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from bot.domain.coverage import Claim
    from bot.domain.portfolio import Place
    from bot.domain.roles import Strengths


@dataclass(frozen=True, slots=True)
class CeilingChange:
    """What a loan makes of one project's ceiling (tenths)."""

    project_id: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Loan:
    """One specialist lent to a host for the roles that set its ceiling; `falls` are the projects it costs.

    `from_ids` are the projects in which the specialist covers these roles.
    """

    person_id: int
    roles: tuple[Role, ...]
    from_ids: tuple[int, ...]
    host: CeilingChange
    falls: tuple[CeilingChange, ...]

    @property
    def gain(self) -> int:
        """How far the host's ceiling rises, in tenths."""
        return self.host.after - self.host.before

    @property
    def cost(self) -> int:
        """How far other ceilings fall, all of them together, in tenths."""
        return sum(fall.before - fall.after for fall in self.falls)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A project with its strengths as they are: taken once, compared with many times."""

    place: Place
    before: Strengths

    def with_hats(self, person_id: int, hats: int, brought: tuple[Claim, ...] = ()) -> CeilingChange:
        """Return what becomes of the ceiling when a person wears so many hats and brings some claims here."""
        now = self.place.coverage
        after = replace(now, claims=now.claims + brought, hats={**now.hats, person_id: hats})
        return CeilingChange(self.place.project_id, self.before.ceiling, after.strengths.ceiling)


@dataclass(frozen=True, slots=True)
class _Specialist:
    """Someone who could be lent: their best claim in each role they do alone, and where they make it."""

    person_id: int
    hats: int
    best: dict[Role, Claim]
    covered_in: dict[Role, list[int]]
    places: tuple[_Measured, ...]
    known_falls: dict[int, tuple[CeilingChange, ...]] = field(default_factory=dict)

    def falls(self, more_hats: int) -> tuple[CeilingChange, ...]:
        """Return the ceilings that fall at home once so many more hats are worn: the same for every host."""
        if more_hats not in self.known_falls:
            changes = (each.with_hats(self.person_id, self.hats + more_hats) for each in self.places)
            self.known_falls[more_hats] = tuple(each for each in changes if each.after < each.before)
        return self.known_falls[more_hats]


def loans(
    seen: Sequence[Place], unseen: Sequence[Place] = (), *, lent: Collection[int] = frozenset()
) -> list[Loan]:
    """Return every loan of one specialist that lifts a host, those that lift most and then cost least first.

    All pairs of a specialist (a stated confidence of 3 or more) and a host whose ceiling their role sets are
    tried. Whoever is `lent` already stays where they are, and nobody is lent to a project they are in.

    Args:
        seen: the projects between which loans may be proposed.
        unseen: further projects, which nothing may be said of: a loan that one of them would pay for is left out.
        lent: the people who are on secondment now.
    """
    hosts = [_Measured(place, place.coverage.strengths) for place in seen]
    others = [_Measured(place, place.coverage.strengths) for place in unseen]
    specialists = [each for each in _specialists(hosts, others) if each.person_id not in lent]
    found = [loan for host in hosts for loan in _loans_to(host, specialists)]
    sayable = {place.project_id for place in seen}
    told = [loan for loan in found if sayable.issuperset(fall.project_id for fall in loan.falls)]
    return sorted(told, key=lambda loan: (-loan.gain, loan.cost, loan.host.project_id, loan.person_id))


def _specialists(seen: Iterable[_Measured], unseen: Iterable[_Measured]) -> list[_Specialist]:
    everywhere = [*seen, *unseen]
    experts = {c.person_id for each in everywhere for c in each.place.coverage.claims if _is_expert(c)}
    covering: dict[int, list[_Measured]] = defaultdict(list)
    for each in everywhere:
        for person_id in {claim.person_id for claim in each.place.coverage.claims} - experts:
            covering[person_id].append(each)
    visible = {each.place.project_id for each in seen}
    return [_specialist(person_id, places, visible) for person_id, places in sorted(covering.items())]


def _is_expert(claim: Claim) -> bool:
    return claim.role is Role.DOMAIN_EXPERT and claim.is_hat


def _specialist(person_id: int, places: Sequence[_Measured], visible: Collection[int]) -> _Specialist:
    covered_in: dict[Role, list[int]] = defaultdict(list)
    best: dict[Role, Claim] = {}
    for place in (each.place for each in places if each.place.project_id in visible):
        for claim in place.coverage.claims:
            if claim.person_id == person_id and claim.confidence >= NEWCOMER_CONFIDENCE:
                covered_in[claim.role].append(place.project_id)
                best[claim.role] = max(best.get(claim.role, claim), claim, key=lambda c: c.confidence)
    hats = max(each.place.coverage.hats.get(person_id, 0) for each in places)
    return _Specialist(person_id, hats, best, covered_in, tuple(places))


def _loans_to(host: _Measured, specialists: Iterable[_Specialist]) -> Iterator[Loan]:
    weakest = host.before.weakest(host.place.stage)
    for each in specialists:
        if each.best.keys() >= set(weakest) and each.person_id not in host.place.member_ids:
            brought = tuple(each.best[role] for role in weakest)
            change = host.with_hats(each.person_id, each.hats + len(weakest), brought)
            if change.after > change.before:
                yield _loan(each, weakest, change)


def _loan(specialist: _Specialist, roles: tuple[Role, ...], host: CeilingChange) -> Loan:
    return Loan(
        person_id=specialist.person_id,
        roles=roles,
        from_ids=tuple(sorted({where for role in roles for where in specialist.covered_in[role]})),
        host=host,
        falls=specialist.falls(len(roles)),
    )
