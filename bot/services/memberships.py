"""Who joins a project and who leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.causes import Occasion
from bot.services import prompts, roster, waiting
from bot.services.belonging import current_memberships
from bot.services.facts import project_ids_of
from bot.services.people import find_person, remember_person
from bot.services.poll_figures import open_poll_of
from bot.services.readings import Change, recomputing
from models.polls import CheckIn
from models.projects import Leaving, Membership, Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import KnownPerson
    from models.workspaces import Channel, Person


def join(
    session: Session, project: Project, people: Iterable[Person], added_by_id: int, *, now: datetime
) -> None:
    """Make people members of a project; those who are stay as they are. An open poll asks the new ones too."""
    here = {membership.person_id for membership in current_memberships(session, project)}
    newcomers = [
        Membership(
            workspace_id=project.workspace_id,
            project_id=project.key,
            person_id=person.key,
            added_by_id=added_by_id,
            joined_at=now,
        )
        for person in people
        if person.key not in here
    ]
    session.add_all(newcomers)
    session.flush()
    waiting.ask_newcomers(session, project, newcomers, now=now)


def end(session: Session, ended: Sequence[Membership], leaving: Leaving, *, now: datetime) -> None:
    """End memberships of one workspace, and with them their claims; their hats elsewhere get lighter."""
    if not ended:
        return
    workspace_id = ended[0].workspace_id
    people = {membership.person_id for membership in ended}
    touched = project_ids_of(session, workspace_id, people, now=now)
    occasion = Occasion.SECONDMENT if leaving is Leaving.RETURNED else Occasion.MEMBERS
    with recomputing(session, workspace_id, touched, Change(occasion), now=now):
        for membership in ended:
            membership.left_at, membership.leaving = now, leaving
            session.add(membership)
    for membership in ended:
        _stop_waiting(session, membership, now)


def _stop_waiting(session: Session, membership: Membership, now: datetime) -> None:
    poll = open_poll_of(session, membership.project_id)
    if poll is None:
        return
    query = select(CheckIn).where(CheckIn.poll_id == poll.key, CheckIn.person_id == membership.person_id)
    check_in = session.exec(query).first()
    if check_in is not None:
        waiting.stop_waiting(session, check_in, now=now)
        prompts.refresh(session, check_in, now=now)


def leave_channel(session: Session, person: Person, channel: Channel, *, now: datetime) -> None:
    """End a person's memberships of the projects whose home a channel is."""
    query = (
        select(Membership)
        .join(Project, col(Project.id) == col(Membership.project_id))
        .where(
            Project.channel_id == channel.key,
            Membership.person_id == person.key,
            col(Membership.left_at).is_(None),
        )
    )
    end_by_leaving(session, session.exec(query).all(), now=now)


def end_by_leaving(session: Session, ended: Sequence[Membership], *, now: datetime) -> None:
    """End memberships of people who left the channel, and tell them what that ended."""
    end(session, ended, Leaving.LEFT_CHANNEL, now=now)
    for membership in ended:
        project = session.get_one(Project, membership.project_id)
        roster.tell_channel_left(session, project, membership, now=now)


def follow(session: Session, workspace_id: int, known: KnownPerson, *, now: datetime) -> None:
    """Store what the directory says now of somebody who is known; who was deactivated leaves every project."""
    if find_person(session, workspace_id, known.slack_user_id) is None:
        return
    person = remember_person(session, workspace_id, known, now=now)
    if not person.is_active:
        deactivate(session, person, now=now)


def deactivate(session: Session, person: Person, *, now: datetime) -> None:
    """End all memberships of a person who is no longer in the workspace."""
    query = select(Membership).where(Membership.person_id == person.key, col(Membership.left_at).is_(None))
    end(session, session.exec(query).all(), Leaving.DEACTIVATED, now=now)
