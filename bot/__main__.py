"""The command line: `python -m bot run`, and the parts of it that a larger installation runs apart."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app import Bot, Parts
    from models.workspaces import Workspace

# A host sends SIGTERM and kills what has not ended ten seconds later.
_STOPPED_WITHIN_SECONDS = 9.5

_ABOUT = """\
Ceiling, a Slack bot: who covers the four functions of each machine-learning project, and how confidently?

New here? `make demo` needs nothing. Then README.md says in five steps how to put it into your Slack."""

_SETTINGS = """\
settings, from the environment or a file .env:
  SLACK_BOT_TOKEN        xoxb-…, needed to run
  SLACK_APP_TOKEN        xapp-…, for Socket Mode: Slack needs no way in
  SLACK_SIGNING_SECRET   instead of it, to be called by Slack over HTTP on PORT (3000)
  DATABASE_URL           sqlite:///ceiling.db unless set; or postgresql://user:password@host/name
  LOG_LEVEL              DEBUG, INFO (unless set), WARNING or ERROR
  SLACK_API_URL          another address of Slack's Web API, for trying things out"""

_NOT_INSTALLED = "is not installed for this Python: type `make venv`, then use .venv/bin/python instead."

_COMMANDS = {
    "demo": "open a company's workspace in the browser; needs no Slack",
    "run": "run the whole bot in one process",
    "web": "only listen to Slack",
    "worker": "only ask on schedule and send",
    "migrate": "bring the database's tables up to date",
    "outbox": "list the messages that could not be sent; outbox retry sends them again",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 2 for a setting that must be put right, 1 for other trouble."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.command is None:
        parser.print_help()
        return 0
    try:
        return _run(chosen)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in {"bot", "models"}:
            raise
        print(f"{error.name} {_NOT_INSTALLED}", file=sys.stderr)
        return 1


def _run(chosen: argparse.Namespace) -> int:
    from bot.settings import SettingsError

    try:
        match chosen.command:
            case "demo":
                return _demo(is_headless=chosen.headless or chosen.pause, pauses=chosen.pause)
            case "migrate":
                return _migrate()
            case "outbox":
                return _outbox(chosen)
            case command:
                return _serve(command)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description=_ABOUT,
        epilog=_SETTINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", title="commands", metavar="command")
    for name, about in _COMMANDS.items():
        command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        if name == "outbox":
            _add_outbox(command)
        if name == "demo":
            command.add_argument(
                "--headless", action="store_true", help="tell a small team's first month here instead"
            )
            command.add_argument(
                "--pause", action="store_true", help="with it: wait for Enter after each chapter"
            )
    return parser


def _add_outbox(outbox: argparse.ArgumentParser) -> None:
    actions = outbox.add_subparsers(dest="action", metavar="retry")
    retry = actions.add_parser("retry", help="send messages again that were given up")
    which = retry.add_mutually_exclusive_group(required=True)
    which.add_argument("ids", nargs="*", type=int, default=[], metavar="ID", help="as the list shows them")
    which.add_argument("--all", action="store_true", help="every one of them")


def _outbox(chosen: argparse.Namespace) -> int:
    from bot import operating
    from bot.app import database_of, is_current
    from bot.clock import Clock
    from bot.readiness import NOT_MIGRATED
    from bot.settings import load_database_settings

    database = database_of(load_database_settings())
    if not is_current(database):
        print(NOT_MIGRATED, file=sys.stderr)
        return 1
    with database.transaction() as session:
        if chosen.action == "retry":
            print(operating.retry(session, None if chosen.all else chosen.ids, now=Clock().now()))
        else:
            print(operating.listing(session))
    database.engine.dispose()
    return 0


def _demo(*, is_headless: bool, pauses: bool) -> int:
    from bot.demo import browse, play
    from bot.log import configure

    configure("WARNING")
    return play(pauses=pauses) if is_headless else browse()


def _migrate() -> int:
    from bot.app import database_of, migrate
    from bot.log import configure
    from bot.settings import load_database_settings

    settings = load_database_settings()
    configure(settings.log_level)
    changed = migrate(database_of(settings))
    print("The database's tables are up to date now." if changed else "The tables were up to date already.")
    return 0


def _serve(command: str) -> int:
    # What the imports make stays: looking through it for garbage would delay the start, and answers ever after.
    gc.disable()
    from bot.app import Bot, CannotStart, Parts
    from bot.clock import Clock
    from bot.log import configure
    from bot.settings import load_settings

    gc.freeze()
    gc.enable()
    settings = load_settings()
    configure(settings.log_level)
    parts = Parts(listens=command != "worker", works=command != "web")
    bot = Bot(settings, Clock())
    try:
        asyncio.run(_until_told_to_stop(bot, parts, migrates=command == "run" and bot.database.is_sqlite))
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


async def _until_told_to_stop(bot: Bot, parts: Parts, *, migrates: bool) -> None:
    told = _told_to_stop()
    stopping = asyncio.create_task(told.wait())
    starting = asyncio.create_task(bot.start(parts, migrates=migrates))
    await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
        return
    print(_greeting(await starting, bot, parts), flush=True)
    await stopping
    await bot.stop()


def _told_to_stop() -> asyncio.Event:
    """Return what is set by Ctrl-C or the host; a process that has not ended soon after that ends at once."""
    told = asyncio.Event()

    def tell() -> None:
        told.set()
        last_resort = threading.Timer(_STOPPED_WITHIN_SECONDS, os._exit, (1,))
        last_resort.daemon = True
        last_resort.start()

    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, tell)
    return told


def _greeting(workspace: Workspace, bot: Bot, parts: Parts) -> str:
    at_work = f"Ceiling is at work in {workspace.name}"
    if not parts.listens:
        how = "asking and sending"
    elif bot.port is None:
        how = "over Socket Mode"
    else:
        how = f"called by Slack on port {bot.port} at /slack/events"
    return f"{at_work}, {how}. Press Ctrl-C to stop it."


if __name__ == "__main__":
    sys.exit(main())
