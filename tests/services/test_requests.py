"""One request, however many processes receive it and however often, is handled once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.domain.errors import NoOpenPoll
from bot.services import people, requests
from bot.services.ports.outside import KnownWorkspace
from models.database import Database
from models.requests import HandledRequest

if TYPE_CHECKING:
    from sqlmodel import Session

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


def workspace_in(database: Database) -> int:
    with database.transaction() as session:
        known = KnownWorkspace("T1", "Acme", "UBOT", "BBOT", "ceiling")
        return people.remember_workspace(session, known, now=NOW).key


async def test_what_several_processes_receive_at_once_is_done_once(database_url: str) -> None:
    processes = [Database(database_url) for _ in range(2)]
    workspace_id, acted = workspace_in(processes[0]), []

    def handle(session: Session) -> int:
        def act() -> int:
            acted.append(1)
            return 42

        return requests.once(session, workspace_id, "view:V1", act, now=NOW)

    deliveries = [process.write(handle, workspace_id=workspace_id) for process in processes * 5]
    assert await asyncio.gather(*deliveries) == [42] * 10
    assert len(acted) == 1
    await asyncio.gather(*(process.close() for process in processes))


def test_a_request_that_was_refused_may_come_again(database: Database) -> None:
    workspace_id = workspace_in(database)

    def refuse() -> int:
        raise NoOpenPoll

    with database.transaction() as session:
        with pytest.raises(NoOpenPoll):
            requests.once(session, workspace_id, "view:V1", refuse, now=NOW)
        assert requests.once(session, workspace_id, "view:V1", lambda: 7, now=NOW) == 7


def test_requests_are_forgotten_when_nobody_can_repeat_them_any_more(database: Database) -> None:
    workspace_id = workspace_in(database)
    with database.transaction() as session:
        assert requests.is_first(session, workspace_id, "press:1", now=NOW)
        assert not requests.is_first(session, workspace_id, "press:1", now=NOW)
        requests.once(session, workspace_id, "press:2", lambda: 1, now=NOW + timedelta(days=3))
        assert [row.request_key for row in session.exec(select(HandledRequest))] == ["press:2"]
