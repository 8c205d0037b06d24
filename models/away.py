"""A database that is away: how it is told from a statement that is wrong, and what whoever asked is told."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Busy, locked, unreadable, full, not to be opened: https://www.sqlite.org/rescode.html
_SQLITE_IS_AWAY = frozenset({5, 6, 10, 13, 14})
_PRIMARY_CODE = 0xFF


class DatabaseAway(Exception):
    """The database did not do what it was asked to: it cannot be reached, or others kept it for too long."""


class MaybeSaved(DatabaseAway):
    """It went away at the very moment of committing: only it knows whether the change was made."""


@contextmanager
def telling_absence(kind: type[DatabaseAway] = DatabaseAway) -> Iterator[None]:
    """Raise `kind` in place of the driver's own words for a database that is away."""
    try:
        yield
    except DBAPIError as error:
        if not _is_away(error):
            raise
        raise kind(str(error.orig).partition("\n")[0]) from error


def _is_away(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY_CODE in _SQLITE_IS_AWAY
    import psycopg  # noqa: PLC0415 -- takes its time, and SQLite needs none

    # These also tell of a lock that was not had in time. A statement that is wrong is another kind of error.
    return isinstance(error.orig, psycopg.OperationalError | psycopg.InterfaceError)
