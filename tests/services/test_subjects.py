"""Of every message it is known whose project it is about, so that a lead can hear when it is not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.outbox import Kind
from bot.services.subjects import projects_of
from models.messages import Message
from tests.services.office import START, Office

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.database import Database


def _is_known(session: Session, workspace_id: int, kind: Kind) -> bool:
    message = Message(
        id=7000,
        workspace_id=workspace_id,
        unique_key="",
        kind=kind,
        subject_id=1,
        recipient="",
        created_at=START,
        not_before=START,
    )
    try:
        projects_of(session, message)
    except KeyError:
        return False
    except LookupError:
        return True  # the row that is its subject, which this message does not have
    return True


async def test_no_kind_of_message_was_forgotten(database: Database) -> None:
    def forgotten(session: Session) -> list[Kind]:
        workspace_id = Office(session).workspace_id
        return [kind for kind in Kind if not _is_known(session, workspace_id, kind)]

    assert await database.write(forgotten) == []
