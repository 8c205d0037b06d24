"""The facts that strengths are computed from, as they stood at any time.

Facts are only ever added (answers, closes, absences, memberships with their ends), so the same query answers for
now and for the past: recomputing as of a reading's time gives that reading.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, func
from sqlmodel import col, or_, select

from bot.domain.causes import Cause, Situation
from bot.domain.coverage import Claim, Coverage, count_hats
from bot.domain.polls import SILENT
from bot.domain.standing import Away, Silence, Standing, standing_of
from bot.services.rows import get_all
from models.polls import CheckIn, Poll
from models.projects import Answer, Leaving, Membership, Project
from models.vouches import Vouch
from models.workspaces import Absence, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from sqlmodel import Session

    from bot.domain.roles import Role


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One member's answer in force in one project, and how far it still counts.

    `confidences` is None for a member who never answered. `suspended` means a long absence.
    """

    membership: Membership
    answered_at: datetime | None
    confidences: dict[Role, int] | None
    silence: Silence
    standing: Standing
    away: Away | None
    suspended: bool

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims of the answer in force, counted or not."""
        person = self.membership.person_id
        return tuple(Claim(person, role, stated) for role, stated in (self.confidences or {}).items())

    @property
    def counted_claims(self) -> tuple[Claim, ...]:
        """The claims that make up strengths."""
        return () if self.suspended or self.standing is Standing.LAPSED else self.claims


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings of a computation: the hat cost in percent, and the polls that end a claim, by project."""

    hat_cost: int
    lapse_after: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """Everything that one project's coverage is computed from; the members by the ids of people."""

    project: Project
    by_person: Mapping[int, MemberFacts]
    coverage: Coverage
    rules: Rules

    @property
    def members(self) -> tuple[MemberFacts, ...]:
        """Every current member's facts, in the order in which they joined."""
        return tuple(self.by_person.values())

    @property
    def has_answers(self) -> bool:
        """Whether any current member has ever answered."""
        return any(member.confidences is not None for member in self.members)

    @property
    def lapsed_claims(self) -> tuple[Claim, ...]:
        """The claims that count no more because nobody confirmed them."""
        lapsed = (member for member in self.members if member.standing is Standing.LAPSED)
        return tuple(claim for member in lapsed for claim in member.claims)

    @property
    def lapsed(self) -> frozenset[tuple[int, Role]]:
        """The same by person and role."""
        return frozenset((claim.person_id, claim.role) for claim in self.lapsed_claims)

    @property
    def not_confirmed(self) -> frozenset[Role]:
        """The roles that are without strength only because claims have lapsed."""
        lapsed = {role for _, role in self.lapsed}
        return frozenset(role for role in lapsed if not self.coverage.strength(role))

    def member(self, person_id: int) -> MemberFacts | None:
        """Return one current member's facts."""
        return self.by_person.get(person_id)


def load_facts(
    session: Session,
    workspace_id: int,
    project_ids: Iterable[int],
    *,
    now: datetime,
    rules: Rules | None = None,
) -> dict[int, ProjectFacts]:
    """Load the facts of some projects as of `now`, in a fixed number of queries; by today's rules unless given.

    Hats cross projects, so the other projects of the members are read along.
    """
    wanted = set(project_ids)
    params = {"workspace_id": workspace_id, "project_ids": sorted(wanted), "now": now}
    rows = session.exec(_MEMBERS, params=params).all()
    return _facts_in(session, workspace_id, rows, wanted, rules, now)


def facts_of(session: Session, project: Project, *, now: datetime) -> ProjectFacts:
    """Load the facts of one project as of `now`."""
    return load_facts(session, project.workspace_id, [project.key], now=now)[project.key]


def load_own_facts(
    session: Session, workspace_id: int, person_ids: Iterable[int], *, now: datetime
) -> dict[int, ProjectFacts]:
    """Load what some people claim as of `now`, in every project they are members of; it shows no other members.

    So it costs what these people cost, however large their projects are.
    """
    params = {"workspace_id": workspace_id, "person_ids": sorted(set(person_ids)), "now": now}
    rows = session.exec(_MEMBERS_WHO, params=params).all()
    return _facts_in(session, workspace_id, rows, {row[0].project_id for row in rows}, None, now)


def _facts_in(
    session: Session,
    workspace_id: int,
    rows: Sequence[Any],
    wanted: set[int],
    rules: Rules | None,
    now: datetime,
) -> dict[int, ProjectFacts]:
    project_ids = wanted | {row[0].project_id for row in rows}
    projects = get_all(session, Project, workspace_id, project_ids)
    if rules is None:
        hat_cost = session.get_one(Workspace, workspace_id).hat_cost
        rules = Rules(hat_cost, {project.key: project.lapse_after for project in projects.values()})
    absences = _absences(session, workspace_id, {row[0].person_id for row in rows}, now)
    memberships = [_member(row, projects, absences, rules) for row in rows]
    by_project: dict[int, list[MemberFacts]] = defaultdict(list)
    for facts in memberships:
        by_project[facts.membership.project_id].append(facts)
    hats = count_hats(claim for facts in memberships for claim in facts.counted_claims)
    return {
        project_id: ProjectFacts(
            project=projects[project_id],
            by_person={member.membership.person_id: member for member in by_project[project_id]},
            coverage=Coverage(_counted(by_project[project_id]), hats, rules.hat_cost),
            rules=rules,
        )
        for project_id in sorted(wanted & projects.keys())
    }


def project_ids_of(
    session: Session, workspace_id: int, person_ids: Iterable[int], *, now: datetime
) -> set[int]:
    """Return the projects that some people are members of now: those that their hats weigh on."""
    wanted = {"workspace_id": workspace_id, "person_ids": sorted(set(person_ids)), "now": now}
    return set(session.exec(_PROJECT_IDS, params=wanted))


