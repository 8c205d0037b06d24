"""What people are told in private: the same to each of them, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.services import outbox

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from models.workspaces import Person


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said about a subject; each person is told it once under its key."""

    key: str
    kind: outbox.Kind
    subject_id: int
    details: dict[str, Any] = field(default_factory=dict)


def tell(
    session: Session,
    workspace_id: int,
    people: Iterable[Person],
    notice: Notice,
    *,
    now: datetime,
    at_work: bool = True,
) -> None:
    """Owe each of some people a notice: for when they are `at_work` by their own clocks, or at once."""
    owed = [
        outbox.Owed(
            key=f"{notice.key}:{person.key}",
            kind=notice.kind,
            subject_id=notice.subject_id,
            recipient=person.slack_user_id,
            details=notice.details,
            not_before=person.working_time.next_instant(now) if at_work else None,
        )
        for person in people
    ]
    outbox.owe_all(session, workspace_id, owed, now=now)
