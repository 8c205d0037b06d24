"""The page's hold on time: one skip at a time, in whoever's browser it was asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.sandbox.web.drawing import Drawing

if TYPE_CHECKING:
    from bot.sandbox.people import Person
    from bot.sandbox.sandbox import Sandbox

log = structlog.get_logger(__name__)

HOURS_MOST = 24 * 31


class Clockwork:
    """Skips time through the controls the sandbox was given."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._skipping: str | None = None

    async def story(self, viewer: Person) -> dict[str, Any] | None:
        """Return what comes next and whether a skip is going on; None without controls."""
        controls = self._sandbox.time
        if controls is None:
            return None
        told = await controls.story()
        return {"story": Drawing(viewer).text(told) if told else [], "skipping": self._skipping}

    async def skip(self, wish: dict[str, Any]) -> str | None:
        """Skip `hours`, or to what comes next; return what went wrong, if anything did.

        Raises:
            ValueError: nothing can be moved, another skip goes on, or `hours` are too many.
        """
        controls = self._sandbox.time
        if controls is None:
            raise ValueError("this workspace has no clock that could be moved")
        if self._skipping:
            raise ValueError(f"Time is already moving: {self._skipping}")
        hours = wish.get("hours")
        if hours is not None and not 0 < float(hours) <= HOURS_MOST:
            raise ValueError(f"time moves by up to {HOURS_MOST} hours")
        self._note("to the next event" if hours is None else f"{hours} hours")
        try:
            await (controls.skip_to_next() if hours is None else controls.skip(timedelta(hours=float(hours))))
        except Exception as error:  # an edge: whoever looks at the page is told, and goes on
            log.exception("time could not be moved")
            return f"Time was not moved all the way: {str(error) or type(error).__name__}."
        finally:
            self._note(None)
        return None

    def _note(self, what: str | None) -> None:
        self._skipping = what
        self._sandbox.workspace.changes.tell()
