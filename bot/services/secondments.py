"""Secondments: a specialist lent for one objective, until it is met and they go home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import select

from bot.domain import secondments as rules
from bot.domain.drops import foretell
from bot.domain.errors import AlreadySeconded, MembersNotPeople
from bot.domain.rights import Action
from bot.domain.secondments import Step
from bot.services import leads, memberships, outbox, return_notices
from bot.services.belonging import current_membership, project_for
from bot.services.drops import home_channel
from bot.services.facts import facts_of
from bot.services.people import find_person
from bot.services.readings import load_reference, save_reference
from bot.services.seconded import held, is_lent, parties_of
from bot.services.standing import shown_facts
from bot.services.telling import Notice, tell_at_work
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

    Raises NotAllowed, AlreadySeconded, StartInTheFuture, ReturnInThePast, DomainExpertNotLent, and
    MembersNotPeople for a specialist or head who is a bot or has left.
    """
    project = project_for(session, scope, project_id, Action.LEAD)
    today = project.working_time.local(now).date()
    rules.check_start(loan.starts_on, today)
    rules.check_dates(loan.starts_on, loan.returns_on, today)
    rules.check_roles(loan.roles)
    specialist = _person(session, scope, loan.slack_user_id, "specialist")
    if is_lent(session, project.key, specialist.key):
        raise AlreadySeconded
    head = _person(session, scope, loan.head_slack_user_id, "head") if loan.head_slack_user_id else None
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
        ceiling_at_start=shown_facts(session, project, now=now).coverage.strengths.ceiling,
    )
    return_notices.look_again(secondment, project, now=now)
    session.add(secondment)
    session.flush()
    for role in loan.roles:
        session.add(SecondedRole(workspace_id=scope.workspace_id, secondment_id=secondment.key, role=role))
    # Told first, asked then.
    _owe(session, secondment, outbox.Kind.SECONDMENT_STARTED, specialist.slack_user_id, "started", now)
    memberships.join(session, project, [specialist], scope.person_id, now=now)
    _tell_of_start(session, scope, secondment, project, now)
    return secondment


def _tell_of_start(
    session: Session, scope: Scope, secondment: Secondment, project: Project, now: datetime
) -> None:
    """Tell the head and the host's other leads in private; the specialist is told at once."""
    knowing = {scope.person_id, secondment.specialist_id}
    people = [person for person in parties_of(session, secondment, project) if person.key not in knowing]
    notice = Notice(f"secondment:{secondment.key}:started", outbox.Kind.SECONDMENT_BEGUN, secondment.key)
    tell_at_work(session, project, people, notice, now=now)


def ask_for(
    session: Session, scope: Scope, project_id: int, role: Role, *, acted_in: str | None, now: datetime
) -> leads.Asked:
    """Owe the leads the acting person's wish for a specialist; once a day for each role, whoever asks.

    Raises UnknownProject, ProjectArchived, DomainExpertNotLent.
    """
    project = project_for(session, scope, project_id, Action.SEE, acted_in=acted_in)
    rules.check_roles([role])
    key = f"secondment_wished:{project.key}:{role}:{now.date()}"
    wish = leads.Wish(outbox.Kind.SECONDMENT_WISHED, key, {"role": role})
    return leads.ask(session, scope, project, wish, now=now)


def _person(session: Session, scope: Scope, slack_user_id: str, field: str) -> Person:
    person = find_person(session, scope.workspace_id, slack_user_id)
    if person is None or not person.can_be_asked:
        raise MembersNotPeople(field=field, slack_user_ids=(slack_user_id,))
    return person


def mark_met(
    session: Session, scope: Scope, secondment_id: int, next_goals: str | None, *, now: datetime
) -> Secondment:
    """Mark the objective met and owe its summaries at once, to the host's channel and to home.

    Raises NotAParty, ObjectiveAlreadyMet, SecondmentAlreadyEnded, UnknownSecondment.
    """
    secondment, project = held(session, scope, secondment_id, Step.MARK_MET)
    facts = shown_facts(session, project, now=now)
    preview = rules.preview_departure(facts.coverage, secondment.specialist_id, project.stage)
    secondment.state = rules.after(secondment.state, Step.MARK_MET)
    secondment.met_at, secondment.next_goals = now, next_goals
    secondment.ceiling_when_met = facts.coverage.strengths.ceiling
    session.add(secondment)
    if load_reference(session, project.key) is not None:
        _note_preview(session, secondment, preview)
    host = home_channel(session, project)
    _owe(session, secondment, outbox.Kind.OBJECTIVE_MET, host, "met", now)
    if secondment.home_slack_channel_id and secondment.home_slack_channel_id != host:
        home = secondment.home_slack_channel_id
        _owe(session, secondment, outbox.Kind.OBJECTIVE_MET_HOME, home, "met_home", now)
    return secondment


