"""What somebody who does not lead a project wishes of its leads: put to each of them in private."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.domain.errors import ProjectArchived
from bot.services.belonging import leads_of
from bot.services.rows import get
from bot.services.telling import Notice, tell_at_work
from models.workspaces import Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services import outbox
    from bot.services.scope import Scope
    from models.projects import Project


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as each lead is told it, once under its key; `kind` is of those about a project."""

    kind: outbox.Kind
    key: str
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which leads were asked (Slack user ids), besides whoever asks."""

    project_id: int
    project_name: str
    lead_ids: tuple[str, ...]


def ask(session: Session, scope: Scope, project: Project, wish: Wish, *, now: datetime) -> Asked:
    """Owe a project's leads a wish of the acting person, but not the lead who asks; raises ProjectArchived."""
    if project.archived_at is not None:
        raise ProjectArchived
    asker = get(session, Person, scope.workspace_id, scope.person_id)
    leads = [lead for lead in leads_of(session, project) if lead.key != asker.key]
    notice = Notice(wish.key, wish.kind, project.key, {"asked_by": asker.slack_user_id, **wish.details})
    tell_at_work(session, project, leads, notice, now=now)
    return Asked(project.key, project.name, tuple(lead.slack_user_id for lead in leads))
