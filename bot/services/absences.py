"""Absences: set by oneself, with an end date and no reason."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.causes import Occasion
from bot.domain.errors import AwayInThePast
from bot.domain.standing import Away
from bot.domain.workdays import instant_of
from bot.services import outbox
from bot.services.belonging import leads_of
from bot.services.facts import project_ids_of
from bot.services.readings import Change, recomputing
from bot.services.rows import get
from models.projects import Project
from models.workspaces import Absence, Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.scope import Scope


def current_absence(session: Session, person_id: int, *, now: datetime) -> Absence | None:
    """Return a person's absence that is in force now."""
    query = select(Absence).where(
        Absence.person_id == person_id, col(Absence.back_at) > now, col(Absence.withdrawn_at).is_(None)
    )
    return session.exec(query).first()


def go_away(session: Session, scope: Scope, until_on: date, *, now: datetime) -> Absence:
    """Set the acting person away from today until a date (included); raises AwayInThePast.

    The leads hear of an absence so long that claims stop counting before anything in the channel does.
    """
    person = get(session, Person, scope.workspace_id, scope.person_id)
    today = person.working_time.local(now).date()
    if until_on < today:
        raise AwayInThePast
    absence = Absence(
        workspace_id=scope.workspace_id,
        person_id=person.key,
        from_on=today,
        until_on=until_on,
        declared_at=now,
        back_at=instant_of(until_on + timedelta(days=1), time(), person.zone),
    )
    touched = project_ids_of(session, scope.workspace_id, [person.key], now=now)
    with recomputing(session, scope.workspace_id, touched, Change(Occasion.AWAY), now=now):
        _withdraw(session, person.key, now)
        session.add(absence)
    if Away(absence.from_on, absence.until_on).is_long:
        _tell_leads(session, person, absence, touched, now)
    return absence


def come_back(session: Session, scope: Scope, *, now: datetime) -> bool:
    """End the acting person's absence; False if there was none."""
    touched = project_ids_of(session, scope.workspace_id, [scope.person_id], now=now)
    with recomputing(session, scope.workspace_id, touched, Change(Occasion.AWAY), now=now):
        return _withdraw(session, scope.person_id, now)


def note_returns(session: Session, workspace_id: int, *, now: datetime) -> None:
    """Compute anew the projects of people whose absence is over."""
    query = select(Absence).where(
        Absence.workspace_id == workspace_id, col(Absence.back_at) <= now, col(Absence.noted_at).is_(None)
    )
    over = session.exec(query).all()
    touched = project_ids_of(session, workspace_id, [absence.person_id for absence in over], now=now)
    with recomputing(session, workspace_id, touched, Change(Occasion.AWAY), now=now):
        for absence in over:
            absence.noted_at = now
            session.add(absence)


def _withdraw(session: Session, person_id: int, now: datetime) -> bool:
    absence = current_absence(session, person_id, now=now)
    if absence is None:
        return False
    absence.withdrawn_at = absence.noted_at = now
    session.add(absence)
    return True


def _tell_leads(
    session: Session, person: Person, absence: Absence, project_ids: set[int], now: datetime
) -> None:
    session.flush()
    for project_id in sorted(project_ids):
        project = get(session, Project, person.workspace_id, project_id)
        for lead in leads_of(session, project):
            owed = outbox.Owed(
                key=f"away:{absence.key}:{project_id}:{lead.key}",
                kind=outbox.Kind.LONG_ABSENCE,
                subject_id=project_id,
                recipient=lead.slack_user_id,
                details={"slack_user_id": person.slack_user_id, "until_on": absence.until_on.isoformat()},
            )
            if lead.key != person.key:
                outbox.owe(session, person.workspace_id, owed, now=now)
