"""Databases for tests: real ones, built by the migrations, fresh for each test.

Every test that takes `database` or `database_url` runs on SQLite, and once more on PostgreSQL if
TEST_DATABASE_URL names a server on which databases may be made, such as
postgresql://postgres@127.0.0.1:5432/postgres. Without it they are skipped, and the report's end says so.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import freezegun
import psycopg
import pytest
import structlog
from psycopg import sql
from sqlalchemy.engine import make_url

from models.database import Database
from tests.browser.chromium import NOT_TESTED as NOT_TESTED_IN_A_BROWSER
from tests.browser.chromium import browser, chromium  # noqa: F401 - fixtures of every test below

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

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


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that every test starts from: migrating once and copying is fifty times faster."""
    path = tmp_path_factory.mktemp("migrated") / "ceiling.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def migrated_postgresql() -> Iterator[str]:
    """The name of a PostgreSQL database that every test's own is copied from."""
    name = f"ceiling_test_{os.getpid()}_template"
    _on_server("CREATE DATABASE {}", name)
    database = Database(_url_of(name))
    database.migrate()
    database.engine.dispose()
    yield name
    _on_server("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=() if SERVER else NO_SERVER)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a freshly migrated database is."""
    if request.param == "sqlite":
        with tempfile.TemporaryDirectory(dir=MEMORY, prefix="ceiling-test-") as directory:
            yield f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_file'), directory)}"
        return
    name = f"ceiling_test_{os.getpid()}"
    _on_server("CREATE DATABASE {} TEMPLATE {}", name, request.getfixturevalue("migrated_postgresql"))
    yield _url_of(name)
    _on_server("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A freshly migrated database, open."""
    database = Database(database_url)
    yield database
    await database.close()


def _url_of(name: str) -> str:
    return make_url(SERVER).set(database=name).render_as_string(hide_password=False)


def _on_server(statement: str, *names: str) -> None:
    # psycopg knows the plain spelling only.
    address = make_url(SERVER).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
