"""Whoever watches over the bot reads what keeps it from working, and whether a worker runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.readiness import condition_of
from bot.services import people, running, stopping
from bot.services.ports.outside import KnownWorkspace
from models.database import Database

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


async def said_of(database: Database, now: datetime = NOW) -> tuple[bool, str]:
    condition = await condition_of(database, now=now)
    return condition.is_ready, condition.sentence


async def test_a_database_that_does_not_answer() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nothing")
    assert await said_of(database) == (False, "The database does not answer.")
    await database.close()


async def test_tables_that_are_too_old(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/new.db")
    is_ready, sentence = await said_of(database)
    assert not is_ready
    assert "python -m bot migrate" in sentence
    await database.close()


async def test_a_token_that_slack_refuses(database: Database) -> None:
    known = KnownWorkspace("T1", "Acme", "UBOT", "BBOT", "ceiling")
    with database.transaction() as session:
        workspace = people.remember_workspace(session, known, now=NOW)
        stopping.stop(session, workspace.key, "token_revoked", now=NOW)
    assert await said_of(database) == (
        False,
        "Slack refuses the bot's token (token_revoked): install the app anew.",
    )


async def test_a_worker_that_is_missing_keeps_nobody_from_answering(database: Database) -> None:
    assert await said_of(database) == (True, "Ready. No worker has looked for due work yet.")
    with database.transaction() as session:
        running.note_tick(session, now=NOW)
    ticked = "Due work was last looked for at 2026-06-01 08:00 UTC."
    assert await said_of(database) == (True, f"Ready. {ticked}")
    is_ready, sentence = await said_of(database, NOW + timedelta(hours=1))
    assert is_ready
    assert "no worker has looked for due work since 2026-06-01 08:00 UTC" in sentence
