"""Who belongs to a project: its leads and its current members, and what they may do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.errors import NotAllowed, NotForGuests, ProjectArchived, UnknownProject
from bot.domain.rights import Action, Actor, Subject, may
from bot.services.rows import find, get
from models.projects import Lead, Membership, Project
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlmodel import Session

    from bot.services.scope import Scope
    from models.secondments import Secondment


def leads_of(session: Session, project: Project) -> list[Person]:
    """Return the leads of a project whom Slack lets a bot write to; when all have left, those who may name one."""
    query = (
        select(Person)
        .join(Lead, col(Lead.person_id) == col(Person.id))
        .where(Lead.project_id == project.key)
        .order_by(col(Lead.id))
    )
    leads = [person for person in session.exec(query) if person.can_be_asked]
    return leads or _who_may_name_a_lead(session, project)


def _who_may_name_a_lead(session: Session, project: Project) -> list[Person]:
    members = [session.get_one(Person, m.person_id) for m in current_memberships(session, project)]
    return [person for person in members if person.can_be_asked and not person.is_guest]


def current_memberships(session: Session, project: Project) -> list[Membership]:
    """Return who is a member of a project now, in the order of joining."""
    query = select(Membership).where(Membership.project_id == project.key, col(Membership.left_at).is_(None))
    return list(session.exec(query.order_by(col(Membership.id))))


def current_membership(session: Session, project_id: int, person_id: int) -> Membership | None:
    """Return a person's current membership of a project."""
    query = select(Membership).where(
        Membership.project_id == project_id,
        Membership.person_id == person_id,
        col(Membership.left_at).is_(None),
    )
    return session.exec(query).first()


def is_lead(session: Session, project_id: int, person_id: int) -> bool:
    """Whether a person is named as a lead of a project."""
    query = select(Lead.id).where(Lead.project_id == project_id, Lead.person_id == person_id)
    return session.exec(query).first() is not None


def subject_of(
    session: Session,
    project: Project,
    *,
    secondment: Secondment | None = None,
    acted_in: str | None = None,
) -> Subject:
    """Return a project, and one of its secondments, as rights see it; `acted_in` is the Slack channel id."""
    subject = subjects_of(session, [project], acted_in=acted_in)[project.key]
    if secondment is None:
        return subject
    return replace(subject, specialist_id=secondment.specialist_id, head_id=secondment.head_id)


def subjects_of(session: Session, projects: Sequence[Project], *, acted_in: str | None) -> dict[int, Subject]:
    """Return many projects as rights see them, by project id, in three queries however many they are."""
    ids = {project.key for project in projects}
    members = _people_by_project(
        session.exec(
            select(Membership.project_id, Membership.person_id).where(
                col(Membership.project_id).in_(ids), col(Membership.left_at).is_(None)
            )
        )
    )
    leads = _people_by_project(
        session.exec(
            select(Lead.project_id, Lead.person_id)
            .join(Person, col(Person.id) == col(Lead.person_id))
            .where(col(Lead.project_id).in_(ids), col(Person.is_active).is_(True))
        )
    )
    wanted = {project.channel_id for project in projects}
    channels = {c.key: c for c in session.exec(select(Channel).where(col(Channel.id).in_(wanted)))}
    return {
        project.key: Subject(
            member_ids=frozenset(members[project.key]),
            lead_ids=frozenset(leads[project.key]),
            is_public=not channels[project.channel_id].is_private,
            acted_in_its_channel=acted_in == channels[project.channel_id].slack_channel_id,
        )
        for project in projects
    }


def _people_by_project(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    by_project: dict[int, set[int]] = defaultdict(set)
    for project_id, person_id in pairs:
        by_project[project_id].add(person_id)
    return by_project


def actor_of(session: Session, scope: Scope) -> Actor:
    """Return the acting person as rights see them."""
    person = get(session, Person, scope.workspace_id, scope.person_id)
    return Actor(person.key, is_admin=person.is_admin, is_guest=person.is_guest)


def may_act(session: Session, scope: Scope, action: Action, subject: Subject) -> bool:
    """Whether the acting person may do something."""
    return may(actor_of(session, scope), action, subject)


def require_set_up(session: Session, scope: Scope) -> None:
    """Raise NotForGuests when the acting person may not set a project up."""
    if not may_act(session, scope, Action.SET_UP, Subject()):
        raise NotForGuests


def project_for(
    session: Session, scope: Scope, project_id: int, action: Action, *, acted_in: str | None = None
) -> Project:
    """Return a project with which the acting person may do something; `acted_in` is the Slack channel id.

    Raises NotAllowed, ProjectArchived for what is done to one, or UnknownProject for one that they may not even
    see: that it exists is not told.
    """
    project = find(session, Project, scope.workspace_id, project_id)
    if project is None:
        raise UnknownProject
    subject = subject_of(session, project, acted_in=acted_in)
    if not may_act(session, scope, action, subject):
        raise NotAllowed(action=action) if may_act(session, scope, Action.SEE, subject) else UnknownProject
    if project.archived_at is not None and action is not Action.SEE:
        raise ProjectArchived
    return project
