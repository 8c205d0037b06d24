"""`python -m benchmarks`: what an answer, a poll and a start cost, beside their floors. It fails nothing.

With `--full` the large poll has 10,000 prompts, and takes four minutes more.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from benchmarks import answering, asking, growing, starting
from benchmarks.table import answering_rows, asking_rows, growing_rows, heading, starting_rows
from bot.demo.workplace import BOT_TOKEN, SIGNING_SECRET
from bot.log import configure
from bot.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = os.environ.get("TEST_DATABASE_URL") or "postgresql://postgres@127.0.0.1:5432/postgres"
_DATABASES = ("answers", "few", "many", "free", "limited")


def main() -> None:
    """Measure on SQLite and, where a server answers, on PostgreSQL; print as soon as something is known."""
    configure("ERROR")
    with tempfile.TemporaryDirectory(prefix="ceiling-bench-") as name:
        directory = Path(name)
        _print(heading("Starting, on SQLite"), starting_rows(asyncio.run(_start(directory))))
        _answer("SQLite", f"sqlite:///{directory / 'answers.db'}", directory)
        _grow("SQLite", *(f"sqlite:///{directory / name}.db" for name in ("few", "many")))
        _ask("SQLite", *(f"sqlite:///{directory / name}.db" for name in ("free", "limited")))
        with ExitStack() as databases:
            urls = [databases.enter_context(_postgresql(what)) for what in _DATABASES]
            if None in urls:
                print("PostgreSQL: no server answers at TEST_DATABASE_URL, nor on 127.0.0.1:5432.")
            else:
                answers, few, many, free, limited = (str(url) for url in urls)
                _answer("PostgreSQL", answers, directory)
                _grow("PostgreSQL", few, many)
                _ask("PostgreSQL", free, limited)


def _answer(name: str, url: str, directory: Path) -> None:
    measured = asyncio.run(answering.measure(url, directory))
    _print(heading(f"Answering, on {name}"), answering_rows(measured))


def _ask(name: str, free_url: str, limited_url: str) -> None:
    prompts = 10_000 if "--full" in sys.argv else 2_000
    free = asyncio.run(asking.without_limit(free_url, prompts))
    limited = asyncio.run(asking.with_limit(limited_url, prompts))
    _print(heading(f"Asking {prompts:,} people, on {name}"), asking_rows(free, limited))


def _grow(name: str, few_url: str, many_url: str) -> None:
    measured = asyncio.run(growing.measure(few_url, many_url))
    _print(heading(f"Growing, on {name}"), growing_rows(measured))


def _print(*lines: str) -> None:
    print("\n".join(lines), end="\n\n", flush=True)


async def _start(directory: Path) -> starting.Starts:
    async with Sandbox(bot_token=BOT_TOKEN, signing_secret=SIGNING_SECRET) as sandbox:
        environment = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": "",
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": sandbox.api_url,
            "DATABASE_URL": f"sqlite:///{directory / 'start.db'}",
            "PORT": "0",
        }
        return await starting.measure(environment)


@contextmanager
def _postgresql(what: str) -> Iterator[str | None]:
    """Make a database of our own on the server, and drop it; None without a server."""
    url, name = make_url(SERVER).set(drivername="postgresql"), f"ceiling_bench_{os.getpid()}_{what}"
    try:
        connection = psycopg.connect(
            url.render_as_string(hide_password=False), autocommit=True, connect_timeout=2
        )
    except psycopg.OperationalError:
        yield None
        return
    with connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


if __name__ == "__main__":
    main()
