"""Workers over PostgreSQL: woken at once, taken over when killed, going on when the database was away."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from procrastinate import App, PsycopgConnector
from sqlalchemy import text

from bot.jobs import distributed, shift
from bot.jobs.distributed import QUEUE, Distributed
from bot.jobs.shift import Shift
from tests.conftest import NO_SERVER, SERVER
from tests.jobs.letterbox import ARRIVES_WITHIN_SECONDS, Letterbox, new_workspace, owe, relay_to

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from models.database import Database

pytestmark = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=() if SERVER else NO_SERVER)], indirect=True
)

NEVER_SECONDS = 3600.0


@asynccontextmanager
async def running(
    database: Database, letterbox: Letterbox, *, drains: bool = True
) -> AsyncIterator[Distributed]:
    """Start what a `worker` runs; or, without draining, what a `web` does."""
    runner = Distributed(relay_to(letterbox, database), database.url, drains=drains)
    await runner.start()
    try:
        yield runner
    finally:
        await runner.stop()


@pytest.fixture
async def workspace_id(database: Database) -> int:
    return await new_workspace(database)


def changed(database: Database, statement: str, **values: object) -> int:
    with database.engine.begin() as connection:
        return int(connection.execute(text(statement), values).scalar_one())


def holds_a_job(database: Database, workspace_id: int, worker_id: int) -> None:
    """Store that a worker is at draining a workspace."""
    changed(
        database,
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args, status, worker_id)"
        " VALUES (:queue, :task, :lock, '{}', 'doing', :worker_id) RETURNING id",
        queue=QUEUE,
        task=Shift.TASK,
        lock=f"drain {workspace_id}",
        worker_id=worker_id,
    )


LISTENS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND left(query, 6) = 'LISTEN'"
)
IS_IDLE = "SELECT CASE count(*) WHEN 0 THEN 1 ELSE 0 END FROM procrastinate_jobs"


async def until(database: Database, condition: str) -> None:
    """Wait until a query returns more than zero."""
    for _ in range(ARRIVES_WITHIN_SECONDS * 100):
        if changed(database, condition):
            return
        await asyncio.sleep(0.01)


async def test_a_hint_wakes_a_worker_of_another_process_at_once(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "LOOK_EVERY_SECONDS", NEVER_SECONDS)
    monkeypatch.setattr(shift, "POLL_EVERY_SECONDS", NEVER_SECONDS)
    letterbox = Letterbox()
    async with running(database, letterbox), running(database, Letterbox(), drains=False) as web:
        await until(database, LISTENS)
        await owe(database, workspace_id, "UANA")
        web.wake(workspace_id)
        assert await letterbox.holds("UANA")


async def test_what_nobody_hinted_at_is_found(database: Database, workspace_id: int) -> None:
    letterbox = Letterbox()
    async with running(database, letterbox):
        await owe(database, workspace_id, "UANA")
        assert await letterbox.holds("UANA")


async def test_a_workspace_that_is_slow_keeps_no_other_waiting(database: Database, workspace_id: int) -> None:
    letterbox = Letterbox()
    letterbox.close(workspace_id)
    async with running(database, letterbox):
        await owe(database, workspace_id, "USLOW")
        await owe(database, await new_workspace(database, "T2"), "UQUICK")
        assert await letterbox.holds("UQUICK")
        letterbox.open(workspace_id)


async def test_finished_jobs_are_gone(database: Database, workspace_id: int) -> None:
    letterbox = Letterbox()
    async with running(database, letterbox) as runner:
        await owe(database, workspace_id, "UANA")
        runner.wake(workspace_id)
        assert await letterbox.holds("UANA")
    # One may wait that nobody has begun: a hint that came while the first was at work. The next worker takes it.
    assert changed(database, "SELECT count(*) FROM procrastinate_jobs WHERE status <> 'todo'") == 0


async def test_the_work_of_a_killed_worker_is_taken_over(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shift, "BEAT_EVERY_SECONDS", 0.1)
    since = (
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute') RETURNING id"
    )
    holds_a_job(database, workspace_id, changed(database, since))
    letterbox = Letterbox()
    async with running(database, letterbox):
        await owe(database, workspace_id, "UANA")
        assert await letterbox.holds("UANA")


async def test_a_job_whose_end_was_never_heard_of_is_given_back_by_its_worker(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shift, "BEAT_EVERY_SECONDS", 0.5)
    letterbox = Letterbox()
    async with running(database, letterbox):
        await owe(database, workspace_id, "UANA")
        await letterbox.holds("UANA")
        await until(database, IS_IDLE)
        holds_a_job(database, workspace_id, changed(database, "SELECT id FROM procrastinate_workers"))
        await owe(database, workspace_id, "UBEN")
        assert await letterbox.holds("UANA", "UBEN")


async def test_a_worker_that_is_not_registered_leaves_the_jobs_of_others_alone(
    database: Database, workspace_id: int
) -> None:
    alive = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()) RETURNING id"
    holds_a_job(database, workspace_id, changed(database, alive))
    address = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with App(connector=PsycopgConnector(conninfo=address)).open_async() as app:
        unregistered = Shift(app, relay_to(Letterbox(), database), queue=QUEUE)
        for _ in range(3):
            await unregistered.give_back()
    assert changed(database, "SELECT count(*) FROM procrastinate_jobs") == 1


async def test_a_worker_whose_connections_were_cut_goes_on(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shift, "RESTART_AFTER_SECONDS", 0.1)
    letterbox = Letterbox()
    async with running(database, letterbox) as runner:
        await owe(database, workspace_id, "UANA")
        assert await letterbox.holds("UANA")
        with database.engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await owe(database, workspace_id, "UBEN")
        runner.wake(workspace_id)
        assert await letterbox.holds("UANA", "UBEN")
