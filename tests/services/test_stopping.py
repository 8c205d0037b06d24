"""A workspace whose token is gone rests, and goes on where it was once a token works again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services import leases, people, stopping
from bot.services.due import due_work, next_at
from bot.services.ports.outside import KnownWorkspace
from tests.services.office import Office

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.database import Database

LATER = timedelta(days=30)


async def test_nothing_is_sent_and_nothing_falls_due_in_a_stopped_workspace(database: Database) -> None:
    def stop(session: Session) -> None:
        office = Office(session)
        now = office.now + LATER
        assert due_work(session, now=now)
        assert leases.workspaces_with_work(session, now=now)

        assert stopping.stop(session, office.workspace_id, "token_revoked", now=office.now)
        assert due_work(session, now=now) == []
        assert leases.workspaces_with_work(session, now=now) == []
        assert leases.claim_batch(session, office.workspace_id, most=50, now=now) == []
        assert next_at(session) is None

    await database.write(stop)


async def test_a_token_that_works_again_lets_it_go_on_with_everything_owed(database: Database) -> None:
    def stop_and_start(session: Session) -> None:
        office = Office(session)
        owed = leases.workspaces_with_work(session, now=office.now)
        stopping.stop(session, office.workspace_id, "token_revoked", now=office.now)
        assert not stopping.stop(session, office.workspace_id, "account_inactive", now=office.now)
        assert office.workspace.stopped_because == "token_revoked"

        known = KnownWorkspace("T1", "Acme", "UBOT", "BBOT", "ceiling")
        people.remember_workspace(session, known, now=office.now)
        assert leases.workspaces_with_work(session, now=office.now) == owed != []
        assert due_work(session, now=office.now + LATER)

    await database.write(stop_and_start)
