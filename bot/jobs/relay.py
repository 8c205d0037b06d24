"""The relay: sends what the outbox owes in one workspace. When, and in which process, is its runner's affair.

A message is leased in one transaction, sent with none open, and marked in another. What was sent but could not be
marked (the process died in between) is sent once more when its lease runs out.
"""

from __future__ import annotations

import asyncio
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.services import outbox, troubles
from bot.services.ports.outside import SendingFailed
from models.away import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.services.ports.outside import OwedMessage, Sender
    from models.database import Database

log = structlog.get_logger(__name__)

T = TypeVar("T")

NOTE_AGAIN_AFTER_SECONDS = 0.5


class Relay:
    """Drains the outbox, workspace by workspace."""

    def __init__(self, database: Database, sender: Sender, clock: Clock) -> None:
        """Take the sender that `bot.app` chose."""
        self._database = database
        self._sender = sender
        self._clock = clock
        self._stopping = False

    async def workspaces_with_work(self) -> Sequence[int]:
        """Return the workspaces in which something may be sent now."""
        return await self._database.read(partial(outbox.workspaces_with_work, now=self._clock.now()))

    async def drain(self, workspace_id: int, *, enough: Callable[[], bool] = lambda: False) -> int:
        """Send what may be sent now in a workspace, until it is `enough`; return how many messages were tried.

        More than one at a time in a workspace would share its messages, not double them; yet Slack limits it as
        a whole, so runners see to it that there is one.
        """
        tried = 0
        while not self._stopping and not enough():
            in_batch = await self._drain_batch(workspace_id)
            if not in_batch:
                break
            tried += in_batch
        return tried

    def stop(self) -> None:
        """Begin no further batch anywhere; those under way are finished."""
        self._stopping = True

    async def _drain_batch(self, workspace_id: int) -> int:
        now = self._clock.now()
        batch = await self._database.write(
            lambda session: outbox.claim_batch(session, workspace_id, now=now), workspace_id=workspace_id
        )
        # Order is kept within a channel; different people need not wait for one another.
        by_recipient = sorted(batch, key=lambda owed: owed.recipient)
        lanes = [list(lane) for _, lane in groupby(by_recipient, key=lambda owed: owed.recipient)]
        ended = await asyncio.gather(*(self._send_in_order(lane) for lane in lanes), return_exceptions=True)
        for lane in ended:  # only now, when none is under way
            if isinstance(lane, BaseException):
                raise lane
        return len(batch)

    async def _send_in_order(self, lane: Sequence[OwedMessage]) -> None:
        for position, owed in enumerate(lane):
            if not await self._send(owed):
                await self._give_back(lane[position + 1 :])
                return

    async def _give_back(self, lane: Sequence[OwedMessage]) -> None:
        for owed in lane:
            await self._database.write(partial(outbox.release, owed=owed), workspace_id=owed.workspace_id)

    async def _send(self, owed: OwedMessage) -> bool:
        """Send one message; False when it is to be tried again, before any later one to its recipient."""
        try:
            sent = await self._sender.send(owed)
        except SendingFailed as failure:
            return await self._note_failure(owed, failure)
        except DatabaseAway:
            raise  # it could not be rendered; when its lease is over, it is tried again
        except Exception as error:  # an edge: recorded on the row, tried again later
            log.exception("a message could not be made", kind=owed.kind, message_id=owed.message_id)
            return await self._note_failure(owed, SendingFailed(type(error).__name__))
        now = self._clock.now()
        await self._note(partial(outbox.mark_sent, owed=owed, sent=sent, now=now), owed.workspace_id)
        return True

    async def _note(self, note: Callable[[Session], T], workspace_id: int) -> T:
        """Store what became of a message, however long the database is away: else it would be sent once more."""
        while True:
            try:
                return await self._database.write(note, workspace_id=workspace_id)
            except DatabaseAway:
                if self._stopping:
                    raise
                await asyncio.sleep(NOTE_AGAIN_AFTER_SECONDS)

    async def _note_failure(self, owed: OwedMessage, failure: SendingFailed) -> bool:
        """Do what a failure asks for; False when the message is to be tried again."""
        now = self._clock.now()

        def note(session: Session) -> tuple[bool, bool]:
            is_news = troubles.meet(session, owed, failure, now=now)
            return is_news, outbox.is_done_with(session, owed)

        is_news, is_done = await self._note(note, owed.workspace_id)
        tell = log.error if is_news else log.warning
        tell("a message was not sent", **_about(owed), failure=failure.failure, reason=failure.reason)
        return is_done


def _about(owed: OwedMessage) -> dict[str, object]:
    return {"kind": owed.kind, "message_id": owed.message_id, "workspace": owed.workspace_id}
