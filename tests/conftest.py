"""Databases for tests: real ones, built by the migrations, fresh for each test.

Every test that takes `database` or `database_url` runs on SQLite, and once more on PostgreSQL if
TEST_DATABASE_URL names a server on which databases may be made, such as
postgresql://postgres@127.0.0.1:5432/postgres. Without it they are skipped, and the report's end says so.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import freezegun
import pytest
import structlog
from sqlalchemy import create_engine

import models.database
from models.database import Database
from tests.browser.chromium import NOT_TESTED as NOT_TESTED_IN_A_BROWSER
from tests.browser.chromium import browser, chromium  # noqa: F401 - fixtures of every test below
from tests.postgresql import Server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from sqlalchemy import Engine
    from sqlalchemy.engine import URL

# The bot's log goes where pytest shows it beside a failure; the default would draw every variable, for seconds.
structlog.configure(
    processors=[structlog.stdlib.add_log_level, structlog.stdlib.render_to_log_kwargs],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
)

# pytest's own stopwatch goes on while a test's time stands still.
freezegun.configure(extend_ignore_list=["_pytest.timing"])

SERVER = os.environ.get("TEST_DATABASE_URL", "")
# A file in memory where there is such a place: each commit waits for the disk, 5 ms on a slow one.
MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None  # noqa: S108 (tempfile makes the name)
NOT_TESTED = "NOT TESTED ON POSTGRESQL"
NO_SERVER = pytest.mark.skip(reason=NOT_TESTED)


# What tests wait for where it is missing, by the reason they are skipped with.
WAITING = {
    NOT_TESTED: "a server; name one in TEST_DATABASE_URL, such as postgresql://postgres@127.0.0.1:5432/postgres",
    NOT_TESTED_IN_A_BROWSER: "a Chromium, such as Debian's: apt-get install chromium",
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, and loudly, what was not tested for want of a server or a browser."""
    reports = terminalreporter.stats.get("skipped", [])
    for reason, missing in WAITING.items():
        count = sum(reason in str(report.longrepr) for report in reports)
        if count:
            terminalreporter.write_line(f"{reason}: {count} tests wait for {missing}", yellow=True)


def pytest_collection_finish() -> None:
    """Let the garbage collector look no more through what was imported: it stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def compiled() -> Iterator[list[Engine]]:
    """The engines whose compiled statements later engines of the same kind use, each test having one of its own.

    To compile a journey's statements anew takes a fifth of the time of the journey.
    """
    first: list[Engine] = []

    def create_like_the_first(url: URL, **options: Any) -> Engine:
        engine = create_engine(url, **options)
        for known in first:
            if known.dialect.driver == engine.dialect.driver:
                engine.dialect = known.dialect  # what is compiled is kept for a dialect
                engine.update_execution_options(
                    compiled_cache=known.get_execution_options()["compiled_cache"]
                )
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models.database, "create_engine", create_like_the_first)
        yield first


def _migrate(url: str, compiled: list[Engine]) -> None:
    """Migrate a database, and let later ones of its kind use what is compiled for it."""
    database = Database(url)
    database.migrate()
    database.engine.update_execution_options(compiled_cache={})
    compiled.append(database.engine)
    database.engine.dispose()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, compiled: list[Engine]) -> Path:
    """An SQLite file that every test starts from: migrating once and copying is fifty times faster."""
    path = tmp_path_factory.mktemp("migrated") / "ceiling.db"
    _migrate(f"sqlite:///{path}", compiled)
    return path


@pytest.fixture(scope="session")
def migrated_postgresql(compiled: list[Engine]) -> Iterator[Server]:
    """A server with one migrated database, which each test finds empty."""
    server = Server(SERVER)
    with server.migrated() as url:
        _migrate(url, compiled)
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=() if SERVER else NO_SERVER)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a freshly migrated database is."""
    if request.param == "sqlite":
        with tempfile.TemporaryDirectory(dir=MEMORY, prefix="ceiling-test-") as directory:
            yield f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_file'), directory)}"
        return
    with request.getfixturevalue("migrated_postgresql").fresh() as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A freshly migrated database, open."""
    database = Database(database_url)
    yield database
    await database.close()
