"""Absences: set by oneself, with an end date and no reason."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.causes import Occasion
from bot.domain.errors import AwayInThePast
from bot.domain.standing import Away
from bot.domain.workdays import instant_of
from bot.services import outbox, waiting
from bot.services.belonging import leads_of
from bot.services.facts import load_facts, project_ids_of
from bot.services.ports.asking import AwayView
from bot.services.readings import Change, recomputing
from bot.services.rows import get
from bot.services.telling import Notice, tell
from models.workspaces import Absence, Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.scope import Scope


def current_absence(session: Session, person_id: int, *, now: datetime) -> Absence | None:
    """Return a person's absence that is in force now."""
    query = select(Absence).where(
        Absence.person_id == person_id, col(Absence.back_at) > now, col(Absence.withdrawn_at).is_(None)
    )
    return session.exec(query).first()


def own_absence(session: Session, scope: Scope, *, now: datetime) -> AwayView | None:
    """Return the same of the acting person, as it is shown to them."""
    absence = current_absence(session, scope.person_id, now=now)
    return AwayView(absence.from_on, absence.until_on) if absence else None


def go_away(session: Session, scope: Scope, until_on: date, *, now: datetime) -> Absence:
    """Set the acting person away from today until a date (included); raises AwayInThePast.

    Another date for an absence under way moves its end and leaves its start. The leads hear of one so long that
    claims stop counting before the channel hears anything.
    """
    person = get(session, Person, scope.workspace_id, scope.person_id)
    today = person.working_time.local(now).date()
    if until_on < today:
        raise AwayInThePast
    under_way = current_absence(session, person.key, now=now)
    if under_way is not None and under_way.until_on == until_on:
        return under_way
    absence = Absence(
        workspace_id=scope.workspace_id,
        person_id=person.key,
        from_on=under_way.from_on if under_way else today,
        until_on=until_on,
        declared_at=now,
        back_at=instant_of(until_on + timedelta(days=1), time(), person.zone),
    )
    touched = project_ids_of(session, scope.workspace_id, [person.key], now=now)
    with recomputing(session, scope.workspace_id, touched, Change(Occasion.AWAY), now=now):
        _withdraw(session, under_way, now)
        session.add(absence)
    if Away(absence.from_on, absence.until_on).is_long:
        _tell_leads(session, person, absence, touched, now)
    waiting.excuse(session, scope.workspace_id, person.key, now=now)
    return absence


def come_back(session: Session, scope: Scope, *, now: datetime) -> bool:
    """End the acting person's absence; False if there was none."""
    absence = current_absence(session, scope.person_id, now=now)
    touched = project_ids_of(session, scope.workspace_id, [scope.person_id], now=now)
    with recomputing(session, scope.workspace_id, touched, Change(Occasion.AWAY), now=now):
        _withdraw(session, absence, now)
    waiting.ask_again(session, scope.workspace_id, scope.person_id, now=now)
    return absence is not None


def note_returns(session: Session, workspace_id: int, over: Sequence[Absence], *, now: datetime) -> None:
    """Compute anew the projects of people whose absence is over."""
    touched = project_ids_of(session, workspace_id, [absence.person_id for absence in over], now=now)
    with recomputing(session, workspace_id, touched, Change(Occasion.AWAY), now=now):
        for absence in over:
            absence.noted_at = now
            session.add(absence)
    for absence in over:
        waiting.ask_again(session, workspace_id, absence.person_id, now=now)


def _withdraw(session: Session, absence: Absence | None, now: datetime) -> None:
    if absence is not None:
        absence.withdrawn_at = absence.noted_at = now
        session.add(absence)


def _tell_leads(
    session: Session, person: Person, absence: Absence, project_ids: set[int], now: datetime
) -> None:
    """Owe the leads the word that someone's roles will pause, where they cover any."""
    for facts in load_facts(session, person.workspace_id, project_ids, now=now).values():
        member, project = facts.member(person.key), facts.project
        if member is None or not member.claims:
            continue
        details = {
            "slack_user_id": person.slack_user_id,
            "roles": [claim.role for claim in member.claims],
            "until_on": absence.until_on.isoformat(),
        }
        key = f"away:{absence.key}:{project.key}"
        notice = Notice(key, outbox.Kind.LONG_ABSENCE, project.key, details)
        leads = [lead for lead in leads_of(session, project) if lead.key != person.key]
        tell(session, person.workspace_id, leads, notice, now=now)
