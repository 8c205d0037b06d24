"""The two floors: Bolt merely acknowledging a submission, and Bolt with as many statements in SQLAlchemy Core.

A process of its own, started with the database's address and the file of recorded transactions; it prints its two
ports. Guard, server, threads and transactions are the product's; only the listeners differ.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from functools import partial
from importlib import import_module
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import Table, UniqueConstraint, delete, insert, select, update
from sqlmodel import SQLModel

from benchmarks.statements import Transaction
from bot.demo.workplace import SIGNING_SECRET
from bot.slack.guard import Guard
from bot.slack.http import Condition, HttpServer, Site
from bot.slack.ids import CallbackId
from models.database import Database

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.context.ack.async_ack import AsyncAck
    from sqlalchemy import Connection, Executable
    from sqlmodel import Session

    from benchmarks.statements import Statement

    Listener = Callable[[AsyncAck], Awaitable[None]]


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


class Repeater:
    """Runs the transactions of one recorded submission after the other, with rows made from each table's last."""

    def __init__(self, database: Database, submissions: list[list[Transaction]]) -> None:
        self._database = database
        self._serial = count()
        with database.transaction() as session:
            self._last = {table.name: _last_row(session.connection(), table) for table in _tables().values()}
        self._turns = cycle(submissions)

    async def __call__(self, ack: AsyncAck) -> None:
        """Answer one submission."""
        for transaction in next(self._turns):
            run = self._database.read if transaction.reads_only else self._write
            await run(partial(self._run, transaction=transaction))
        await ack()

    async def _write(self, work: Callable[[Session], None]) -> None:
        await self._database.write(work, workspace_id=1)

    def _run(self, session: Session, transaction: Transaction) -> None:
        for statement in transaction.statements:
            result = session.connection().execute(self._core(statement))
            if result.returns_rows:
                result.fetchall()

    def _core(self, statement: Statement) -> Executable:
        table, row = _tables()[statement.table], self._last[statement.table]
        if statement.verb == "insert":
            return insert(table).values(self._new(table, row))
        here = table.c.id == row.get("id", 0)
        if statement.verb == "update":
            return update(table).where(here).values({name: row[name] for name in statement.columns})
        return (
            select(table).where(here) if statement.verb == "select" else delete(table).where(table.c.id == 0)
        )

    def _new(self, table: Table, row: dict[str, Any]) -> dict[str, Any]:
        unique = {
            column.name
            for constraint in table.constraints
            if isinstance(constraint, UniqueConstraint)
            for column in constraint.columns
            if isinstance(row[column.name], str)
        }
        kept = {name: value for name, value in row.items() if name != "id"}
        return kept | {name: f"floor {next(self._serial)}" for name in unique}


def _tables() -> dict[str, Table]:
    return dict(SQLModel.metadata.tables)


def _last_row(connection: Connection, table: Table) -> dict[str, Any]:
    found = connection.execute(select(table).order_by(table.c.id.desc()).limit(1)).mappings().first()
    return dict(found) if found else {}


async def _serve(listener: Listener) -> HttpServer:
    async def authorize(team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token="xoxb-floor")  # noqa: S106

    app = AsyncApp(authorize=authorize, process_before_response=True, request_verification_enabled=False)
    app.view(CallbackId.CHECK_IN.value)(listener)

    async def ready() -> Condition:
        return Condition(is_ready=True, sentence="Ready.")

    server = HttpServer(Site(Guard(app.async_dispatch, signing_secret=SIGNING_SECRET), ready), port=0)
    await server.start()
    return server


async def _run(database_url: str, submissions: list[list[Transaction]]) -> None:
    servers = [await _serve(_acknowledge), await _serve(Repeater(Database(database_url), submissions))]
    print(*(server.port for server in servers), flush=True)
    await asyncio.Event().wait()


def _submissions(recorded: Path) -> list[list[Transaction]]:
    answers = json.loads(recorded.read_text())
    return [[Transaction.from_json(each) for each in answer] for answer in answers]


if __name__ == "__main__":
    import_module("bot.app")  # with it come all tables
    gc.freeze()  # as the bot does
    asyncio.run(_run(sys.argv[1], _submissions(Path(sys.argv[2]))))
