"""The private word to whoever leads a project now, or no longer belongs to it as they did, by others' decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services import outbox
from bot.services.belonging import current_membership, is_lead
from bot.services.rows import get
from bot.services.telling import Notice, tell, tell_at_work
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import OwedMessage
    from bot.services.scope import Scope
    from models.projects import Membership, Project

LEAD, MEMBER = "lead", "member"


def tell_new_leads(
    session: Session, scope: Scope, project: Project, added: Iterable[Person], *, now: datetime
) -> None:
    """Tell leads who made them so; whoever did it knows."""
    actor = get(session, Person, scope.workspace_id, scope.person_id)
    key, details = f"leads:{project.key}:{now.isoformat()}", {"added_by": actor.slack_user_id}
    others = [lead for lead in added if lead.key != actor.key]
    notice = Notice(key, outbox.Kind.LEADS_NOW, project.key, details)
    tell(session, project.workspace_id, others, notice, now=now)


def tell_left_out(
    session: Session, scope: Scope, project: Project, ids: Mapping[str, Iterable[int]], *, now: datetime
) -> None:
    """Tell people (their ids by what they were) that somebody took them out, once each."""
    actor = get(session, Person, scope.workspace_id, scope.person_id)
    taken_out = {person_id for those in ids.values() for person_id in those}
    for person_id in sorted(taken_out - {actor.key}):
        was = [what for what, those in ids.items() if person_id in those]
        _owe_left_out(session, project, person_id, was, actor.slack_user_id, now)


def tell_channel_left(session: Session, project: Project, ended: Membership, *, now: datetime) -> None:
    """Tell a person that being no longer in a project's channel ended their membership."""
    _owe_left_out(session, project, ended.person_id, [MEMBER], None, now)


def _owe_left_out(
    session: Session, project: Project, person_id: int, was: list[str], by: str | None, now: datetime
) -> None:
    person = get(session, Person, project.workspace_id, person_id)
    details = {"was": was, "by": by, "person": person.key}
    notice = Notice(f"left_out:{project.key}:{now.isoformat()}", outbox.Kind.LEFT_OUT, project.key, details)
    if person.can_be_asked:
        tell_at_work(session, project, [person], notice, now=now)


def no_longer(session: Session, project: Project, owed: OwedMessage) -> frozenset[str]:
    """Return what a person who was left out still is no more: somebody may have taken them in again."""
    person_id = int(owed.details["person"])
    is_now = {
        LEAD: is_lead(session, project.key, person_id),
        MEMBER: current_membership(session, project.key, person_id) is not None,
    }
    return frozenset(what for what in owed.details["was"] if not is_now[what])
