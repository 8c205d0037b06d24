"""Vacancies that a lead accepts for a while: shown as accepted, and no reason to alarm the channel."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, or_, select

from bot.domain.errors import NothingToUndo, StageNotAhead, VacancyEndsInThePast
from bot.domain.rights import Action
from bot.domain.workdays import DAY_STARTS, instant_of
from bot.services import outbox
from bot.services.belonging import leads_of, project_for
from bot.services.facts import facts_of
from bot.services.poll_figures import open_poll_of
from bot.services.ports.standing import AcceptedView
from bot.services.rows import find, get
from bot.services.telling import Notice, tell_at_work
from models.projects import Project
from models.vacancies import Acceptance
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.domain.vacancies import AcceptedVacancy
    from bot.services.scope import Scope

_ONE_DAY = timedelta(days=1)


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
        notice_at=_morning_after(vacancy, project),
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


def _morning_after(vacancy: AcceptedVacancy, project: Project) -> datetime | None:
    """Return when the last day is over, for the project; None where only a stage ends it."""
    last = vacancy.until_on
    return instant_of(last + _ONE_DAY, DAY_STARTS, project.zone) if last else None


def stage_came(session: Session, project: Project, *, now: datetime) -> None:
    """Look at what a project's new stage may have ended."""
    for acceptance in _current(session, project.key).values():
        if acceptance.until_stage is not None:
            acceptance.notice_at = now
            session.add(acceptance)


def look_anew(session: Session, workspace_id: int, *, now: datetime) -> None:
    """Look at what nobody looks at by itself: the version before may have accepted it, or changed the stage."""
    query = select(Acceptance).where(
        Acceptance.workspace_id == workspace_id,
        col(Acceptance.withdrawn_at).is_(None),
        col(Acceptance.notice_at).is_(None),
    )
    for acceptance in session.exec(query):
        acceptance.notice_at = now
        session.add(acceptance)


def end_due(session: Session, workspace_id: int, due: Iterable[Acceptance], *, now: datetime) -> None:
    """End what was accepted for a time that is over, and ask the leads again, once, if it is vacant still."""
    for acceptance in due:
        _look(session, acceptance, get(session, Project, workspace_id, acceptance.project_id), now)


def _look(session: Session, acceptance: Acceptance, project: Project, now: datetime) -> None:
    poll, today = open_poll_of(session, project.key), project.working_time.local(now).date()
    session.add(acceptance)
    if acceptance.vacancy.holds(today, project.stage):
        acceptance.notice_at = _morning_after(
            acceptance.vacancy, project
        )  # another stage came, or went again
    elif project.is_paused:
        acceptance.notice_at = now + _ONE_DAY
    elif poll is not None:
        acceptance.notice_at = poll.closes_at  # it may bring somebody, and nothing of it is shown
    else:
        acceptance.notice_at = None
        _withdraw(session, acceptance, now)
        _ask_again(session, acceptance, project, now)


def _ask_again(session: Session, acceptance: Acceptance, project: Project, now: datetime) -> None:
    if project.archived_at is not None or not is_vacant(session, project, acceptance.role, now=now):
        return
    notice = Notice(f"vacancy_over:{acceptance.key}", outbox.Kind.VACANCY_OVER, acceptance.key)
    tell_at_work(session, project, leads_of(session, project), notice, now=now)


def is_vacant(session: Session, project: Project, role: Role, *, now: datetime) -> bool:
    """Whether nobody covers a role, which no lead accepts; one that is only not confirmed is not vacant."""
    facts = facts_of(session, project, now=now)
    unconfirmed = {lapsed for _, lapsed in facts.lapsed}
    is_covered = facts.coverage.strength(role) > 0 or role in unconfirmed
    return not is_covered and role not in accepted_in(session, project, as_of=now)


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
