"""Who joins a project's channel or offers to cover a role: its leads are asked before anyone is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, select

from bot.domain.errors import NotAMember
from bot.domain.rights import Action
from bot.services import changes, leads, memberships, outbox
from bot.services.belonging import current_membership, leads_of, project_for
from bot.services.people import find_channel, find_person
from bot.services.rows import find
from bot.services.telling import Notice, tell_at_work
from models.projects import Membership, Project
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.services.scope import Scope
    from models.messages import Message


def following(session: Session, workspace_id: int, slack_channel_id: str) -> Sequence[Project]:
    """Return the projects of a channel whose leads wish to be asked about whoever joins it."""
    query = (
        select(Project)
        .join(Channel, col(Channel.id) == col(Project.channel_id))
        .where(
            Project.workspace_id == workspace_id,
            Channel.slack_channel_id == slack_channel_id,
            col(Project.follows_channel).is_(True),
            col(Project.paused_at).is_(None),
        )
    )
    return session.exec(query.order_by(col(Project.id))).all()


def note(
    session: Session, workspace_id: int, slack_user_id: str, slack_channel_id: str, *, now: datetime
) -> None:
    """Ask the leads about a stored person who joined a channel, once until that person was a member in between."""
    person = find_person(session, workspace_id, slack_user_id)
    if person is None or not person.can_be_asked:
        return
    for project in following(session, workspace_id, slack_channel_id):
        if current_membership(session, project.key, person.key) is None:
            _ask_leads(session, project, person, now)


def unheard_of(
    session: Session, workspace_id: int, slack_channel_id: str, present: Collection[str]
) -> list[str]:
    """Return who is in a channel and was not at the last look, if its leads wish to be asked about them.

    At the first look nobody is new: who was there before cannot be told.
    """
    channel = find_channel(session, workspace_id, slack_channel_id)
    if channel is None or channel.present is None or not following(session, workspace_id, slack_channel_id):
        return []
    return sorted(set(present) - set(channel.present))


def remember_present(
    session: Session, workspace_id: int, slack_channel_id: str, present: Collection[str]
) -> None:
    """Keep who is in a channel for the next look, where leads wish to be asked, and nobody elsewhere."""
    channel = find_channel(session, workspace_id, slack_channel_id)
    if channel is not None:
        is_wished = following(session, workspace_id, slack_channel_id)
        channel.present = sorted(present) if is_wished else None
        session.add(channel)


def offer(
    session: Session, scope: Scope, project_id: int, role: Role, *, acted_in: str | None, now: datetime
) -> leads.Asked:
    """Tell the leads that the acting person, no member, could cover a role; once a day for each role.

    Raises UnknownProject, ProjectArchived.
    """
    project = project_for(session, scope, project_id, Action.SEE, acted_in=acted_in)
    last = _last_membership(session, project, scope.person_id)
    key = f"covers:{project.key}:{scope.person_id}:{last}:{role}:{now.date()}"
    details = {"person": scope.person_id, "covers": role}
    wish = leads.Wish(outbox.Kind.COVER_OFFERED, key, details)
    return leads.ask(session, scope, project, wish, now=now)


def _last_membership(session: Session, project: Project, person_id: int) -> int:
    query = select(func.max(Membership.id)).where(
        Membership.project_id == project.key, Membership.person_id == person_id
    )
    return session.exec(query).first() or 0


def _ask_leads(session: Session, project: Project, person: Person, now: datetime) -> None:
    key = f"joined:{project.key}:{person.key}:{_last_membership(session, project, person.key)}"
    notice = Notice(key, outbox.Kind.CHANNEL_JOINED, project.key, {"person": person.key})
    leads = [lead for lead in leads_of(session, project) if lead.key != person.key]
    tell_at_work(session, project, leads, notice, now=now)


def add(session: Session, scope: Scope, project_id: int, person_id: int, *, now: datetime) -> Project:
    """Make somebody whom the leads were asked about a member at a lead's word; raises NotAllowed, NotAMember."""
    project = project_for(session, scope, project_id, Action.LEAD)
    person = find(session, Person, scope.workspace_id, person_id)
    if person is None or not person.can_be_asked:
        raise NotAMember
    with changes.noting(session, scope, project, now=now):
        memberships.join(session, project, [person], scope.person_id, now=now)
    for message in _asked(session, project, person):
        outbox.want_anew(session, message, now=now)
    return project


def _asked(session: Session, project: Project, person: Person) -> list[Message]:
    return [
        message
        for kind in (outbox.Kind.CHANNEL_JOINED, outbox.Kind.COVER_OFFERED)
        for message in outbox.all_about(session, project.workspace_id, kind, project.key)
        if message.details.get("person") == person.key
    ]
