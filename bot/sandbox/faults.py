"""Faults on demand: what Slack does on a bad day, to a chosen method, a chosen number of times."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(eq=False)
class Hold:
    """A call that gets no answer for now: `reached` is set once it has come in, `release` lets it go on."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let the call take effect and be answered."""
        self.released.set()

    async def keep(self) -> None:
        """Keep a call waiting until it is released."""
        self.reached.set()
        await self.released.wait()


@dataclass(eq=False)
class Fault:
    """One thing that will go wrong `times` more times."""

    method: str
    times: int
    error: str | None = None
    status: int | None = None
    retry_after: int | None = None
    cut: bool = False
    after_accept: bool = False
    channel: str | None = None
    where: Callable[[dict[str, Any]], bool] | None = None
    hold: Hold | None = None

    def strikes(self, method: str, args: dict[str, Any]) -> bool:
        """Whether this call is one that goes wrong."""
        if self.times <= 0 or method != self.method:
            return False
        if self.channel is not None and args.get("channel") != self.channel:
            return False
        return self.where is None or self.where(args)

    @property
    def http_status(self) -> int:
        """The HTTP status of the faulty answer."""
        return self.status or 200

    @property
    def answer(self) -> dict[str, Any]:
        """The body of the faulty answer; nothing when the connection is cut."""
        if self.cut:
            return {}
        named = {429: "ratelimited"}.get(self.http_status, "internal_error")
        return {"ok": False, "error": self.error or named}


class Faults:
    """The faults that wait for their call, in the order they were added."""

    def __init__(self) -> None:
        """Start with a good day."""
        self._waiting: list[Fault] = []

    def add(  # noqa: PLR0913 - a fault is described by its parts
        self,
        method: str,
        times: int = 1,
        *,
        error: str | None = None,
        status: int | None = None,
        retry_after: int | None = None,
        cut: bool = False,
        after_accept: bool = False,
        channel: str | None = None,
        where: Callable[[dict[str, Any]], bool] | None = None,
    ) -> None:
        """Let the next `times` calls of `method` go wrong.

        `error` answers `ok: false`; `status` an HTTP status, 429 with `retry_after` seconds; `cut` closes the
        connection without an answer. With `after_accept` the call takes effect first. `channel` and `where`
        narrow it to some calls. The method `response_url` stands for answers through a response_url.
        """
        if error is None and status is None and not cut:
            message = "a fault needs an error, a status or a cut"
            raise ValueError(message)
        self._waiting.append(
            Fault(method, times, error, status, retry_after, cut, after_accept, channel, where)
        )

    def hold(
        self,
        method: str,
        *,
        channel: str | None = None,
        where: Callable[[dict[str, Any]], bool] | None = None,
    ) -> Hold:
        """Let the next call of `method` wait, with no effect and no answer, until what is returned is released."""
        hold = Hold()
        self._waiting.append(Fault(method, 1, channel=channel, where=where, hold=hold))
        return hold

    def take(self, method: str, args: dict[str, Any]) -> Fault | None:
        """Return the fault that strikes this call, and count it."""
        for fault in self._waiting:
            if fault.strikes(method, args):
                fault.times -= 1
                return fault
        return None

    def clear(self) -> None:
        """Forget every fault."""
        self._waiting.clear()
