"""Tells whoever watches the workspace that something in it changed; says not what."""

from __future__ import annotations

import asyncio


class Changes:
    """A number that grows with every change, and a way to wait for it to grow."""

    def __init__(self) -> None:
        self.version = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self) -> None:
        """Note that something changed; whoever waits wakes after the present step of the loop."""
        self.version += 1
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    async def after(self, version: int, seconds: float) -> int:
        """Return the version as soon as it is above `version`, or the same one after `seconds`."""
        if self.version <= version:
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.add(waiting)
            await asyncio.wait([waiting], timeout=seconds)
            self._waiting.discard(waiting)
        return self.version
