"""What time it is: the only caller of `datetime.now`, so that a moved clock moves everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's time plus an offset, which only the demo and the sandbox move."""

    def __init__(self) -> None:
        self._offset = timedelta(0)

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def move(self, by: timedelta) -> None:
        """Let `by` pass at once; negative values go back."""
        self._offset += by