def _note_preview(session: Session, secondment: Secondment, preview: DeparturePreview) -> None:
    """Keep what the summary foretells; before the first poll has closed there is nothing to foretell from."""
    values = strength_values(preview.strengths)
    session.add(
        DepartureStrengths(workspace_id=secondment.workspace_id, secondment_id=secondment.key, **values)
    )


def add_next_goals(
    session: Session, scope: Scope, secondment_id: int, next_goals: str, *, now: datetime
) -> Secondment:
    """Store the next goals and bring the summaries up to date; raises NotAParty, GoalsNotShown and the like."""
    secondment, _ = held(session, scope, secondment_id, Step.NAME_GOALS)
    secondment.next_goals = next_goals
    session.add(secondment)
    _refresh(session, secondment, now)
    return secondment


def extend(
    session: Session, scope: Scope, secondment_id: int, returns_on: date, *, now: datetime
) -> Secondment:
    """Move the planned return; raises NotAParty, SecondmentAlreadyEnded, ReturnInThePast."""
    secondment, project = held(session, scope, secondment_id, Step.EXTEND)
    today = project.working_time.local(now).date()
    rules.check_dates(secondment.starts_on, returns_on, today)
    secondment.returns_on = returns_on
    return_notices.look_again(secondment, project, now=now)
    session.add(secondment)
    _refresh(session, secondment, now)
    _tell_others(session, scope, secondment, project, Step.EXTEND, now)
    return secondment


def send_home(session: Session, scope: Scope, secondment_id: int, *, now: datetime) -> Secondment:
    """End a secondment whose objective is met: what the preview foretold is no news.

    Raises NotAParty, ObjectiveNotMet, SecondmentAlreadyEnded.
    """
    secondment, project = held(session, scope, secondment_id, Step.SEND_HOME)
    secondment.state = rules.after(secondment.state, Step.SEND_HOME)
    _foretell(session, secondment, project, now)
    _leave(session, secondment, project, now)
    _tell_others(session, scope, secondment, project, Step.SEND_HOME, now)
    return secondment


def end_early(session: Session, scope: Scope, secondment_id: int, *, now: datetime) -> Secondment:
    """End a secondment before its objective is met; raises NotAParty and the domain's errors."""
    secondment, project = held(session, scope, secondment_id, Step.END_EARLY)
    secondment.state = rules.after(secondment.state, Step.END_EARLY)
    _leave(session, secondment, project, now)
    _tell_others(session, scope, secondment, project, Step.END_EARLY, now)
    return secondment


def _foretell(session: Session, secondment: Secondment, project: Project, now: datetime) -> None:
    """Lower the reference to what the preview said, so that only a deeper fall is a drop."""
    query = select(DepartureStrengths).where(DepartureStrengths.secondment_id == secondment.key)
    foretold, reference = session.exec(query).first(), load_reference(session, project.key)
    if foretold is None or reference is None:
        return
    facts = facts_of(session, project, now=now)
    departed = facts.coverage.without(secondment.specialist_id).strengths
    lowered = foretell(reference, foretold.strengths, departed)
    save_reference(session, project, lowered, departed, now=now)


def _leave(session: Session, secondment: Secondment, project: Project, now: datetime) -> None:
    secondment.ended_at, secondment.notice_at = now, None
    session.add(secondment)
    membership = current_membership(session, project.key, secondment.specialist_id)
    memberships.end(session, [membership] if membership else [], Leaving.RETURNED, now=now)
    _refresh(session, secondment, now)


def _tell_others(
    session: Session, scope: Scope, secondment: Secondment, project: Project, step: Step, now: datetime
) -> None:
    """Tell the other parties in private what one of them decided."""
    key = f"decided:{secondment.key}:{now.isoformat()}"
    details = {"step": step.name, "by": scope.person_id, "until": secondment.returns_on.isoformat()}
    notice = Notice(key, outbox.Kind.SECONDMENT_DECIDED, secondment.key, details)
    others = [p for p in parties_of(session, secondment, project) if p.key != scope.person_id]
    tell_at_work(session, project, others, notice, now=now)


def _refresh(session: Session, secondment: Secondment, now: datetime) -> None:
    session.flush()
    for name in ("met", "met_home"):
        outbox.refresh(session, secondment.workspace_id, f"secondment:{secondment.key}:{name}", now=now)


def _owe(
    session: Session, secondment: Secondment, kind: outbox.Kind, recipient: str, name: str, now: datetime
) -> None:
    owed = outbox.Owed(f"secondment:{secondment.key}:{name}", kind, secondment.key, recipient)
    outbox.owe(session, secondment.workspace_id, owed, now=now)
