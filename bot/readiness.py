"""What the bot says of itself to whoever watches over it, at /readyz."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.services import running, stopping
from bot.slack.http import Condition

if TYPE_CHECKING:
    from datetime import datetime

    from models.database import Database

ANSWERS_WITHIN_SECONDS = 3

NOT_MIGRATED = "The database's tables are older than this version: run `python -m bot migrate` first."


async def condition_of(database: Database, *, now: datetime) -> Condition:
    """Return whether work can be sent here, and why not; a worker that is missing keeps nobody from answering."""
    try:
        async with asyncio.timeout(ANSWERS_WITHIN_SECONDS):
            if not await asyncio.to_thread(database.is_current):
                return Condition(is_ready=False, sentence=NOT_MIGRATED)
            refused = await database.read(stopping.refused_because)
            ticked_at = await database.read(running.last_tick_at)
    except (SQLAlchemyError, TimeoutError):
        return Condition(is_ready=False, sentence="The database does not answer.")
    if refused:
        sentence = f"Slack refuses the bot's token ({refused}): install the app anew."
        return Condition(is_ready=False, sentence=sentence)
    return Condition(is_ready=True, sentence=f"Ready. {_worked(ticked_at, now)}")


def _worked(ticked_at: datetime | None, now: datetime) -> str:
    if ticked_at is None:
        return "No worker has looked for due work yet."
    since = f"{ticked_at:%Y-%m-%d %H:%M} UTC"
    if now - ticked_at > running.NOTICED_AFTER:
        return f"But no worker has looked for due work since {since}: is one running?"
    return f"Due work was last looked for at {since}."
