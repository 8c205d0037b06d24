"""A PostgreSQL database for tests: made once for each process that tests, emptied after each test.

Making one costs a good part of a second, emptying it a few milliseconds.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from models.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = f"ceiling_test_{os.getpid()}"
# What a test left running would hold its rows for ever.
EMPTIED_WITHIN_MS = 5_000
SCHEMA = """
    SELECT relname, relkind::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
    ORDER BY relname
"""


class Server:
    """A server on which databases may be made."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._schema: list[tuple[str, str]] = []
        self._stamp: tuple[str, ...] | None = None

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """Keep a migrated database, at the address returned, until the last test is done."""
        self._make()
        try:
            yield self._address("postgresql", NAME)
        finally:
            self._on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Lend the address of the database, empty, to one test."""
        try:
            yield self._address("postgresql", NAME)
        finally:
            self._freshen()

    def _make(self) -> None:
        self._on_server("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._on_server("CREATE DATABASE {}")
        database = Database(self._address("postgresql", NAME))
        database.migrate()
        database.engine.dispose()
        with self._connected(NAME) as connection:
            self._schema = connection.execute(SCHEMA).fetchall()
            self._stamp = connection.execute("SELECT * FROM alembic_version").fetchone()

    def _freshen(self) -> None:
        """Empty every table, or make the database anew where a test changed more than rows."""
        try:
            with self._connected(NAME) as connection:
                is_as_made = self._is_as_made(connection)
                if is_as_made:
                    self._empty(connection)
        except psycopg.Error:
            is_as_made = False
        if not is_as_made:
            self._make()

    def _is_as_made(self, connection: psycopg.Connection) -> bool:
        schema = connection.execute(SCHEMA).fetchall()
        return (
            schema == self._schema
            and connection.execute("SELECT * FROM alembic_version").fetchone() == self._stamp
        )

    def _empty(self, connection: psycopg.Connection) -> None:
        # One statement for all tables: their references are looked at when it is over.
        tables = [name for name, kind in self._schema if kind == "r" and name != "alembic_version"]
        deletions = sql.SQL(", ").join(
            sql.SQL("{} AS (DELETE FROM {})").format(sql.Identifier(f"in_{name}"), sql.Identifier(name))
            for name in tables
        )
        connection.execute(f"SET lock_timeout = {EMPTIED_WITHIN_MS}")
        connection.execute(sql.SQL("WITH {} SELECT").format(deletions))
        connection.execute("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'")

    def _on_server(self, statement: str) -> None:
        with self._connected(self._url.database) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(NAME)))

    def _connected(self, database: str | None) -> psycopg.Connection:
        return psycopg.connect(self._address("postgresql", database), autocommit=True)

    def _address(self, driver: str, database: str | None) -> str:
        return self._url.set(drivername=driver, database=database).render_as_string(hide_password=False)
