"""The migrations: one straight history that builds what the table modules describe."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from procrastinate.schema import SchemaManager
from sqlalchemy import inspect
from sqlmodel import SQLModel

import models
from models.database import MIGRATIONS, Database
from models.migrations.ours import is_ours

if TYPE_CHECKING:
    from sqlalchemy import Connection


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
    known = importlib.import_module("models.migrations.versions.0005_jobs_for_many_workers").NEWEST
    changes = sorted(path.name for path in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    assert [name for name in changes if name > known] == [], "write a revision that runs these files"
