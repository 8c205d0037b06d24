"""The port between those who owe messages and whatever runs the relay."""

from __future__ import annotations

from typing import Protocol


class Runner(Protocol):
    """Lets the relay drain workspaces: in this process (`embedded`) or in any of many (`distributed`)."""

    def wake(self, workspace_id: int) -> None:
        """Say that something was just owed in a workspace; costs nothing and may be forgotten."""

    async def look_now(self) -> None:
        """See to it that whatever may be sent now is being sent, forgotten or not; the tick calls this."""

    async def start(self) -> None:
        """Send what is owed, or let others know of it, from now until `stop`."""

    async def stop(self) -> None:
        """Begin no further message and finish those under way.

        Cancelled, it gives those up: whether they arrived is not known, so they go out again after their lease.
        """
