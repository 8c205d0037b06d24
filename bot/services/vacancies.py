"""Vacancies that a lead accepts for a while: shown as accepted, and no reason to alarm the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, or_, select

from bot.domain.errors import NothingToUndo, StageNotAhead, VacancyEndsInThePast
from bot.domain.rights import Action
from bot.services.belonging import project_for
from bot.services.ports.standing import AcceptedView
from bot.services.rows import find, get
from models.vacancies import Acceptance
from models.workspaces import Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.domain.vacancies import AcceptedVacancy
    from bot.services.scope import Scope
    from models.projects import Project


def accept(
    session: Session, scope: Scope, project_id: int, vacancy: AcceptedVacancy, *, now: datetime
) -> Acceptance:
    """Accept that a role is vacant; it takes the place of what was accepted for that role before.

    Raises NotAllowed, VacancyEndsInThePast, StageNotAhead.
    """
    project = project_for(session, scope, project_id, Action.LEAD)
    today = project.working_time.local(now).date()
    if vacancy.until_on is not None and vacancy.until_on < today:
        raise VacancyEndsInThePast
    if not vacancy.holds(today, project.stage):
        raise StageNotAhead
    _withdraw(session, _current(session, project.key).get(vacancy.role), now)
    acceptance = Acceptance(
        workspace_id=scope.workspace_id,
        project_id=project.key,
        role=vacancy.role,
        until_on=vacancy.until_on,
        until_stage=vacancy.until_stage,
        accepted_by_id=scope.person_id,
        accepted_at=now,
    )
    session.add(acceptance)
    session.flush()
    return acceptance


def end(session: Session, scope: Scope, acceptance_id: int, *, now: datetime) -> Acceptance:
    """Accept a vacancy no longer; a second time changes nothing. Raises NotAllowed, NothingToUndo."""
    acceptance = find(session, Acceptance, scope.workspace_id, acceptance_id)
    if acceptance is None:
        raise NothingToUndo
    project_for(session, scope, acceptance.project_id, Action.LEAD)
    if acceptance.withdrawn_at is None:
        _withdraw(session, acceptance, now)
    return acceptance


def _withdraw(session: Session, acceptance: Acceptance | None, now: datetime) -> None:
    if acceptance is not None:
        acceptance.withdrawn_at = now
        session.add(acceptance)
        session.flush()


def _current(session: Session, project_id: int) -> dict[Role, Acceptance]:
    query = select(Acceptance).where(
        Acceptance.project_id == project_id, col(Acceptance.withdrawn_at).is_(None)
    )
    return {row.role: row for row in session.exec(query)}


def accepted_in(session: Session, project: Project, *, as_of: datetime) -> dict[Role, Acceptance]:
    """Return the vacancies that were accepted at a moment, by role."""
    query = select(Acceptance).where(
        Acceptance.project_id == project.key,
        col(Acceptance.accepted_at) <= as_of,
        or_(col(Acceptance.withdrawn_at).is_(None), col(Acceptance.withdrawn_at) > as_of),
    )
    day = project.working_time.local(as_of).date()
    return {row.role: row for row in session.exec(query) if row.vacancy.holds(day, project.stage)}


def accepted_view(session: Session, acceptance: Acceptance) -> AcceptedView:
    """Return an accepted vacancy as it is shown."""
    by = get(session, Person, acceptance.workspace_id, acceptance.accepted_by_id)
    return AcceptedView(acceptance.key, acceptance.vacancy, by.slack_user_id)
