"""Readings: the stored results of computing a project's strengths, and the reference they are compared with."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from bot.domain.drops import shift_quietly
from bot.domain.roles import Role, Strengths
from bot.services.facts import Rules, load_facts
from bot.services.poll_figures import open_poll_of
from models.keys import strength_values
from models.projects import Project
from models.readings import Reading, ReferenceStrength

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.causes import Occasion
    from bot.services.facts import ProjectFacts


@dataclass(frozen=True, slots=True)
class Change:
    """What changed strengths, and the projects in which the change is no news."""

    occasion: Occasion
    quiet_in: frozenset[int] = frozenset()
    is_quiet: bool = False

    def is_news_in(self, project_id: int) -> bool:
        """Whether the change is to be settled and compared, rather than carried into the reference."""
        return not self.is_quiet and project_id not in self.quiet_in


@contextmanager
def recomputing(
    session: Session, workspace_id: int, project_ids: Iterable[int], change: Change, *, now: datetime
) -> Iterator[None]:
    """Compute some projects anew after what happens inside, and store what came out differently.

    A change that is news gets time to settle; one that is not moves the reference along.
    """
    wanted = set(project_ids)
    yield
    session.flush()
    before = newest_strengths(session, wanted)
    for project_id, facts in load_facts(session, workspace_id, wanted, now=now).items():
        _take(session, facts, before.get(project_id), change, now)
    session.flush()


def _take(
    session: Session, facts: ProjectFacts, before: Strengths | None, change: Change, now: datetime
) -> None:
    after = facts.coverage.strengths
    if facts.project.archived_at is not None:
        return  # its history ends with the last standing, not with everyone leaving
    if after == before or (before is None and after == Strengths()):
        return
    _store(session, facts, change.occasion, now)
    reference = load_reference(session, facts.project.key)
    if reference is None:
        return
    if change.is_news_in(facts.project.key) and not facts.project.is_paused:
        facts.project.settle_at = _settles_at(session, facts.project, now)
        session.add(facts.project)
    else:
        shifted = shift_quietly(reference, before or Strengths(), after)
        save_reference(session, facts.project, shifted, after, now=now)


def _store(session: Session, facts: ProjectFacts, occasion: Occasion, now: datetime) -> None:
    strengths = facts.coverage.strengths
    reading = Reading(
        workspace_id=facts.project.workspace_id,
        project_id=facts.project.key,
        taken_at=now,
        occasion=occasion,
        ceiling=strengths.ceiling,
        weakest=list(strengths.weakest(facts.project.stage)),
        hat_cost=facts.rules.hat_cost,
        lapse_after={str(project_id): polls for project_id, polls in facts.rules.lapse_after.items()},
        **strength_values(strengths),
    )
    # Two polls that close at one instant make one reading, of everything known then.
    of_this_instant = select(Reading).where(
        Reading.project_id == facts.project.key, col(Reading.taken_at) == now
    )
    for earlier in session.exec(of_this_instant):
        session.delete(earlier)
    session.add(reading)


def _settles_at(session: Session, project: Project, now: datetime) -> datetime:
    """While a poll is open a change settles at its close, else when it has stood for the project's `settle`."""
    poll = open_poll_of(session, project.key)
    return poll.closes_at if poll else now + project.settle


def strengths_at(session: Session, project: Project, moment: datetime) -> Strengths | None:
    """Return a project's strengths as they were computed last at a moment; None before the first reading."""
    query = select(Reading).where(Reading.project_id == project.key, col(Reading.taken_at) <= moment)
    found = session.exec(query.order_by(col(Reading.taken_at).desc(), col(Reading.id).desc())).first()
    return found.strengths if found else None


def newest_strengths(session: Session, project_ids: Iterable[int]) -> dict[int, Strengths]:
    """Return the newest reading's strengths of each project that has one."""
    newest = (
        select(func.max(Reading.id))
        .where(col(Reading.project_id) == col(Project.id))
        .correlate(Project)
        .scalar_subquery()
    )
    query = (
        select(Reading).join(Project, col(Reading.id) == newest).where(col(Project.id).in_(set(project_ids)))
    )
    return {reading.project_id: reading.strengths for reading in session.exec(query)}


def load_reference(session: Session, project_id: int) -> Strengths | None:
    """Return the reference of a project; None before its first poll has closed."""
    rows = reference_rows(session, project_id)
    return Strengths(**{role.value: row.strength for role, row in rows.items()}) if rows else None


def reference_rows(session: Session, project_id: int) -> dict[Role, ReferenceStrength]:
    """Return the stored reference of each role."""
    query = select(ReferenceStrength).where(ReferenceStrength.project_id == project_id)
    return {row.role: row for row in session.exec(query)}


def save_reference(
    session: Session, project: Project, reference: Strengths, strengths: Strengths, *, now: datetime
) -> None:
    """Store a reference; where it is what the `strengths` are now, it stands for the present from here on."""
    rows = reference_rows(session, project.key)
    for role, strength in reference:
        row = rows.get(role) or ReferenceStrength(
            workspace_id=project.workspace_id,
            project_id=project.key,
            role=role,
            strength=strength,
            taken_at=now,
        )
        row.strength = strength
        if strength == strengths[role]:
            row.taken_at = now
        session.add(row)


def rules_of(reading: Reading) -> Rules:
    """Return the rules that a reading was computed under."""
    return Rules(reading.hat_cost, {int(key): polls for key, polls in reading.lapse_after.items()})
