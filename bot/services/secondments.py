"""Secondments: a specialist lent for one objective, until it is met and they go home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain import secondments as rules
from bot.domain.drops import foretell
from bot.domain.errors import AlreadySeconded, NotAllowed, UnknownSecondment
from bot.domain.rights import Action
from bot.domain.roles import Role
from bot.domain.workdays import DAY_STARTS, instant_of
from bot.services import memberships, outbox
from bot.services.belonging import current_membership, leads_of, may_act, require, subject_of
from bot.services.drops import home_channel
from bot.services.facts import load_facts
from bot.services.people import find_person
from bot.services.readings import load_reference, save_reference
from bot.services.rows import get
from bot.services.seconded import held
from bot.services.standing import shown_strengths
from models.keys import strength_values
from models.projects import Leaving, Project
from models.secondments import DepartureStrengths, SecondedRole, Secondment

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.domain.secondments import DeparturePreview
    from bot.services.scope import Scope
    from models.workspaces import Person


@dataclass(frozen=True, slots=True)
class Loan:
    """What a secondment needs: who, for which roles, from where, for which objective, until when."""

    slack_user_id: str
    roles: tuple[Role, ...]
    home: str
    objective: str
    starts_on: date
    returns_on: date
    home_slack_channel_id: str | None = None
    head_slack_user_id: str | None = None


def start(session: Session, scope: Scope, project_id: int, loan: Loan, *, now: datetime) -> Secondment:
    """Start a secondment; the specialist becomes a member of the host project and is asked with the others.

    Raises NotAllowed, AlreadySeconded, ReturnInThePast, ReturnBeforeStart, LookupError for unknown people.
    """
    project = get(session, Project, scope.workspace_id, project_id)
    require(session, scope, Action.LEAD, subject_of(session, project))
    today = project.working_time.local(now).date()
    rules.check_dates(loan.starts_on, loan.returns_on, today)
    specialist = _person(session, scope, loan.slack_user_id)
    if _running(session, project, specialist):
        raise AlreadySeconded
    head = _person(session, scope, loan.head_slack_user_id) if loan.head_slack_user_id else None
    coverage = load_facts(session, scope.workspace_id, [project_id], now=now)[project_id].coverage
    secondment = Secondment(
        workspace_id=scope.workspace_id,
        project_id=project_id,
        specialist_id=specialist.key,
        home=loan.home,
        home_slack_channel_id=loan.home_slack_channel_id,
        head_id=head.key if head else None,
        started_by_id=scope.person_id,
        objective=loan.objective,
        starts_on=loan.starts_on,
        returns_on=loan.returns_on,
        started_at=now,
        ceiling_at_start=coverage.strengths.ceiling,
    )
    _set_notice(secondment, project)
    session.add(secondment)
    session.flush()
    for role in loan.roles:
        session.add(SecondedRole(workspace_id=scope.workspace_id, secondment_id=secondment.key, role=role))
    memberships.join(session, project, [specialist], scope.person_id, now=now)
    _owe(session, secondment, outbox.Kind.SECONDMENT_STARTED, specialist.slack_user_id, "started", now)
    return secondment


def _person(session: Session, scope: Scope, slack_user_id: str) -> Person:
    person = find_person(session, scope.workspace_id, slack_user_id)
    if person is None:
        raise LookupError(f"{slack_user_id} has not been looked up")
    return person


def _running(session: Session, project: Project, specialist: Person) -> bool:
    query = select(Secondment).where(
        Secondment.project_id == project.key, Secondment.specialist_id == specialist.key
    )
    return any(not secondment.state.is_over for secondment in session.exec(query))


def _set_notice(secondment: Secondment, project: Project) -> None:
    """Look at the planned return a fortnight before it, in the morning where the project is."""
    day = secondment.returns_on - timedelta(days=rules.DUE_SOON_DAYS)
    secondment.notice_at = instant_of(day, DAY_STARTS, project.zone)
    secondment.noticed = None


def mark_met(
    session: Session, scope: Scope, secondment_id: int, next_goals: str | None, *, now: datetime
) -> Secondment:
    """Mark the objective met and owe its summaries at once, to the host's channel and to home.

    Raises NotAllowed, ObjectiveAlreadyMet, SecondmentAlreadyEnded, UnknownSecondment.
    """
    secondment, project = _held(session, scope, secondment_id, Action.MARK_MET)
    secondment.state = rules.mark_met(secondment.state)
    preview = preview_of(session, secondment, project, now=now)
    facts = load_facts(session, scope.workspace_id, [project.key], now=now)[project.key]
    secondment.met_at, secondment.next_goals = now, next_goals
    secondment.ceiling_when_met = facts.coverage.strengths.ceiling
    session.add(secondment)
    session.add(
        DepartureStrengths(
            workspace_id=scope.workspace_id,
            secondment_id=secondment.key,
            **strength_values(preview.strengths),
        )
    )
    host = home_channel(session, project)
    _owe(session, secondment, outbox.Kind.OBJECTIVE_MET, host, "met", now)
    if secondment.home_slack_channel_id and secondment.home_slack_channel_id != host:
        home = secondment.home_slack_channel_id
        _owe(session, secondment, outbox.Kind.OBJECTIVE_MET_HOME, home, "met_home", now)
    return secondment


def preview_of(
    session: Session, secondment: Secondment, project: Project, *, now: datetime
) -> DeparturePreview:
    """Return what the project would look like with the specialist gone."""
    facts = load_facts(session, secondment.workspace_id, [project.key], now=now)[project.key]
    return rules.preview_departure(facts.coverage, secondment.specialist_id, project.stage)


def add_next_goals(
    session: Session, scope: Scope, secondment_id: int, next_goals: str, *, now: datetime
) -> Secondment:
    """Store the next goals and bring the summaries up to date; raises NotAllowed, UnknownSecondment."""
    secondment, _ = _held(session, scope, secondment_id, Action.MARK_MET)
    secondment.next_goals = next_goals
    session.add(secondment)
    _refresh(session, secondment, now)
    return secondment


def extend(
    session: Session, scope: Scope, secondment_id: int, returns_on: date, *, now: datetime
) -> Secondment:
    """Move the planned return; raises NotAllowed, SecondmentAlreadyEnded, ReturnInThePast."""
    secondment, project = _held(session, scope, secondment_id, Action.MOVE_RETURN)
    today = project.working_time.local(now).date()
    rules.check_extension(secondment.state, returns_on, today, starts_on=secondment.starts_on)
    secondment.returns_on = returns_on
    _set_notice(secondment, project)
    session.add(secondment)
    _refresh(session, secondment, now)
    return secondment


def send_home(session: Session, scope: Scope, secondment_id: int, *, now: datetime) -> Secondment:
    """End a secondment whose objective is met: what the preview foretold is no news.

    Raises NotAllowed, ObjectiveNotMet, SecondmentAlreadyEnded.
    """
    secondment, project = _held(session, scope, secondment_id, Action.MOVE_RETURN)
    secondment.state = rules.send_home(secondment.state)
    _foretell(session, secondment, project, now)
    _leave(session, secondment, project, now)
    return secondment


def end_early(session: Session, scope: Scope, secondment_id: int, *, now: datetime) -> Secondment:
    """End a secondment before its objective is met; raises NotAllowed and the domain's errors."""
    secondment, project = _held(session, scope, secondment_id, Action.MOVE_RETURN)
    secondment.state = rules.end_early(secondment.state)
    _leave(session, secondment, project, now)
    return secondment


