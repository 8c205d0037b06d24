"""The database: its engine, its transactions, and the threads they run on.

Work is a plain function of a session. It runs on a thread of the database's own, so that the event loop never
waits for a disk, in exactly one transaction: committed when the function returns, undone when it raises.
"""

from __future__ import annotations

import asyncio
import math
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from models.away import DatabaseAway, MaybeSaved, telling_absence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")

MIGRATIONS = Path(__file__).parent / "migrations"

# Keeps our advisory locks apart from anybody else's in the same PostgreSQL database.
LOCK_SPACE = 0x0CE1
MIGRATION_LOCK = -1

POSTGRESQL_THREADS = 5
WRITERS_WAIT_MS = 15_000
# A server that is away is known to be so soon enough for a person to be told; libpq waits 2 s at least.
# https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
_SOON = {"connect_timeout": 2, "tcp_user_timeout": 2500}


class _Session(Session):
    """Keeps what it has loaded for as long as it lasts, so that one transaction gets a row by its id only once.

    SQLAlchemy by itself forgets whatever nobody holds on to.
    https://docs.sqlalchemy.org/en/21/orm/session_state_management.html#session-referencing-behavior
    """


@event.listens_for(_Session, "loaded_as_persistent")
def _keep(session: _Session, loaded: object) -> None:
    session.info.setdefault("kept", []).append(loaded)


class NestedTransactionError(RuntimeError):
    """A transaction was asked for inside another: it would wait for its own lock for ever."""


@dataclass
class _Mark:
    open: bool = True


# Context variables reach into threads and tasks that are started inside a transaction, hence the mark:
# what such a task does after the transaction is over is its own affair.
_current: ContextVar[_Mark | None] = ContextVar("ceiling_transaction", default=None)


class Database:
    """Engine, sessions and the threads they run on.

    SQLite has one connection and one thread: transactions follow one another. PostgreSQL has a small pool
    with as many threads.
    """

    def __init__(self, url: str, *, threads: int = POSTGRESQL_THREADS) -> None:
        """Open nothing yet.

        Args:
            url: as in `DATABASE_URL`: `sqlite:///file.db`, or `postgresql://…` in any of its spellings.
            threads: connections to PostgreSQL, 1 or more; SQLite always has one.
        """
        self.url = _with_driver(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        threads = 1 if self.is_sqlite else threads
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url, threads)
        self._reading = self.engine.execution_options(**self._read_options())
        self._migrating = self.engine.execution_options(ceiling_migrates=True)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="database")

    def _read_options(self) -> dict[str, Any]:
        if self.is_sqlite:
            return {"ceiling_reads_only": True}
        return {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}

    async def read(self, work: Callable[[Session], T], *, wait_ms: int = WRITERS_WAIT_MS) -> T:
        """Run `work` on one unchanging view of the database; whatever it tries to change raises.

        Args:
            work: called once, with a session.
            wait_ms: how long to wait for one's turn.

        Raises:
            DatabaseAway: it cannot be reached.
            NestedTransactionError: called from inside a transaction.
        """
        return await self._on_a_thread(lambda _: self._read_only(work), wait_ms)

    async def write(
        self, work: Callable[[Session], T], *, workspace_id: int = 0, wait_ms: int = WRITERS_WAIT_MS
    ) -> T:
        """Run `work` alone among the writers of its workspace; committed when this returns.

        Args:
            work: called once, with a session. What it raises undoes everything and is raised here.
            workspace_id: whose lock to take; 0 for what belongs to no workspace.
            wait_ms: how long to wait for one's turn and for the lock, together.

        Raises:
            DatabaseAway: it cannot be reached, or others held the lock for too long: nothing was changed.
            MaybeSaved: it went away while this was committed.
            NestedTransactionError: called from inside a transaction.
        """

        def in_transaction(left_ms: int) -> T:
            with self._transaction(workspace_id, left_ms) as session:
                return work(session)

        return await self._on_a_thread(in_transaction, wait_ms)

    def transaction(self, *, workspace_id: int = 0) -> AbstractContextManager[Session]:
        """The same as `write` on the calling thread: for the command line and for tests.

        Raises:
            DatabaseAway: as `write` does.
            NestedTransactionError: entered inside a transaction.
        """
        return self._transaction(workspace_id, WRITERS_WAIT_MS)

    @contextmanager
    def _transaction(self, workspace_id: int, wait_ms: int) -> Iterator[Session]:
        with _only_one(), telling_absence(), _Session(self.engine, expire_on_commit=False) as session:
            self._lock(session.connection(), workspace_id, wait_ms)
            yield session
            session.flush()
            with telling_absence(MaybeSaved):
                session.commit()

    def _lock(self, connection: Connection, workspace_id: int, wait_ms: int = WRITERS_WAIT_MS) -> None:
        # SQLite has locked itself with its BEGIN IMMEDIATE.
        if not self.is_sqlite:
            connection.execute(
                text(
                    "SELECT set_config('lock_timeout', :wait_ms, true), pg_advisory_xact_lock(:space, :workspace)"
                ),
                {"space": LOCK_SPACE, "workspace": workspace_id, "wait_ms": str(wait_ms)},
            )

    def _read_only(self, work: Callable[[Session], T]) -> T:
        with _only_one(), telling_absence(), _Session(self._reading, expire_on_commit=False) as session:
            result = work(session)
            session.flush()  # what `work` left unsaved would be lost without a word: let it raise
            return result

    async def _on_a_thread(self, run: Callable[[int], T], wait_ms: int) -> T:
        """Run something on a thread, which is told how many milliseconds of waiting are left to it."""
        _raise_if_open()
        loop = asyncio.get_running_loop()
        waits_until = loop.time() + wait_ms / 1000

        def in_time() -> T:
            left_ms = math.ceil((waits_until - loop.time()) * 1000)
            # Whoever asked has been told by now, and must not find it done after all.
            if left_ms <= 0:
                raise DatabaseAway("it is busy")
            return run(left_ms)

        return await loop.run_in_executor(self._threads, in_time)

    def migrate(self) -> None:
        """Bring the tables up to date. Any number of processes may do so at once; the first does the work."""
        if self.is_current():
            return
        # Alembic takes a sixth of the time a start may take: not when there is nothing to do.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        with _only_one(), self._migrating.begin() as connection:
            self._lock(connection, MIGRATION_LOCK)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            self._check_references(connection)

    def _check_references(self, connection: Connection) -> None:
        if self.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            message = "the migration was undone: it would leave rows that point nowhere"
            raise RuntimeError(message)

    def is_current(self) -> bool:
        """Whether the tables have all that this version needs: those of its newest revision or of a later one.

        A later revision only adds, so that the version before it goes on beside the one that brought it.
        """
        with self._reading.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return False
            stored = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return stored is not None and int(stored) >= newest_revision()

    async def close(self) -> None:
        """Wait for the transactions under way, then close every connection."""
        await asyncio.to_thread(self._threads.shutdown)
        self.engine.dispose()


