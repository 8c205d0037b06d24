"""The hands on the demo's clock, for the time bar of the sandbox's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.demo.ahead import said
from bot.services.coming import coming

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.demo.workplace import Workplace
    from bot.services.coming import Coming


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
        """Let time pass until something happens by itself; when nothing is planned, do nothing."""
        ahead = await self._ahead()
        if ahead is not None:
            await self.place.wait_until(ahead.at)

    async def story(self) -> str | None:
        """Say what happens next, where and when."""
        ahead = await self._ahead()
        return None if ahead is None else said(ahead, self.now())

    async def _ahead(self) -> Coming | None:
        return await self.place.bot.database.read(coming) if self.place.is_running else None
