"""The command line: `python -m bot run`, and the parts of it that a larger installation runs apart."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from typing import TYPE_CHECKING

from bot.settings import SettingsError, load_database_settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app import Bot, Parts

# A host sends SIGTERM and kills what has not ended ten seconds later.
_STOP_WITHIN_SECONDS = 10

_COMMANDS = {
    "run": "everything in one process: listens to Slack, asks on schedule, sends; migrates SQLite by itself",
    "web": "only listens to Slack",
    "worker": "only asks on schedule and sends",
    "migrate": "brings the database's tables up to date",
    "demo": "plays a small team's first month in the terminal; needs no Slack",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Ceiling, a Slack bot.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, about in _COMMANDS.items():
        commands.add_parser(name, help=about, description=about)
    command = parser.parse_args(arguments).command
    try:
        return _demo() if command == "demo" else _migrate() if command == "migrate" else _serve(command)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


def _demo() -> int:
    from bot.demo import play

    return play()


def _migrate() -> int:
    from bot.log import configure
    from models.database import Database

    settings = load_database_settings()
    configure(settings.log_level)
    Database(settings.database_url).migrate()
    print("The database is up to date.")
    return 0


def _serve(command: str) -> int:
    from bot.app import Bot, NotMigrated, Parts, SlackRefused
    from bot.clock import Clock
    from bot.log import configure

    settings = load_settings()
    configure(settings.log_level)
    parts = Parts(listens=command != "worker", works=command != "web")
    bot = Bot(settings, Clock())
    try:
        return asyncio.run(
            _until_told_to_stop(bot, parts, migrates=command == "run" and bot.database.is_sqlite)
        )
    except SlackRefused as refusal:
        print(f"SLACK_BOT_TOKEN is not accepted by Slack ({refusal}).", file=sys.stderr)
        return 2
    except NotMigrated:
        print("The database's tables are not up to date: run `python -m bot migrate` first.", file=sys.stderr)
        return 2


async def _until_told_to_stop(bot: Bot, parts: Parts, *, migrates: bool) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    await bot.start(parts, migrates=migrates)
    print("Ceiling is running. Press Ctrl-C to stop it.", flush=True)
    await stopping.wait()
    try:
        async with asyncio.timeout(_STOP_WITHIN_SECONDS - 1):
            await bot.stop()
    except TimeoutError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
