"""A project's history as it may be shown: its strengths over time, and what happened meanwhile."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from bot.domain.rights import Action
from bot.domain.trend import Point, PollSpan, one_a_day, shown_points, thin
from bot.services import seconded
from bot.services.belonging import project_for
from bot.services.drops import fallen_of
from bot.services.poll_figures import open_poll_of
from bot.services.ports.trend import Mark, MarkKind, TrendView
from bot.services.standing import shown_as_of
from models.polls import Poll
from models.readings import DropRow, Reading, StageChange
from models.secondments import Secondment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from bot.services.scope import Scope
    from models.projects import Project


def trend(
    session: Session, scope: Scope, project_id: int, *, acted_in: str | None, now: datetime
) -> TrendView:
    """Return a project's history for the acting person, from a Slack channel; raises UnknownProject."""
    project = project_for(session, scope, project_id, Action.SEE, acted_in=acted_in)
    return trend_view(session, project, now=now)


def trend_view(session: Session, project: Project, *, now: datetime) -> TrendView:
    """Return a project's history, nothing of a running poll in it."""
    poll = open_poll_of(session, project.key)
    as_of = shown_as_of(poll, now)
    points = one_a_day(history(session, project, as_of=as_of), ZoneInfo(project.zone))
    shown = thin(points)
    return TrendView(
        project_id=project.key,
        name=project.name,
        stage=project.stage,
        zone=project.zone,
        points=tuple(shown),
        left_out=len(points) - len(shown),
        marks=tuple(marks(session, project, as_of=as_of, now=now)),
        poll_is_open=poll is not None,
    )


def history(session: Session, project: Project, *, as_of: datetime) -> list[Point]:
    """Return every standing that a project was shown until a moment, the oldest first."""
    readings = select(Reading).where(Reading.project_id == project.key).order_by(col(Reading.taken_at))
    closed = select(Poll).where(Poll.project_id == project.key, col(Poll.closed_at).is_not(None))
    return shown_points(
        [Point(reading.taken_at, reading.strengths) for reading in session.exec(readings)],
        [PollSpan(p.opened_at, p.closed_at) for p in session.exec(closed) if p.closed_at is not None],
        as_of,
    )


def marks(session: Session, project: Project, *, as_of: datetime, now: datetime) -> list[Mark]:
    """Return what happened to a project until now, the oldest first; drops until `as_of` only."""
    found = [
        *_stages(session, project),
        *(mark for mark in _drops(session, project) if mark.at <= as_of),
        *(mark for mark in _secondments(session, project) if mark.at <= now),
    ]
    return sorted(found, key=lambda mark: mark.at)


def _stages(session: Session, project: Project) -> Iterator[Mark]:
    query = select(StageChange).where(StageChange.project_id == project.key).order_by(col(StageChange.id))
    changes = session.exec(query).all()
    entered = [*(change.stage_before for change in changes[1:]), project.stage]
    for change, stage in zip(changes, entered, strict=bool(changes)):
        yield Mark(change.changed_at, MarkKind.STAGE, stage=stage)


def _drops(session: Session, project: Project) -> Iterator[Mark]:
    for row in session.exec(select(DropRow).where(DropRow.project_id == project.key)):
        roles = tuple(fallen.role for fallen in fallen_of(row.fallen))
        yield Mark(row.dropped_at, MarkKind.DROP, roles, fell_from=row.fell_from, fell_to=row.lowest)
        if row.recovered_at is not None:
            yield Mark(row.recovered_at, MarkKind.RECOVERY, roles)


def _secondments(session: Session, project: Project) -> Iterator[Mark]:
    for row in session.exec(select(Secondment).where(Secondment.project_id == project.key)):
        roles = seconded.roles_of(session, row)
        begins = datetime.combine(row.starts_on, time(), ZoneInfo(project.zone))
        yield Mark(max(row.started_at, begins), MarkKind.LENT, roles)
        if row.met_at is not None:
            yield Mark(row.met_at, MarkKind.MET, roles)
        if row.ended_at is not None:
            yield Mark(row.ended_at, MarkKind.GONE, roles)
