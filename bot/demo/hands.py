"""The hands on the demo's clock, for the time bar of the sandbox's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.due import next_at

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.demo.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Hands:
    """Moves a workplace's time; what falls due on the way has happened when a skip returns."""

    place: Workplace

    def now(self) -> datetime:
        """Return the present moment."""
        return self.place.now

    async def skip(self, by: timedelta) -> None:
        """Let some time pass."""
        await self.place.pass_time(by)

    async def skip_to_next(self) -> None:
        """Let time pass until something falls due; without anything, do nothing."""
        due = await self._next()
        if due is not None:
            await self.place.wait_until(due)

    async def story(self) -> str | None:
        """Say when the bot does something next, in the viewer's own time."""
        due = await self._next()
        if due is None:
            return None
        when = f"<!date^{int(due.timestamp())}^{{date_short_pretty}} at {{time}}|{due:%d %B, %H:%M} UTC>"
        return f"Next, Ceiling has something to do {when}."

    async def _next(self) -> datetime | None:
        if not self.place.is_running:
            return None
        return await self.place.bot.database.read(next_at)