def _counted(members: Iterable[MemberFacts]) -> tuple[Claim, ...]:
    return tuple(claim for member in members for claim in member.counted_claims)


def _member(
    row: Any,  # noqa: ANN401 -- SQLAlchemy's own types say no more
    projects: Mapping[int, Project],
    absences: Mapping[int, Away],
    rules: Rules,
) -> MemberFacts:
    membership, answer, polls, counting = row
    project = projects[membership.project_id]
    away = absences.get(membership.person_id)
    silence = Silence(polls, counting)
    return MemberFacts(
        membership=membership,
        answered_at=answer.answered_at if answer else None,
        confidences=answer.confidences if answer else None,
        silence=silence,
        standing=standing_of(silence, rules.lapse_after.get(project.key, project.lapse_after)),
        away=away,
        suspended=away is not None and away.is_long,
    )


def _absences(session: Session, workspace_id: int, person_ids: set[int], now: datetime) -> dict[int, Away]:
    wanted = {"workspace_id": workspace_id, "person_ids": sorted(person_ids), "now": now}
    return {row.person_id: Away(row.from_on, row.until_on) for row in session.exec(_ABSENT, params=wanted)}


# The queries every computation needs, built once: putting them together took longer than running them.
_NOW: Any = bindparam("now")
_PEOPLE: Any = bindparam("person_ids", expanding=True)
_WANTED: Any = bindparam("project_ids", expanding=True)
_WORKSPACE: Any = bindparam("workspace_id")

_CURRENT = (
    col(Membership.joined_at) <= _NOW,
    or_(col(Membership.left_at).is_(None), col(Membership.left_at) > _NOW),
)
_PROJECT_IDS = select(Membership.project_id).where(
    col(Membership.workspace_id) == _WORKSPACE, col(Membership.person_id).in_(_PEOPLE), *_CURRENT
)
_ABSENT = select(Absence).where(
    col(Absence.workspace_id) == _WORKSPACE,
    col(Absence.person_id).in_(_PEOPLE),
    col(Absence.declared_at) <= _NOW,
    col(Absence.back_at) > _NOW,
    or_(col(Absence.withdrawn_at).is_(None), col(Absence.withdrawn_at) > _NOW),
)
_NEWEST_ANSWER = (
    select(Answer.id)
    .where(col(Answer.membership_id) == col(Membership.id), col(Answer.answered_at) <= _NOW)
    .order_by(col(Answer.id).desc())
    .limit(1)
    .correlate(Membership)
    .scalar_subquery()
)


# Silence that a lead has spoken up in does not count, unless the member took that back.
_VOUCHED_AFTER = (
    exists()
    .where(
        col(Vouch.membership_id) == col(Membership.id),
        col(Vouch.vouched_at) >= col(Poll.closed_at),
        col(Vouch.vouched_at) <= _NOW,
        or_(col(Vouch.undone_at).is_(None), col(Vouch.undone_at) > _NOW),
    )
    .correlate(Membership, Poll)  # two levels up, which by itself it would not look
)


def _silent(*which: Any) -> Any:  # noqa: ANN401 -- SQLAlchemy's own types say no more
    """Count the polls that closed in silence since the answer: all of them, or those that count."""
    query = (
        select(func.count(col(CheckIn.id)))
        .join(Poll, col(Poll.id) == col(CheckIn.poll_id))
        .where(
            col(Poll.project_id) == col(Membership.project_id),
            col(CheckIn.person_id) == col(Membership.person_id),
            col(CheckIn.state).in_(SILENT),
            col(Poll.closed_at) > col(Answer.answered_at),
            col(Poll.closed_at) <= _NOW,
            *which,
        )
    )
    return query.correlate(Membership, Answer).scalar_subquery()


def _members(who: Any) -> Any:  # noqa: ANN401 -- as above
    """Select each membership of some people with its answer in force and its silent polls."""
    return (
        select(Membership, Answer, _silent(), _silent(col(Poll.counts).is_(True), ~_VOUCHED_AFTER))
        .outerjoin(Answer, col(Answer.id) == _NEWEST_ANSWER)
        .where(
            # Reckoned with, so that rows are looked up by person rather than read in order through a workspace.
            col(Membership.workspace_id) + 0 == _WORKSPACE,
            col(Membership.person_id).in_(who),
            *_CURRENT,
        )
        .order_by(col(Membership.id))
    )


_MEMBERS = _members(select(Membership.person_id).where(col(Membership.project_id).in_(_WANTED), *_CURRENT))
_MEMBERS_WHO = _members(_PEOPLE)


def situation_of(session: Session, facts: ProjectFacts, *, now: datetime) -> Situation:
    """Return the coverage of facts loaded as of `now`, with the reasons why some claims do not count."""
    away = {m.membership.person_id: Cause.AWAY for m in facts.members if m.suspended}
    here = {m.membership.person_id for m in facts.members}
    left = _left(session, facts.project, now)
    gone = {person: cause for person, cause in left.items() if person not in here}
    return Situation(facts.coverage, gone | away, facts.lapsed)


def _left(session: Session, project: Project, now: datetime) -> dict[int, Cause]:
    query = select(Membership).where(
        Membership.workspace_id == project.workspace_id,
        Membership.project_id == project.key,
        col(Membership.left_at) <= now,
    )
    return {
        membership.person_id: Cause.SECONDMENT_ENDED
        if membership.leaving is Leaving.RETURNED
        else Cause.NO_LONGER_AVAILABLE
        for membership in session.exec(query.order_by(col(Membership.id)))
    }
