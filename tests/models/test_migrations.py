"""The migrations: one straight history that builds what the table modules describe."""

from __future__ import annotations

import asyncio
import importlib
import itertools
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from procrastinate.schema import SchemaManager
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

import models
from models.database import MIGRATIONS, Database, newest_revision
from models.migrations.ours import is_ours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    Schema = dict[str, dict[str, Any]]


def import_tables() -> None:
    for module in pkgutil.iter_modules(models.__path__, "models."):
        if not module.ispkg:
            importlib.import_module(module.name)


def configured(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def test_the_migrations_build_what_the_tables_describe(database: Database) -> None:
    import_tables()
    with database.engine.connect() as connection:
        migration = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_ours}
        )
        assert compare_metadata(migration, SQLModel.metadata) == []


def test_a_migrated_database_is_current_and_migrating_again_changes_nothing(database: Database) -> None:
    assert database.is_current()
    database.migrate()
    assert database.is_current()


def test_tables_of_a_later_version_are_good_enough_and_left_alone(database: Database) -> None:
    _stamp(database, "9999")
    assert database.is_current()
    database.migrate()
    assert _stamped(database) == "9999"


def test_tables_of_an_earlier_version_are_not(database: Database) -> None:
    _stamp(database, "0001")
    assert not database.is_current()


def _stamp(database: Database, revision: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def _stamped(database: Database) -> object:
    with database.engine.begin() as connection:
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def test_a_revision_only_adds_so_that_the_version_before_it_goes_on(tmp_path: Path) -> None:
    for before, after in itertools.pairwise(_steps(tmp_path)):
        for table, columns in before.items():
            assert columns.keys() <= after[table].keys(), f"{table} lost a column that is still written"
            added = [column for name, column in after[table].items() if name not in columns]
            assert all(column["nullable"] or column["default"] for column in added), (
                f"{table}: nobody fills it"
            )


def _steps(tmp_path: Path) -> Iterator[Schema]:
    """Yield the tables, with their columns by name, as each revision leaves them."""
    database = Database(f"sqlite:///{tmp_path / 'steps.db'}")
    for number in range(1, newest_revision() + 1):
        with database.engine.begin() as connection:
            command.upgrade(configured(connection), f"{number:04d}")
            found = inspect(connection)
            yield {
                table: {column["name"]: column for column in found.get_columns(table)}
                for table in found.get_table_names()
            }
    database.engine.dispose()


async def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    empty = [Database(database_url) for _ in range(3)]
    with empty[0].engine.begin() as connection:
        command.downgrade(configured(connection), "base")
    assert not empty[0].is_current()
    await asyncio.gather(*(asyncio.to_thread(database.migrate) for database in empty))
    assert all(database.is_current() for database in empty)
    await asyncio.gather(*(database.close() for database in empty))


def test_the_history_can_be_walked_back_and_forth(database: Database) -> None:
    with database.engine.begin() as connection:
        config = configured(connection)
        command.downgrade(config, "base")
        left = set(inspect(connection).get_table_names())
        command.upgrade(config, "head")
        there = set(inspect(connection).get_table_names())

    assert left == {"alembic_version"}
    assert there >= {"projects", "answers", "messages"}


def test_revisions_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    assert [name.partition("_")[0] for name in names] == [f"{n + 1:04d}" for n in range(len(names))]


def test_the_tables_of_the_jobs_are_those_of_the_installed_library() -> None:
    known = importlib.import_module("models.migrations.versions.0006_jobs_for_many_workers").NEWEST
    changes = sorted(path.name for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    assert [name for name in changes if name > known] == [], "write a revision: 0006 says how"
