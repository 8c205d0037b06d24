"""Who belongs to a project: its leads and its current members, and what they may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.errors import NotAllowed
from bot.domain.rights import Actor, Subject, may
from bot.services.rows import get
from models.projects import Lead, Membership
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from bot.domain.rights import Action
    from bot.services.scope import Scope
    from models.projects import Project
    from models.secondments import Secondment
    from sqlmodel import Session


def leads_of(session: Session, project: Project) -> list[Person]:
    """Return the leads of a project whom Slack lets a bot write to."""
    query = (
        select(Person)
        .join(Lead, col(Lead.person_id) == col(Person.id))
        .where(Lead.project_id == project.key)
        .order_by(col(Lead.id))
    )
    return [person for person in session.exec(query) if person.can_be_asked]


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


def subject_of(
    session: Session,
    project: Project,
    *,
    secondment: Secondment | None = None,
    acted_in: str | None = None,
) -> Subject:
    """Return a project, and one of its secondments, as rights see it; `acted_in` is the Slack channel id."""
    channel = session.get_one(Channel, project.channel_id)
    leads = select(Lead.person_id).where(Lead.project_id == project.key)
    return Subject(
        member_ids=frozenset(m.person_id for m in current_memberships(session, project)),
        lead_ids=frozenset(session.exec(leads)),
        specialist_id=secondment.specialist_id if secondment else None,
        head_id=secondment.head_id if secondment else None,
        is_public=not channel.is_private,
        acted_in_its_channel=acted_in == channel.slack_channel_id,
    )


def actor_of(session: Session, scope: Scope) -> Actor:
    """Return the acting person as rights see them."""
    person = get(session, Person, scope.workspace_id, scope.person_id)
    return Actor(person.key, is_admin=person.is_admin, is_guest=person.is_guest)


def may_act(session: Session, scope: Scope, action: Action, subject: Subject) -> bool:
    """Whether the acting person may do something."""
    return may(actor_of(session, scope), action, subject)


def require(session: Session, scope: Scope, action: Action, subject: Subject) -> None:
    """Raise NotAllowed when the acting person may not do something."""
    if not may_act(session, scope, action, subject):
        raise NotAllowed(action=action)
