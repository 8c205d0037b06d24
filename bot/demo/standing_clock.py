"""Time for what is told or played: it passes only where the story has it pass, on however slow a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import Clock

if TYPE_CHECKING:
    from datetime import datetime


class StandingClock(Clock):
    """A clock that stands wherever it is set."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self._moment = moment

    def now(self) -> datetime:
        """Return the moment it was set to."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Set it to a moment."""
        self._moment = moment