def newest_revision() -> int:
    """The number of the last migration. Revisions are numbered files, 0001_… onward."""
    return max(int(path.name.partition("_")[0]) for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _with_driver(url: str) -> URL:
    parsed = make_url(url)
    # Hosts hand out both spellings; without a driver SQLAlchemy would look for another one.
    if parsed.drivername in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def patience_with(url: URL) -> dict[str, int]:
    """Return what makes psycopg give a server up soon; what the address itself says of that, it keeps."""
    return {name: value for name, value in _SOON.items() if name not in url.query}


def _postgresql(url: URL, threads: int) -> Engine:
    engine = create_engine(
        url, pool_size=threads, max_overflow=0, pool_pre_ping=True, connect_args=patience_with(url)
    )
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, _record: ConnectionPoolEntry) -> None:  # noqa: ANN401 (psycopg's own)
    # A machine that vanished while it held a workspace's lock must not stop that workspace for ever.
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = {WRITERS_WAIT_MS}")
    connection.execute(f"SET idle_in_transaction_session_timeout = {4 * WRITERS_WAIT_MS}")
    connection.autocommit = False


def _sqlite(url: URL) -> Engine:
    # The command line and tests use the one connection from their own thread while no other does.
    arguments = {"check_same_thread": False, "timeout": WRITERS_WAIT_MS / 1000}
    engine = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args=arguments)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:  # noqa: ANN401 (sqlite3's own)
    # The driver must not begin transactions by its own guess: _begin_sqlite does.
    # https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#pysqlite-transactional-control
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    # NORMAL would survive a killed process but not a power cut: what Slack showed as taken is never lost.
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    reads_only = options.get("ceiling_reads_only", False)
    # A migration makes tables anew, which their references would forbid; it checks them before it commits.
    migrates = options.get("ceiling_migrates", False)
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {int(not migrates)}")
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reads_only)}")
    # A deferred transaction that reads first and writes later fails as soon as another process wrote between.
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _raise_if_open() -> None:
    mark = _current.get()
    if mark is not None and mark.open:
        message = "a transaction is open already: pass its session on instead of opening another"
        raise NestedTransactionError(message)


@contextmanager
def _only_one() -> Iterator[None]:
    _raise_if_open()
    mark = _Mark()
    token = _current.set(mark)
    try:
        yield
    finally:
        mark.open = False
        _current.reset(token)
