"""Settling: comparing strengths that have stood for a while with the reference, and owing what is news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.causes import Situation, causes_of_fall
from bot.domain.drops import drop_of, foretell, settle
from bot.services import drops, outbox, vacancies
from bot.services.belonging import leads_of
from bot.services.facts import facts_of, situation_of
from bot.services.poll_figures import open_poll_of
from bot.services.ports.standing import FallenRole
from bot.services.readings import load_reference, reference_rows, save_reference
from bot.services.telling import Notice, tell_at_work

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.drops import Thresholds
    from bot.domain.roles import Role, Strengths
    from bot.services.facts import ProjectFacts
    from models.polls import Poll
    from models.projects import Project


def settle_due(session: Session, _workspace_id: int, due: Iterable[Project], *, now: datetime) -> None:
    """Compare projects whose changes have settled."""
    for project in due:
        settle_project(session, project, now=now)


def settle_project(session: Session, project: Project, *, now: datetime) -> None:
    """Compare a project's strengths with its reference; owe a summary if the weakest function dropped.

    While a poll is open nothing is compared: the poll's close does it.
    """
    poll = open_poll_of(session, project.key)
    project.settle_at = poll.closes_at if poll else None
    session.add(project)
    if poll is None:
        _compare(session, facts_of(session, project, now=now), now)


def _compare(session: Session, facts: ProjectFacts, now: datetime) -> None:
    project, strengths = facts.project, facts.coverage.strengths
    reference = load_reference(session, project.key)
    if reference is None:
        return
    if project.is_paused:
        save_reference(session, project, strengths, strengths, now=now)
        return
    accepted = vacancies.accepted_in(session, project, as_of=now)
    settled = settle(reference, strengths, project.thresholds, project.stage, accepted)
    before = settled.compared_with
    if settled.drop:
        fallen = [_fallen(session, facts, role, before, now) for role in settled.drop.roles]
        drops.record(session, project, settled.drop, before, fallen, now=now)
    else:
        drops.follow(session, project, strengths, now=now)
        if settled.decisive:
            _tell_leads(session, facts, _fallen(session, facts, settled.decisive, before, now), now)
    save_reference(session, project, settled.reference, strengths, now=now)


def _fallen(
    session: Session, facts: ProjectFacts, role: Role, reference: Strengths, now: datetime
) -> FallenRole:
    """Return how far a role fell, and why, since its reference was taken."""
    project = facts.project
    taken_at = reference_rows(session, project.key)[role].taken_at
    then = facts_of(session, project, now=taken_at)
    causes = causes_of_fall(role, Situation(then.coverage), situation_of(session, facts, now=now))
    return FallenRole(role, reference[role], facts.coverage.strengths[role], causes)


def _tell_leads(session: Session, facts: ProjectFacts, fallen: FallenRole, now: datetime) -> None:
    """Tell the leads of a fall of the decisive role behind an unchanged ceiling."""
    project = facts.project
    key, details = f"decisive:{project.key}:{now.isoformat()}", {"fallen": drops.stored([fallen])}
    notice = Notice(key, outbox.Kind.DECISIVE_FALL, project.key, details)
    tell_at_work(session, project, leads_of(session, project), notice, now=now)


def follow_close(session: Session, project: Project, poll: Poll) -> None:
    """Let what settles at a poll's close follow it when the close moves."""
    if project.settle_at is not None:
        project.settle_at = poll.closes_at
        session.add(project)


def accept_thresholds(session: Session, project: Project, before: Thresholds, *, now: datetime) -> None:
    """Take falls into the reference that are far only by new thresholds: settings are no news."""
    reference = load_reference(session, project.key)
    if reference is None:
        return
    poll = open_poll_of(session, project.key)
    as_of = poll.opened_at if poll else now
    facts = facts_of(session, project, now=as_of)
    strengths = facts.coverage.strengths
    was_far = drop_of(reference, strengths, before, project.stage)
    if was_far is None and drop_of(reference, strengths, project.thresholds, project.stage):
        save_reference(session, project, foretell(reference, strengths), strengths, now=now)


def take_as_it_stands(session: Session, project: Project, *, now: datetime) -> None:
    """Let what changed and is not told yet be no news: the strengths of now become the reference."""
    poll = open_poll_of(session, project.key)
    project.settle_at = poll.closes_at if poll else None
    session.add(project)
    if load_reference(session, project.key) is not None:
        take_first_reference(session, project, now=now)


def take_first_reference(session: Session, project: Project, *, now: datetime) -> None:
    """Take the first reference, once the first poll has closed."""
    facts = facts_of(session, project, now=now)
    strengths = facts.coverage.strengths
    save_reference(session, project, strengths, strengths, now=now)
