"""What people are told in private: the same to each of them, once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.services import outbox

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from models.projects import Project
    from models.workspaces import Person


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said about a subject; each person is told it once under its key."""

    key: str
    kind: outbox.Kind
    subject_id: int
    details: dict[str, Any] = field(default_factory=dict)


def tell(
    session: Session, workspace_id: int, people: Iterable[Person], notice: Notice, *, now: datetime
) -> None:
    """Owe each of some people a notice at once."""
    outbox.owe_all(session, workspace_id, [_owed(notice, person) for person in people], now=now)


def tell_at_work(
    session: Session, project: Project, people: Iterable[Person], notice: Notice, *, now: datetime
) -> None:
    """Owe each of some people a notice about a project: when it is worked on, by their own clocks."""
    owed = [
        replace(_owed(notice, person), not_before=project.working_time_of(person).next_instant(now))
        for person in people
    ]
    outbox.owe_all(session, project.workspace_id, owed, now=now)


def _owed(notice: Notice, person: Person) -> outbox.Owed:
    key = f"{notice.key}:{person.key}"
    return outbox.Owed(key, notice.kind, notice.subject_id, person.slack_user_id, notice.details)
