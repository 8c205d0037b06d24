"""Archiving a project: nobody is asked, nobody is counted in it, and it is listed nowhere.

What was said in it stays, and its leads are sent the way to it. Brought back, it asks its members anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.errors import NotAllowed, SecondmentUnderWay
from bot.domain.pauses import PausedBecause
from bot.domain.rights import Action
from bot.domain.secondments import SecondmentState
from bot.services import changes, closing, drops, memberships, outbox, pausing, polls
from bot.services.belonging import current_memberships, leads_of, may_act, project_for, subject_of
from bot.services.poll_figures import open_poll_of
from bot.services.telling import Notice, tell
from models.projects import Leaving, Membership
from models.secondments import Secondment
from models.workspaces import Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.scope import Scope
    from models.projects import Project


def archive(session: Session, scope: Scope, project_id: int, *, now: datetime) -> Project:
    """End a project at a lead's wish; its channel is told, and every lead, with the way to its history and back.

    Raises NotAllowed, ProjectArchived, SecondmentUnderWay.
    """
    project = project_for(session, scope, project_id, Action.LEAD)
    _require_nobody_lent(session, project)
    could_speak = pausing.may_speak(project)
    with changes.noting(session, scope, project, now=now):
        _end(session, project, now)
    actor = session.get_one(Person, scope.person_id)
    _tell_leads(session, project, actor, now)
    if could_speak:
        _tell_channel(session, project, actor, now)
    return project


def bring_back(session: Session, scope: Scope, project_id: int, *, now: datetime) -> Project:
    """Undo that, and ask those who were members then; one that is in use stays as it is. Raises NotAllowed."""
    project = project_for(session, scope, project_id, Action.SEE)
    if not may_act(session, scope, Action.LEAD, subject_of(session, project)):
        raise NotAllowed(action=Action.LEAD)
    if project.archived_at is None:
        return project
    archived_at = project.archived_at
    with changes.noting(session, scope, project, now=now):
        _begin_again(session, scope, project, archived_at, now)
    _take_back(session, project, archived_at, now)
    return project


def _require_nobody_lent(session: Session, project: Project) -> None:
    query = select(Secondment).where(Secondment.project_id == project.key)
    if any(not SecondmentState(row.state).is_over for row in session.exec(query)):
        raise SecondmentUnderWay


def _end(session: Session, project: Project, now: datetime) -> None:
    pausing.pause(session, project, PausedBecause.BY_LEAD, now=now)
    poll = open_poll_of(session, project.key)
    if poll is not None:
        closing.close(session, project, poll, now=now)
    project.archived_at = now
    session.add(project)
    memberships.end(session, current_memberships(session, project), Leaving.REMOVED, now=now)


def _begin_again(
    session: Session, scope: Scope, project: Project, archived_at: datetime, now: datetime
) -> None:
    project.archived_at = None
    session.add(project)
    query = (
        select(Person)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(Membership.project_id == project.key, Membership.left_at == archived_at)
        .order_by(col(Membership.id))
    )
    members = [person for person in session.exec(query) if person.can_be_asked]
    memberships.join(session, project, members, scope.person_id, now=now)
    pausing.resume(session, project, now=now)
    if members:
        polls.open_first_or_extra(session, project, now=now)


def _tell_leads(session: Session, project: Project, actor: Person, now: datetime) -> None:
    key, details = f"archived:{project.key}:{now.isoformat()}", {"archived_by": actor.slack_user_id}
    notice = Notice(key, outbox.Kind.PROJECT_ARCHIVED, project.key, details)
    leads = leads_of(session, project)
    people = leads if actor in leads else [*leads, actor]
    tell(session, project.workspace_id, people, notice, now=now)


def _tell_channel(session: Session, project: Project, actor: Person, now: datetime) -> None:
    """Say it where the members read it."""
    owed = outbox.Owed(
        key=f"archived_here:{project.key}:{now.isoformat()}",
        kind=outbox.Kind.PROJECT_ARCHIVED_HERE,
        subject_id=project.key,
        recipient=drops.home_channel(session, project),
        details={"archived_by": actor.name},
    )
    outbox.owe(session, project.workspace_id, owed, now=now)


def _take_back(session: Session, project: Project, archived_at: datetime, now: datetime) -> None:
    """Let what was said of this archiving say that the project goes on."""
    for kind in (outbox.Kind.PROJECT_ARCHIVED, outbox.Kind.PROJECT_ARCHIVED_HERE):
        for message in outbox.all_about(session, project.workspace_id, kind, project.key):
            if message.created_at >= archived_at:
                outbox.want_anew(session, message, now=now)
