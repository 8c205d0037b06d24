"""The projects one person may see, side by side, and the loan desk between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain import loans as desk
from bot.domain.portfolio import Place, only_covers, set_ceilings
from bot.domain.rights import Action, Subject, may
from bot.domain.roles import Role
from bot.services import namesakes
from bot.services.belonging import actor_of, subjects_of
from bot.services.poll_figures import open_polls_of
from bot.services.ports.portfolio import (
    CeilingMoves,
    LoanView,
    PortfolioView,
    ProjectInBrief,
    ProjectName,
    StandsAlone,
)
from bot.services.rows import get_all
from bot.services.standing import shown_facts_of
from bot.services.vacancies import accepted_in
from models.projects import Project
from models.secondments import Secondment
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.loans import CeilingChange, Loan
    from bot.domain.portfolio import OnlyCover
    from bot.domain.rights import Actor
    from bot.services.facts import ProjectFacts
    from bot.services.scope import Scope


def portfolio(session: Session, scope: Scope, *, acted_in: str | None = None, now: datetime) -> PortfolioView:
    """Return the projects the acting person may see from a Slack channel, and for leads and heads the loan desk.

    Nothing of a running poll shows: the standing of its project is the one from before it.
    """
    table = _laid_out(session, scope, acted_in, now)
    seen = (table.facts[key] for key in table.allowed(Action.SEE))
    briefs = in_brief(session, scope.workspace_id, seen, now=now)
    may_set_up = may(table.actor, Action.SET_UP, Subject())
    view = PortfolioView(projects=briefs, set_by=_set_by(briefs), may_set_up=may_set_up)
    return _with_people(session, scope, view, table) if table.actor.is_lead_or_head else view


def all_loans(
    session: Session, scope: Scope, *, acted_in: str | None = None, now: datetime
) -> tuple[LoanView, ...]:
    """Return every loan the desk found for a lead or head, those that lift most and then cost least first."""
    table = _laid_out(session, scope, acted_in, now)
    found = _found(session, scope, table) if table.actor.is_lead_or_head else []
    people = get_all(session, Person, scope.workspace_id, {loan.person_id for loan in found})
    return _loan_views(found, people, table)


@dataclass(frozen=True, slots=True)
class _Table:
    """All projects of a workspace as rights and the desk see them, and who looks at them."""

    actor: Actor
    subjects: Mapping[int, Subject]
    facts: Mapping[int, ProjectFacts]
    names: Mapping[int, ProjectName]

    def allowed(self, action: Action) -> list[int]:
        """Return the ids of the projects with which the actor may do something."""
        return [key for key in self.facts if may(self.actor, action, self.subjects[key])]

    @property
    def planned(self) -> list[Place]:
        """The projects between which the actor may plan."""
        return [self.place(key) for key in self.allowed(Action.PLAN)]

    @property
    def unplanned(self) -> list[Place]:
        """All others: nothing is said of them."""
        return [self.place(key) for key in self.facts.keys() - set(self.allowed(Action.PLAN))]

    def is_paused(self, project_id: int) -> bool:
        """Whether nobody is asked in a project for now: it borrows nobody either."""
        return self.facts[project_id].project.paused_at is not None

    def place(self, project_id: int) -> Place:
        """Return a project for the desk."""
        found = self.facts[project_id]
        return Place(project_id, found.project.stage, found.coverage, self.subjects[project_id].member_ids)


def _laid_out(session: Session, scope: Scope, acted_in: str | None, now: datetime) -> _Table:
    query = select(Project).where(
        Project.workspace_id == scope.workspace_id, col(Project.archived_at).is_(None)
    )
    projects = session.exec(query).all()
    subjects = subjects_of(session, projects, acted_in=acted_in)
    facts = shown_facts_of(session, scope.workspace_id, (each.key for each in projects), now=now)
    leads = any(scope.person_id in subject.lead_ids for subject in subjects.values())
    actor = replace(actor_of(session, scope), is_lead_or_head=leads or is_head(session, scope))
    # What is out of sight has no part in it: that its name is borne twice would tell of it.
    seen = [each for each in projects if may(actor, Action.SEE, subjects[each.key])]
    return _Table(actor, subjects, facts, namesakes.names_of(session, seen))


def is_head(session: Session, scope: Scope) -> bool:
    """Whether the acting person heads a home function that has ever lent somebody."""
    query = select(Secondment.id).where(
        Secondment.workspace_id == scope.workspace_id, Secondment.head_id == scope.person_id
    )
    return session.exec(query).first() is not None


def in_brief(
    session: Session, workspace_id: int, found: Iterable[ProjectFacts], *, now: datetime
) -> tuple[ProjectInBrief, ...]:
    """Return projects in brief, the weakest first and those without a standing last."""
    facts = list(found)
    channels = get_all(session, Channel, workspace_id, (each.project.channel_id for each in facts))
    names = namesakes.names_of(session, (each.project for each in facts))
    asked = open_polls_of(session, workspace_id).keys()
    briefs = [
        replace(
            _brief(session, each, channels[each.project.channel_id], now),
            has_namesake=names[each.project.key].slack_channel_id is not None,
            poll_is_open=each.project.key in asked,
        )
        for each in facts
    ]
    return tuple(sorted(briefs, key=_weakness))


def _weakness(brief: ProjectInBrief) -> tuple[bool, int, str]:
    strengths = brief.strengths
    return strengths is None, strengths.ceiling if strengths else 0, brief.name.casefold()


def _brief(session: Session, found: ProjectFacts, channel: Channel, now: datetime) -> ProjectInBrief:
    is_vacant = found.coverage.strengths.ceiling == 0
    return ProjectInBrief(
        project_id=found.project.key,
        name=found.project.name,
        stage=found.project.stage,
        slack_channel_id=channel.slack_channel_id,
        strengths=found.coverage.strengths if found.has_answers else None,
        not_confirmed=found.not_confirmed,
        accepted=frozenset(accepted_in(session, found.project, as_of=now)) if is_vacant else frozenset(),
        is_paused=found.project.paused_at is not None,
    )


def _set_by(briefs: Iterable[ProjectInBrief]) -> tuple[tuple[Role, int], ...]:
    counted = set_ceilings(brief.strengths for brief in briefs if brief.strengths)
    order = list(Role)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], order.index(item[0]))))


def _with_people(session: Session, scope: Scope, view: PortfolioView, table: _Table) -> PortfolioView:
    """Return the portfolio of a lead or head: also who stands alone, and whom a project could borrow."""
    found = _found(session, scope, table)
    best = _best_for_each_host(found)
    alone = only_covers(table.planned)
    named = {loan.person_id for loan in best} | {each.person_id for each in alone}
    people = get_all(session, Person, scope.workspace_id, named)
    return replace(
        view,
        alone=tuple(_stands_alone(each, people, table) for each in alone),
        loans=_loan_views(best, people, table),
        other_loans=len(found) - len(best),
    )


def _found(session: Session, scope: Scope, table: _Table) -> list[Loan]:
    """Return every loan that lifts a project which borrows for now, the best first."""
    possible = desk.loans(table.planned, table.unplanned, lent=_lent(session, scope))
    return [loan for loan in possible if not table.is_paused(loan.host.project_id)]


def _lent(session: Session, scope: Scope) -> set[int]:
    query = select(Secondment.specialist_id).where(
        Secondment.workspace_id == scope.workspace_id, col(Secondment.ended_at).is_(None)
    )
    return set(session.exec(query))


def _best_for_each_host(found: Iterable[Loan]) -> list[Loan]:
    best: dict[int, Loan] = {}
    for loan in found:
        best.setdefault(loan.host.project_id, loan)
    return list(best.values())


def _stands_alone(each: OnlyCover, people: Mapping[int, Person], table: _Table) -> StandsAlone:
    held = tuple((role, table.names[project_id]) for project_id, role in each.held)
    return StandsAlone(people[each.person_id].slack_user_id, held)


def _loan_views(loans: Iterable[Loan], people: Mapping[int, Person], table: _Table) -> tuple[LoanView, ...]:
    led = set(table.allowed(Action.LEAD))
    return tuple(_loan_view(each, people, table, may_start=each.host.project_id in led) for each in loans)


def _loan_view(loan: Loan, people: Mapping[int, Person], table: _Table, *, may_start: bool) -> LoanView:
    return LoanView(
        host_id=loan.host.project_id,
        specialist=people[loan.person_id].slack_user_id,
        roles=loan.roles,
        from_names=tuple(table.names[key] for key in loan.from_ids),
        host=_moves(loan.host, table),
        falls=tuple(_moves(fall, table) for fall in loan.falls),
        may_start=may_start,
    )


def _moves(change: CeilingChange, table: _Table) -> CeilingMoves:
    return CeilingMoves(table.names[change.project_id], change.before, change.after)
