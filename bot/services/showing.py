"""Read models of settings and secondments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlmodel import select

from bot.domain.roles import Stage
from bot.domain.secondments import Step, preview_departure
from bot.services import pausing, seconded
from bot.services.arrivals import has_project
from bot.services.belonging import current_memberships, leads_of, require_set_up
from bot.services.people import find_channel, find_person
from bot.services.ports.asking import ProjectSettings
from bot.services.ports.secondments import DecisionView, ReturnNoticeView, SecondmentView
from bot.services.rows import get, get_all
from bot.services.scope import Scope
from bot.services.standing import shown_facts
from models.projects import Project
from models.secondments import DepartureStrengths, Secondment
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.roles import Strengths
    from bot.domain.secondments import ReturnNotice
    from bot.services.ports.outside import OwedMessage


def project_settings(session: Session, project: Project) -> ProjectSettings:
    """Return everything that can be set of a project."""
    members = [membership.person_id for membership in current_memberships(session, project)]
    people = get_all(session, Person, project.workspace_id, members)
    leads = tuple(lead.slack_user_id for lead in leads_of(session, project))
    asked = tuple(people[person_id].slack_user_id for person_id in members)
    settings = _settings(project.key, project, leads, asked)
    home = session.get_one(Channel, project.channel_id).slack_channel_id
    return replace(settings, slack_channel_id=home, pause=pausing.pause_of(session, project))


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
        holiday_region=project.holiday_region,
        days_open=project.days_open,
        settle_minutes=project.settle_minutes,
        fall_into_lower_band=project.fall_into_lower_band,
        fall_on_its_own=project.fall_on_its_own,
        lapse_after=project.lapse_after,
        follows_channel=project.follows_channel,
        posts_results=project.posts_results,
        posts_digest=project.digest_at is not None,
    )


def default_settings(
    session: Session, scope: Scope, slack_channel_id: str | None, *, now: datetime
) -> ProjectSettings:
    """Return what a new project of a channel starts with: the acting person leads, everyone is asked.

    Raises NotForGuests.
    """
    require_set_up(session, scope)
    actor = get(session, Person, scope.workspace_id, scope.person_id)
    channel = find_channel(session, scope.workspace_id, slack_channel_id) if slack_channel_id else None
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
    sees_host = say is None or say.sees_host
    after = _departure(session, row, project, now)
    return SecondmentView(
        secondment_id=row.key,
        project_id=project.key,
        project_name=project.name if sees_host else None,
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
        next_goals=row.next_goals if sees_host else None,
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


def begun_secondment(session: Session, owed: OwedMessage, *, now: datetime) -> SecondmentView | None:
    """Return a secondment as a party is told that it has begun; None once it is over."""
    reader = find_person(session, owed.workspace_id, owed.recipient)
    row = get(session, Secondment, owed.workspace_id, owed.subject_id)
    if reader is None or row.state.is_over:
        return None
    scope = Scope(owed.workspace_id, reader.key)
    return secondment_view(session, owed.workspace_id, row.key, now=now, scope=scope)


def decision(session: Session, owed: OwedMessage, *, now: datetime) -> DecisionView | None:
    """Return what a party is told of what another decided; None once something newer was decided."""
    row = get(session, Secondment, owed.workspace_id, owed.subject_id)
    reader = find_person(session, owed.workspace_id, owed.recipient)
    step = Step[str(owed.details["step"])]
    is_outdated = row.state.is_over or row.returns_on.isoformat() != owed.details["until"]
    if reader is None or (step is Step.EXTEND and is_outdated):
        return None
    # A specialist who is home is outside a private host; that they were there is no news to them.
    is_home = row.state.is_over and reader.key == row.specialist_id
    scope = None if is_home else Scope(owed.workspace_id, reader.key)
    view = secondment_view(session, owed.workspace_id, row.key, now=now, scope=scope)
    by = _slack_user_id(session, int(owed.details["by"])) if view.project_name is not None else None
    return DecisionView(view, step, by)
