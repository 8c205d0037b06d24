"""Read models of settings, secondments and App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from bot.domain.coverage import risk_hat
from bot.domain.roles import Stage
from bot.domain.secondments import preview_departure
from bot.services import seconded
from bot.services.arrivals import has_project
from bot.services.asking import own_claims, waiting_of
from bot.services.belonging import current_memberships, leads_of, require_set_up
from bot.services.drops import home_channel
from bot.services.facts import load_facts, project_ids_of
from bot.services.pausing import pause_of
from bot.services.people import find_channel, find_person
from bot.services.ports.asking import ProjectSettings
from bot.services.ports.home import HomeProject, HomeView
from bot.services.ports.secondments import ReturnNoticeView, SecondmentView
from bot.services.rows import get, get_all
from bot.services.scope import Scope
from bot.services.standing import shown_facts
from models.polls import Poll
from models.projects import Lead, Project
from models.secondments import DepartureStrengths, Secondment
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.roles import Role, Strengths
    from bot.domain.secondments import ReturnNotice
    from bot.services.facts import ProjectFacts


def project_settings(session: Session, project: Project) -> ProjectSettings:
    """Return everything that can be set of a project."""
    members = [membership.person_id for membership in current_memberships(session, project)]
    people = get_all(session, Person, project.workspace_id, members)
    leads = tuple(lead.slack_user_id for lead in leads_of(session, project))
    asked = tuple(people[person_id].slack_user_id for person_id in members)
    return _settings(project.key, project, leads, asked)


def _settings(
    project_id: int | None, project: Project, leads: tuple[str, ...], members: tuple[str, ...]
) -> ProjectSettings:
    return ProjectSettings(
        project_id=project_id,
        name=project.name,
        stage=project.stage,
        leads=leads,
        members=members,
        way=project.way,
        cadence=project.cadence,
        work_days=project.working_time.days,
        days_open=project.days_open,
        settle_minutes=project.settle_minutes,
        fall_into_lower_band=project.fall_into_lower_band,
        fall_on_its_own=project.fall_on_its_own,
        lapse_after=project.lapse_after,
    )


def default_settings(
    session: Session, scope: Scope, slack_channel_id: str, *, now: datetime
) -> ProjectSettings:
    """Return what a new project of a channel starts with: the acting person leads, everyone is asked.

    Raises NotForGuests.
    """
    require_set_up(session, scope)
    actor = get(session, Person, scope.workspace_id, scope.person_id)
    channel = find_channel(session, scope.workspace_id, slack_channel_id)
    project = Project(
        workspace_id=scope.workspace_id,
        channel_id=channel.key if channel else 0,
        name=_free_name(session, channel),
        stage=Stage.FRAMING,
        created_at=now,
        created_by_id=actor.key,
        zone=actor.zone,
        anchor_on=actor.working_time.local(now).date(),
        next_poll_at=now,
    )
    return _settings(None, project, leads=(actor.slack_user_id,), members=())


def _free_name(session: Session, channel: Channel | None) -> str:
    """Return a channel's name for its first project; for the next one, nothing that would be refused."""
    if channel is None:
        return ""
    return "" if has_project(session, channel) else channel.name


def secondment_view(
    session: Session,
    workspace_id: int,
    secondment_id: int,
    *,
    now: datetime,
    scope: Scope | None = None,
    acted_in: str | None = None,
) -> SecondmentView:
    """Return a secondment as its host project sees it, or as the acting person of a scope may see it."""
    row = get(session, Secondment, workspace_id, secondment_id)
    project = get(session, Project, workspace_id, row.project_id)
    channel = session.get_one(Channel, project.channel_id)
    say = seconded.say_of(session, scope, row, acted_in=acted_in) if scope else None
    after = _departure(session, row, project, now)
    return SecondmentView(
        secondment_id=row.key,
        project_id=project.key,
        project_name=project.name if say is None or say.sees_host else None,
        host_slack_channel_id=channel.slack_channel_id,
        host_is_private=channel.is_private,
        specialist=_slack_user_id(session, row.specialist_id),
        roles=seconded.roles_of(session, row),
        home=row.home,
        home_slack_channel_id=row.home_slack_channel_id,
        head=_slack_user_id(session, row.head_id) if row.head_id else None,
        objective=row.objective,
        starts_on=row.starts_on,
        returns_on=row.returns_on,
        state=row.state,
        days=_days(row, project, now),
        ceiling_at_start=row.ceiling_at_start,
        ceiling_now=_ceiling(session, row, project, now),
        next_goals=row.next_goals,
        ceiling_after=after.ceiling,
        weakest_after=after.weakest(project.stage),
        started_by=_slack_user_id(session, row.started_by_id),
        steps=say.steps if say else (),
    )


