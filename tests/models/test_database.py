"""Transactions: what is kept, what is undone, who waits for whom, and what a killed process leaves behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.away import DatabaseAway
from models.database import POSTGRESQL_THREADS, Database, NestedTransactionError

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session


@pytest.fixture(autouse=True)
def notes(database: Database) -> None:
    """A table that belongs to nobody."""
    with database.transaction() as session:
        session.connection().execute(text("CREATE TABLE notes (body TEXT NOT NULL)"))


def jot(session: Session, body: str) -> None:
    session.connection().execute(text("INSERT INTO notes VALUES (:body)"), {"body": body})


def bodies(session: Session) -> list[str]:
    return list(session.connection().execute(text("SELECT body FROM notes ORDER BY body")).scalars())


async def test_what_was_written_is_read_by_the_next(database: Database) -> None:
    await database.write(lambda session: jot(session, "kept"))
    assert await database.read(bodies) == ["kept"]


async def test_work_that_raises_leaves_nothing_behind(database: Database) -> None:
    def half(session: Session) -> None:
        jot(session, "half")
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(half)
    assert await database.read(bodies) == []


def test_the_synchronous_form_keeps_and_undoes_the_same_way(database: Database) -> None:
    with database.transaction() as session:
        jot(session, "kept")
    with pytest.raises(LookupError), database.transaction() as session:  # noqa: PT012 (half done is the point)
        jot(session, "half")
        raise LookupError
    with database.transaction() as session:
        assert bodies(session) == ["kept"]


async def test_reading_cannot_change_anything(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read(lambda session: jot(session, "sneaked in"))
    assert await database.read(bodies) == []


async def test_writers_of_one_workspace_follow_one_another(database_url: str) -> None:
    # Two databases stand for two processes: each has a thread and a connection of its own.
    one, other = Database(database_url), Database(database_url)
    inside, most = 0, 0
    both = threading.Lock()

    def read_then_write(session: Session) -> None:
        nonlocal inside, most
        with both:
            inside += 1
            most = max(most, inside)
        seen = len(bodies(session))
        jot(session, f"{seen:03}")
        with both:
            inside -= 1

    await asyncio.gather(
        *(database.write(read_then_write, workspace_id=1) for database in (one, other) for _ in range(20))
    )
    assert most == 1
    assert await one.read(bodies) == [f"{number:03}" for number in range(40)]
    await asyncio.gather(one.close(), other.close())


async def test_writers_of_two_workspaces_do_not_wait_for_each_other(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has one writer at a time, whatever the workspace")
    meeting = threading.Barrier(2, timeout=10)
    await asyncio.gather(
        database.write(lambda _: meeting.wait(), workspace_id=1),
        database.write(lambda _: meeting.wait(), workspace_id=2),
    )


async def test_a_transaction_inside_another_is_refused(database: Database) -> None:
    def nested(_: Session) -> None:
        with database.transaction():
            pytest.fail("entered")

    with pytest.raises(NestedTransactionError):
        await database.write(nested)
    with pytest.raises(NestedTransactionError):
        await database.read(nested)


async def test_waiting_for_a_transaction_inside_another_is_refused(database: Database) -> None:
    with database.transaction(), pytest.raises(NestedTransactionError):
        await database.read(bodies)
    with database.transaction(), pytest.raises(NestedTransactionError):
        await database.write(bodies)


async def test_a_task_started_inside_a_transaction_may_write_once_it_is_over(database: Database) -> None:
    async def later() -> None:
        await database.write(lambda session: jot(session, "later"))

    with database.transaction():
        task = asyncio.create_task(later())
    await task
    assert await database.read(bodies) == ["later"]


async def test_the_event_loop_runs_on_while_the_database_works(database: Database) -> None:
    gate = threading.Event()
    work = asyncio.create_task(database.write(lambda _: gate.wait(10)))
    await asyncio.sleep(0)
    gate.set()  # reached only because the loop was not blocked
    assert await work


async def test_closing_waits_for_the_work_under_way(database_url: str) -> None:
    database = Database(database_url)
    begun, gate = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        begun.set()
        gate.wait(10)
        jot(session, "finished")

    work = asyncio.create_task(database.write(slow))
    await asyncio.to_thread(begun.wait, 10)
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(work, closing)
    again = Database(database_url)
    assert await again.read(bodies) == ["finished"]
    await again.close()


async def test_what_was_committed_survives_a_killed_process(database_url: str) -> None:
    script = textwrap.dedent("""
        import asyncio, os, signal, sys
        from sqlalchemy import text
        from models.database import Database

        async def main():
            database = Database(sys.argv[1])
            await database.write(lambda s: s.connection().execute(text("INSERT INTO notes VALUES ('taken')")))
            def half(session):
                session.connection().execute(text("INSERT INTO notes VALUES ('half')"))
                os.kill(os.getpid(), signal.SIGKILL)
            await database.write(half)

        asyncio.run(main())
    """)
    process = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", script, database_url], check=False, env={**os.environ}
    )
    assert process.returncode == -signal.SIGKILL
    database = Database(database_url)
    assert await database.read(bodies) == ["taken"]
    await database.close()


def test_references_are_enforced(database: Database) -> None:
    with database.transaction() as session:
        connection = session.connection()
        connection.execute(text("CREATE TABLE parents (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE children (parent_id INTEGER REFERENCES parents (id))"))
    with pytest.raises(DBAPIError), database.transaction() as session:
        session.connection().execute(text("INSERT INTO children VALUES (7)"))


@pytest.mark.parametrize(
    "url",
    [
        "postgres://u:p@db.example/ceiling",
        "postgresql://u:p@db.example/ceiling",
        "postgresql+psycopg://u:p@db.example/ceiling",
    ],
)
def test_every_spelling_of_a_postgresql_address_is_understood(url: str) -> None:
    assert Database(url).url.drivername == "postgresql+psycopg"


async def test_a_power_cut_after_the_commit_loses_nothing_on_sqlite(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'own.db'}")
    settings = await database.read(
        lambda session: [
            session.connection().execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous")
        ]
    )
    assert settings == ["wal", 2]
    await database.close()


async def test_whoever_may_not_wait_longer_is_told_and_changes_nothing(database_url: str) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("on SQLite one process does it all")
    one, other = Database(database_url), Database(database_url)
    begun, gate = threading.Event(), threading.Event()

    def hold(_: Session) -> None:
        begun.set()
        gate.wait(10)

    holding = asyncio.create_task(one.write(hold, workspace_id=1))
    await asyncio.to_thread(begun.wait, 10)
    with pytest.raises(DatabaseAway):
        await other.write(lambda session: jot(session, "late"), workspace_id=1, wait_ms=500)
    gate.set()
    await holding
    assert await other.read(bodies) == []
    await asyncio.gather(one.close(), other.close())


async def test_what_waited_too_long_for_its_turn_is_not_begun(database: Database) -> None:
    gate = threading.Event()
    before = [asyncio.create_task(database.read(lambda _: gate.wait(10))) for _ in range(POSTGRESQL_THREADS)]
    late = asyncio.create_task(database.write(lambda session: jot(session, "late"), wait_ms=1))
    await asyncio.sleep(0)  # all of them wait in line now
    await asyncio.sleep(0.01)
    gate.set()
    with pytest.raises(DatabaseAway):
        await late
    await asyncio.gather(*before)
    assert await database.read(bodies) == []


async def test_a_server_that_is_away_is_told_from_a_wrong_statement(tmp_path: Path) -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(DatabaseAway):
        await away.read(bodies)
    await away.close()
    wrong = Database(f"sqlite:///{tmp_path / 'own.db'}")
    with pytest.raises(DBAPIError):
        await wrong.read(bodies)
    await wrong.close()
