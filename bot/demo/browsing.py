"""The company's workspace as a page in the browser, at one address, until it is stopped."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.demo.cache import DIRECTORY, Cache, hash_of_code
from bot.demo.cast import Unexpected
from bot.demo.company import COLLEAGUES, NAME
from bot.demo.hands import Hands
from bot.demo.hinting import HINTS
from bot.demo.played import DATABASE, MOMENT, WORKSPACE, play_history
from bot.demo.terminal import Terminal
from bot.demo.workplace import BotStopped, Workplace
from bot.sandbox import NotSeen

log = structlog.get_logger(__name__)

# The same one each time, so that an open page finds it again; another where it is taken.
PORT = 3210
_LOOKS_EVERY_SECONDS = 1.0

WELCOME = """\
{company}, an online grocer: five projects, twelve people, half a year with Ceiling.

  {address}

Open this in a browser. Try first: {try_first}
Ctrl-C ends it; next time it begins here again."""

# On the terminal and on the page.
TRY_FIRST = """\
as *{person}*, who leads *churn*, answer the reminder
in the messages with *ceiling*. Type `/ceiling` in *#churn*. Then skip time and watch what follows."""


def browse(cache: Cache | None = None) -> int:
    """Serve the page until it is stopped; return the exit status: 1 if the history cannot be played."""
    try:
        asyncio.run(serve(cache or Cache(DIRECTORY)))
    except (Unexpected, NotSeen) as surprise:
        print(f"\nThe demo went wrong. {str(surprise).splitlines()[0]}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0
    return 0


async def serve(cache: Cache) -> None:
    """Serve the page until this is cancelled; raises Unexpected if the history cannot be played."""
    _end_when_told_to()
    terminal = Terminal()
    with tempfile.TemporaryDirectory(prefix="ceiling-demo-") as scratch:
        directory = Path(scratch)
        await _fill(directory, cache, terminal)
        await _stay_open(directory, terminal)


def _end_when_told_to() -> None:
    if task := asyncio.current_task():
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


async def _fill(directory: Path, cache: Cache, terminal: Terminal) -> None:
    """Put what was kept into a directory of our own, so that it stays as it is; play it if nothing was."""
    name = hash_of_code()
    found = cache.find(name)
    if found is not None:
        shutil.copytree(found, directory, dirs_exist_ok=True)
        return
    await play_history(directory, lambda moment: terminal.progress(_PLAYING.format(NAME, moment)))
    terminal.progress(None)
    with suppress(OSError):  # a checkout that cannot be written to: it is played each time
        cache.keep(name, directory)


_PLAYING = "Playing half a year at {0} through the bot, once: {1:%B %Y}"


async def _stay_open(directory: Path, terminal: Terminal) -> None:
    clock = Clock()

    def set_clock(moment: datetime) -> None:
        clock.move(moment - clock.now())

    set_clock(datetime.fromisoformat((directory / MOMENT).read_text()))
    url = f"sqlite:///{directory / DATABASE}"
    workspace = (directory / WORKSPACE).read_bytes()
    async with Workplace.opened(url, clock, set_clock, workspace=workspace, page_port=_port()) as place:
        place.sandbox.time, place.sandbox.hints = Hands(place), HINTS
        try_first = TRY_FIRST.format(person=COLLEAGUES[0].name)
        place.sandbox.tip = try_first.replace("\n", " ")
        terminal.write(_welcome(place.sandbox.page_url, try_first))
        await keep_pace(place)


def _welcome(address: str, try_first: str) -> str:
    plain = try_first.translate(str.maketrans("", "", "*`"))
    return WELCOME.format(company=NAME, address=address, try_first=plain)


def _port() -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return 0
    return PORT


async def keep_pace(place: Workplace) -> None:
    """Let the bot do what is due and send what is owed, as time passes by itself, for as long as this runs."""
    changes = place.sandbox.workspace.changes
    while True:
        version = changes.version
        try:
            await place.catch_up()
        except BotStopped:
            pass  # goes on when it is back
        except Exception:  # an edge: whatever it is, the next look may find it gone
            log.exception("the bot could not do what is due")
        await changes.after(version, _LOOKS_EVERY_SECONDS)