def _slack_user_id(session: Session, person_id: int) -> str:
    return session.get_one(Person, person_id).slack_user_id


def _days(row: Secondment, project: Project, now: datetime) -> int:
    """Count the days of a secondment, the first one too when it was met on it."""
    last = project.working_time.local(row.met_at or row.ended_at or now).date()
    return max((last - row.starts_on).days, 1)


def _departure(session: Session, row: Secondment, project: Project, now: datetime) -> Strengths:
    """Return what was foretold, or, before the objective is met, what would be foretold now."""
    query = select(DepartureStrengths).where(DepartureStrengths.secondment_id == row.key)
    foretold = session.exec(query).first()
    if foretold is not None:
        return foretold.strengths
    coverage = shown_facts(session, project, now=now).coverage
    return preview_departure(coverage, row.specialist_id, project.stage).strengths


def _ceiling(session: Session, row: Secondment, project: Project, now: datetime) -> int:
    if row.ceiling_when_met is not None:
        return row.ceiling_when_met
    return shown_facts(session, project, now=now).coverage.strengths.ceiling


def return_notice(
    session: Session,
    workspace_id: int,
    secondment_id: int,
    notice: ReturnNotice,
    *,
    to: str,
    now: datetime,
) -> ReturnNoticeView | None:
    """Return what one person is told of a planned return; None once the specialist is home or it has moved."""
    row = get(session, Secondment, workspace_id, secondment_id)
    project = get(session, Project, workspace_id, row.project_id)
    reader = find_person(session, workspace_id, to)
    if row.state.is_over or row.noticed is not notice or reader is None:
        return None
    scope = Scope(workspace_id, reader.key)
    days_left = (row.returns_on - project.working_time.local(now).date()).days
    view = secondment_view(session, workspace_id, row.key, now=now, scope=scope)
    return ReturnNoticeView(view, notice, days_left)


def home(session: Session, scope: Scope, *, now: datetime) -> HomeView:
    """Return a person's App Home: their own projects, secondments and hats."""
    member_of = project_ids_of(session, scope.workspace_id, [scope.person_id], now=now)
    leading = set(session.exec(select(Lead.project_id).where(Lead.person_id == scope.person_id)))
    facts = load_facts(session, scope.workspace_id, member_of | leading, now=now)
    waiting = {
        get(session, Poll, scope.workspace_id, check_in.poll_id).project_id
        for check_in in waiting_of(session, scope)
    }
    projects = []
    for project_id, found in sorted(facts.items(), key=lambda item: item[1].project.name):
        member = found.member(scope.person_id)
        shown = shown_facts(session, found.project, now=now)
        projects.append(
            HomeProject(
                project_id=project_id,
                name=found.project.name,
                stage=found.project.stage,
                slack_channel_id=home_channel(session, found.project),
                strengths=shown.coverage.strengths if shown.has_answers else None,
                own=own_claims(found, member) if member else None,
                is_waiting=project_id in waiting,
                viewer_is_lead=project_id in leading,
                not_confirmed=shown.not_confirmed,
                pause=pause_of(session, found.project),
            )
        )
    return HomeView(
        projects=tuple(projects),
        secondments=tuple(
            secondment_view(session, scope.workspace_id, row.key, now=now, scope=scope)
            for row in seconded.at_hand(session, scope)
            if scope.person_id in (row.specialist_id, row.head_id) or row.project_id in leading
        ),
        risk_hat=_risk_hat(facts.values(), scope),
        hats=max((found.coverage.hats.get(scope.person_id, 0) for found in facts.values()), default=0),
    )


def _risk_hat(facts: Iterable[ProjectFacts], scope: Scope) -> tuple[Role, str] | None:
    """Return a person's risk hat over all their projects, with the project it is worn in."""
    worn = {
        claim: found.project.name
        for found in facts
        for claim in found.coverage.claims
        if claim.person_id == scope.person_id
    }
    risk = risk_hat(worn)
    return (risk.role, worn[risk]) if risk else None
