"""App Home of one person, as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.polls import HowOften
from bot.domain.rights import Action, Subject
from bot.domain.standing import Standing
from bot.services import absences, seconded
from bot.services.asking import risk_in, waiting_of
from bot.services.belonging import may_act
from bot.services.facts import load_facts, project_ids_of
from bot.services.namesakes import told_apart
from bot.services.pausing import pause_of
from bot.services.portfolio import in_brief, is_head, portfolio
from bot.services.ports.home import HomeProject, HomeView
from bot.services.showing import secondment_view
from bot.services.shown_check_ins import check_in_views, own_claims
from bot.services.standing import shown_facts_of
from models.projects import Lead, Project

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.facts import ProjectFacts
    from bot.services.ports.asking import CheckInView
    from bot.services.ports.portfolio import ProjectInBrief
    from bot.services.ports.secondments import SecondmentView
    from bot.services.scope import Scope


def home(session: Session, scope: Scope, *, now: datetime) -> HomeView:
    """Return what waits for the acting person, their hats, projects and secondments; a portfolio if they plan."""
    leading = _leading(session, scope)
    ids = leading | project_ids_of(session, scope.workspace_id, [scope.person_id], now=now)
    facts = load_facts(session, scope.workspace_id, ids, now=now)
    shown = shown_facts_of(session, scope.workspace_id, ids, now=now)
    projects = [
        _project(session, brief, facts[brief.project_id], scope, is_lead=brief.project_id in leading)
        for brief in in_brief(session, scope.workspace_id, shown.values(), now=now)
    ]
    plans = bool(leading) or is_head(session, scope)
    return HomeView(
        waiting=_waiting(session, scope, now),
        projects=tuple(sorted(projects, key=lambda project: not project.is_lead)),
        secondments=_secondments(session, scope, leading, now),
        risk_hat=risk_in(session, facts, scope.person_id),
        hats=max((found.coverage.hats.get(scope.person_id, 0) for found in facts.values()), default=0),
        portfolio=portfolio(session, scope, now=now) if plans else None,
        may_set_up=may_act(session, scope, Action.SET_UP, Subject()),
        away=absences.own_absence(session, scope, now=now),
    )


def _leading(session: Session, scope: Scope) -> set[int]:
    """Return the projects in use that the acting person leads."""
    query = (
        select(Lead.project_id)
        .join(Project, col(Project.id) == col(Lead.project_id))
        .where(Lead.person_id == scope.person_id, col(Project.archived_at).is_(None))
    )
    return set(session.exec(query))


def _waiting(session: Session, scope: Scope, now: datetime) -> tuple[CheckInView, ...]:
    views = check_in_views(session, scope.workspace_id, waiting_of(session, scope), now=now)
    return told_apart([view for view in views if view.is_waiting])


def _project(
    session: Session, brief: ProjectInBrief, found: ProjectFacts, scope: Scope, *, is_lead: bool
) -> HomeProject:
    member = found.member(scope.person_id)
    return HomeProject(
        brief=brief,
        own=own_claims(found, member) if member else None,
        is_member=member is not None,
        is_lead=is_lead,
        how_often=member.membership.how_often if member else HowOften.EVERY_POLL,
        pause=pause_of(session, found.project),
        own_at=member.answered_at if member else None,
        standing=member.standing if member else Standing.CURRENT,
    )


def _secondments(
    session: Session, scope: Scope, leading: set[int], now: datetime
) -> tuple[SecondmentView, ...]:
    return told_apart(
        secondment_view(session, scope.workspace_id, row.key, now=now, scope=scope)
        for row in seconded.at_hand(session, scope)
        if scope.person_id in (row.specialist_id, row.head_id) or row.project_id in leading
    )
