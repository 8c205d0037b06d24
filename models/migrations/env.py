"""What Alembic runs: migrations on the connection that `Database.migrate` hands over.

From the command line (`python -m alembic revision --autogenerate -m "…"`) there is no such connection: tables
are then compared with an empty database in memory that has been brought to the newest revision first, so that
writing a revision needs no database at all. To migrate a real one use `python -m bot migrate`.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Literal

from alembic import context
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import AutoString, SQLModel

import models
from models.database import Database
from models.migrations.ours import is_ours
from models.types import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic.autogenerate.api import AutogenContext
    from alembic.operations import MigrationScript
    from sqlalchemy import Connection


def _import_tables() -> None:
    for module in pkgutil.iter_modules(models.__path__, "models."):
        if not module.ispkg:
            importlib.import_module(module.name)


def _number(
    _context: MigrationContext,
    _revision: str | Iterable[str | None] | Iterable[str],
    directives: list[MigrationScript],
) -> None:
    # One straight history: whether a database is current can then be told from the names of the files.
    revisions = ScriptDirectory.from_config(context.config).walk_revisions()
    directives[0].rev_id = f"{len(list(revisions)) + 1:04d}"


def _render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    # A revision names the database's own types: history must not change when our classes do.
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


def _bring_to_newest(connection: Connection) -> None:
    scripts = ScriptDirectory.from_config(context.config)
    migration = MigrationContext.configure(connection, opts={"render_as_batch": True})
    with Operations.context(migration):
        for revision in reversed(list(scripts.iterate_revisions("heads", "base"))):
            revision.module.upgrade()
    migration.stamp(scripts, "heads")


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,  # SQLite changes a table by making it anew
        compare_type=True,
        process_revision_directives=_number,
        render_item=_render,
        include_name=is_ours,
    )
    with context.begin_transaction():
        context.run_migrations()


_given: Connection | None = context.config.attributes.get("connection")
if _given is not None:
    _run(_given)
else:
    _import_tables()
    with Database("sqlite://").engine.begin() as _scratch:
        _bring_to_newest(_scratch)
        _run(_scratch)
