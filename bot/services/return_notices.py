"""The private word about a planned return: to the specialist, the host's leads and the head, never in public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import secondments as rules
from bot.domain.workdays import DAY_STARTS, instant_of
from bot.services import outbox, seconded
from bot.services.rows import get
from bot.services.telling import Notice, tell_at_work
from models.projects import Project

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.domain.secondments import ReturnNotice
    from models.secondments import Secondment


def look_again(secondment: Secondment, project: Project, *, now: datetime) -> None:
    """Watch over a planned return that was just set: it is near, and past, anew."""
    today = project.working_time.local(now).date()
    secondment.noticed = None
    secondment.notice_at = _morning(rules.first_look_on(secondment.returns_on, today), project)


def notice_due(session: Session, workspace_id: int, due: Iterable[Secondment], *, now: datetime) -> None:
    """Say that planned returns are near or past, once each."""
    for secondment in due:
        _look(session, secondment, get(session, Project, workspace_id, secondment.project_id), now)


def _look(session: Session, secondment: Secondment, project: Project, now: datetime) -> None:
    today = project.working_time.local(now).date()
    notice = rules.notice_due(secondment.state, secondment.returns_on, today)
    if notice is not None and notice is not secondment.noticed:
        _tell(session, secondment, project, notice, now)
        secondment.noticed = notice
    next_on = rules.next_look_on(secondment.state, secondment.returns_on, today)
    secondment.notice_at = _morning(next_on, project) if next_on else None
    session.add(secondment)


def _morning(on: date, project: Project) -> datetime:
    return instant_of(on, DAY_STARTS, project.zone)


def _tell(
    session: Session, secondment: Secondment, project: Project, near_or_past: ReturnNotice, now: datetime
) -> None:
    key = f"return:{secondment.key}:{near_or_past}:{secondment.returns_on}"
    notice = Notice(key, outbox.Kind.RETURN_NOTICE, secondment.key, {"notice": near_or_past})
    people = seconded.parties_of(session, secondment, project)
    tell_at_work(session, project, people, notice, now=now)