def _foretell(session: Session, secondment: Secondment, project: Project, now: datetime) -> None:
    query = select(DepartureStrengths).where(DepartureStrengths.secondment_id == secondment.key)
    foretold, reference = session.exec(query).one().strengths, load_reference(session, project.key)
    if reference is not None:
        departed = preview_of(session, secondment, project, now=now).strengths
        lowered = foretell(reference, foretold, departed)
        save_reference(session, project, lowered, moved=(), now=now)


def _leave(session: Session, secondment: Secondment, project: Project, now: datetime) -> None:
    secondment.ended_at, secondment.notice_at = now, None
    session.add(secondment)
    membership = current_membership(session, project.key, secondment.specialist_id)
    memberships.end(session, [membership] if membership else [], Leaving.RETURNED, now=now)
    _refresh(session, secondment, now)


def _refresh(session: Session, secondment: Secondment, now: datetime) -> None:
    session.flush()
    for name in ("met", "met_home"):
        outbox.refresh(session, secondment.workspace_id, f"secondment:{secondment.key}:{name}", now=now)


def _owe(
    session: Session, secondment: Secondment, kind: outbox.Kind, recipient: str, name: str, now: datetime
) -> None:
    owed = outbox.Owed(f"secondment:{secondment.key}:{name}", kind, secondment.key, recipient)
    outbox.owe(session, secondment.workspace_id, owed, now=now)
