"""The history with rows in every table: what a step leaves in place keeps what it holds, back and forth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic import command
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from models.database import newest_revision
from tests.models.filling import fill
from tests.models.test_migrations import configured, import_tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from models.database import Database

    Table = list[dict[str, Any]]


def stored(connection: Connection) -> dict[str, Table]:
    """Return the rows of all tables of ours that are there."""
    tables = set(inspect(connection).get_table_names()) & SQLModel.metadata.tables.keys()
    rows = {name: connection.execute(text(f"SELECT * FROM {name} ORDER BY id")) for name in sorted(tables)}  # noqa: S608 -- our own names
    return {name: [dict(row) for row in found.mappings()] for name, found in rows.items()}


def in_common(rows: dict[str, Table], others: dict[str, Table]) -> dict[str, Table]:
    """Return the rows of the tables and columns that both have, as the first holds them."""
    return {
        name: [{key: row[key] for key in row.keys() & others[name][0].keys()} for row in rows[name]]
        for name in rows.keys() & others.keys()
    }


def step(database: Database, to: int, *, forth: bool) -> tuple[dict[str, Table], dict[str, Table]]:
    """Go to a revision as the bot does; return what was stored before and after."""
    migrating = database.engine.execution_options(ceiling_migrates=True)
    with migrating.begin() as connection:
        before = stored(connection)
        config = configured(connection)
        (command.upgrade if forth else command.downgrade)(config, f"{to:04d}" if to else "base")
        if database.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
        return before, stored(connection)


def test_no_step_back_or_forth_loses_or_changes_what_both_sides_know(database: Database) -> None:
    import_tables()
    with database.engine.begin() as connection:
        fill(connection)
        assert all(stored(connection).values()), "every table has a row"
    newest = newest_revision()
    back = [(revision, False) for revision in range(newest - 1, 0, -1)]
    forth = [(revision, True) for revision in range(2, newest + 1)]
    for revision, is_forth in back + forth:
        before, after = step(database, revision, forth=is_forth)
        new = {name: rows for name, rows in after.items() if name in before}
        assert in_common(new, before) == in_common(before, new), f"on the way to {revision:04d}"
    assert step(database, 0, forth=False)[1] == {}
