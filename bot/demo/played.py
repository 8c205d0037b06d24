"""Playing half a year at Fernway: once through, into a directory that holds all there is to go on from."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.demo import history
from bot.demo.cast import Unexpected
from bot.demo.company import NAME
from bot.demo.living import Living, local
from bot.demo.standing_clock import StandingClock
from bot.demo.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from bot.demo.history import Happening
    from models.database import Database

DATABASE, WORKSPACE, MOMENT = "ceiling.db", "workspace", "moment"
ZONE = "Europe/Berlin"
_STRIDE = timedelta(weeks=1)


async def play_history(
    directory: Path,
    progress: Callable[[datetime], None],
    happenings: Iterable[Happening] = history.HISTORY,
    ends: str = history.ENDS,
) -> None:
    """Play the history; write the bot's database, the sandbox's workspace and their time into a directory.

    Args:
        directory: an empty one.
        progress: told how far the story is, about once for each week of it.
        happenings: what happens.
        ends: until when, in Berlin.

    Raises:
        Unexpected: somebody cannot do what they do in the story, or the bot breaks a rule of Slack.
    """
    clock = StandingClock(local(history.BEGINS, ZONE))
    url = f"sqlite:///{directory / DATABASE}"
    async with Workplace.opened(url, clock, clock.set, team_name=NAME, migrates=True) as place:
        _write_in_a_hurry(place.bot.database)
        living = Living(place)
        living.moves_in()
        living.sets_out(happenings)
        end = local(ends, ZONE)
        await _live(living, min(local(history.READ_UNTIL, ZONE), end), progress)
        place.sandbox.mark_all_read()
        await _live(living, end, progress)
        if broken := place.sandbox.broken_rules:
            raise Unexpected(f"The bot broke a rule of Slack: {broken[0]}")
        (directory / WORKSPACE).write_bytes(place.sandbox.kept())
        (directory / MOMENT).write_text(clock.now().isoformat())


async def _live(living: Living, until: datetime, progress: Callable[[datetime], None]) -> None:
    while living.place.now < until:
        progress(living.place.now)
        await living.lives_until(min(living.place.now + _STRIDE, until))


def _write_in_a_hurry(database: Database) -> None:
    """Leave it to the system when something reaches the disk: what is lost is played once more."""
    with closing(database.engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA synchronous = OFF")
