"""What somebody who starts the sandbox may offer its page: a clock that can be moved, and what comes next.

The sandbox knows nothing of the bot, so it cannot know what is due; who starts both does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class TimeControls(Protocol):
    """The hands on the clock. What a skip lets fall due has happened when it returns."""

    def now(self) -> datetime:
        """Return the present moment: aware, in UTC."""

    async def skip(self, by: timedelta) -> None:
        """Move the clock forward by `by`, letting everything happen that falls due on the way."""

    async def skip_to_next(self) -> None:
        """Move the clock to the next thing that is due; without one, do nothing."""

    async def story(self) -> str | None:
        """Say in a line of mrkdwn what comes next; None when nothing does."""
