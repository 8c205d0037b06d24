"""The relay: sends what the outbox owes in one workspace. When, and in which process, is its runner's affair.

Messages are leased in one transaction, rendered in one read, sent with no transaction open, and noted in another:
a batch at a time, a slow one noted in parts. Two lanes do so: while one's batch is being sent, the other's is made
ready or noted. What was sent but not yet noted when the process died is sent once more when its lease runs out.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import structlog

from bot.jobs.pacing import Pace
from bot.services import leases, outbox, troubles
from bot.services.ports.outside import SendingFailed, Sent
from models.away import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, timedelta

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.services.ports.outside import Call, OwedMessage, Sender
    from models.database import Database

log = structlog.get_logger(__name__)

LANES = 2
MOST_IN_BATCH = 300
AT_ONCE_IN_LANE = 16
# A call is begun in this time after its lease was taken, or the message is given back. With what a call may take
# at most it must stay below the lease: a message whose lease runs out is sent by somebody else.
BEGIN_WITHIN_SECONDS = 10.0
# A pause that Slack asks for is waited out on the spot up to this; a longer one is left to the runner.
SHORT_PAUSE_SECONDS = 2
NOTE_AGAIN_AFTER_SECONDS = 0.5
# What was sent is noted so often while the rest of its batch is under way: a kill repeats no more than that.
NOTE_EVERY_SECONDS = 0.25

# What became of a message; None when it was not tried.
Outcome: TypeAlias = Sent | SendingFailed | None
Done: TypeAlias = "tuple[OwedMessage, Outcome]"
# What failed, and whether that is news to whoever runs the bot.
Failed: TypeAlias = "tuple[OwedMessage, SendingFailed, bool]"


@dataclass(frozen=True, slots=True)
class _Batch:
    """Leased messages, each with the call that sends it, to be begun before `begin_until` on the loop's clock."""

    owed: Sequence[OwedMessage]
    calls: Sequence[Call]
    begin_until: float


class Relay:
    """Drains the outbox, workspace by workspace."""

    def __init__(self, database: Database, sender: Sender, clock: Clock, *, pause: timedelta) -> None:
        """Take the sender that `bot.app` chose; `pause` lies between two posts to one recipient."""
        self._database = database
        self._sender = sender
        self._clock = clock
        self._pause = pause
        self._paces: dict[int, Pace] = defaultdict(Pace)
        self._stopping = False

    async def workspaces_with_work(self) -> Sequence[int]:
        """Return the workspaces in which something may be sent now."""
        return await self._database.read(partial(leases.workspaces_with_work, now=self._clock.now()))

    async def drain(self, workspace_id: int, *, enough: Callable[[], bool] = lambda: False) -> int:
        """Send what may be sent now in a workspace, until it is `enough`; return how many messages were tried.

        More than one at a time in a workspace would share its messages, not double them; yet Slack limits it as
        a whole, so runners see to it that there is one.
        """
        lanes = (self._drain_lane(workspace_id, enough) for _ in range(LANES))
        ended = await asyncio.gather(*lanes, return_exceptions=True)
        for lane in ended:  # only now, when no call is under way
            if isinstance(lane, BaseException):
                raise lane
        return sum(tried for tried in ended if isinstance(tried, int))

    async def _drain_lane(self, workspace_id: int, enough: Callable[[], bool]) -> int:
        """Take batch after batch until there is none, or Slack takes nothing for longer than a moment."""
        pace, tried = self._paces[workspace_id], 0
        while not self._stopping and not enough():
            batch = await self._make_ready(workspace_id, pace)
            if batch is None:
                break
            in_batch = await self._send(workspace_id, batch, pace)
            tried += in_batch
            pause = pace.pause(self._seconds())
            if pause > SHORT_PAUSE_SECONDS or not (in_batch or pause):
                break
            await asyncio.sleep(pause)
        return tried

    def stop(self) -> None:
        """Begin no further call anywhere; those under way are finished."""
        self._stopping = True

    async def _make_ready(self, workspace_id: int, pace: Pace) -> _Batch | None:
        now, begin_until = self._clock.now(), _monotonic() + BEGIN_WITHIN_SECONDS
        owed = await self._database.write(
            partial(
                leases.claim_batch,
                workspace_id=workspace_id,
                most=pace.turns(at_most=MOST_IN_BATCH),
                now=now,
            ),
            workspace_id=workspace_id,
        )
        return _Batch(owed, await self._sender.make_ready(owed), begin_until) if owed else None

    async def _send(self, workspace_id: int, batch: _Batch, pace: Pace) -> int:
        """Send a batch and note what became of it; return how many messages were tried."""
        to_send = zip(batch.owed, batch.calls, strict=True)
        done: list[Done] = []

        async def send_in_turn() -> None:
            for owed, call in to_send:
                may = await self._has_its_turn(batch, pace)
                outcome = await self._try(owed, call, pace) if may else None
                done.append((owed, outcome))

        under_way = {asyncio.create_task(send_in_turn()) for _ in range(AT_ONCE_IN_LANE)}
        tried = 0
        try:
            while under_way:
                ended, under_way = await asyncio.wait(under_way, timeout=NOTE_EVERY_SECONDS)
                to_note = done.copy()
                done.clear()
                await self._note(workspace_id, to_note)
                tried += sum(outcome is not None for _, outcome in to_note)
                await asyncio.gather(*ended)  # raises what went wrong
        finally:
            await asyncio.gather(*under_way, return_exceptions=True)
        return tried

    async def _has_its_turn(self, batch: _Batch, pace: Pace) -> bool:
        """Wait for the next turn; whether it came while a call may still be begun."""
        wait = pace.turn(self._seconds())
        if wait is None:
            return False
        if wait > 0:
            await asyncio.sleep(wait)
        is_refused = pace.pause(self._seconds()) > 0
        return not self._stopping and not is_refused and _monotonic() < batch.begin_until

    async def _try(self, owed: OwedMessage, call: Call, pace: Pace) -> Outcome:
        try:
            sent = await call()
        except SendingFailed as failure:
            if failure.wait_seconds is not None:
                pace.refused(self._seconds(), failure.wait_seconds)
            return failure
        except Exception as error:  # an edge: recorded on the row, tried again later
            log.exception("a message could not be made", **_about(owed))
            return SendingFailed(type(error).__name__)
        pace.accepted(self._seconds())
        return sent

    def _seconds(self) -> float:
        return self._clock.now().timestamp()

    async def _note(self, workspace_id: int, done: Sequence[Done]) -> None:
        """Note what became of messages, each by itself if they cannot be noted together."""
        try:
            failed = await self._noted(workspace_id, done)
        except DatabaseAway:
            raise
        except Exception:  # an edge: what cannot be noted of one message must not undo the others'
            log.exception("what was sent could not be noted", workspace=workspace_id, messages=len(done))
            for each in done if len(done) > 1 else ():
                await self._note(workspace_id, [each])
            return
        for owed, failure, is_news in failed:
            tell = log.error if is_news else log.warning
            tell("a message was not sent", **_about(owed), failure=failure.failure, reason=failure.reason)

    async def _noted(self, workspace_id: int, done: Sequence[Done]) -> Sequence[Failed]:
        """Note it however long the database is away: else it would be sent once more."""
        now = self._clock.now()
        while True:
            try:
                return await self._database.write(
                    partial(note, done=done, pause=self._pause, now=now), workspace_id=workspace_id
                )
            except DatabaseAway:
                if self._stopping:
                    raise
                await asyncio.sleep(NOTE_AGAIN_AFTER_SECONDS)


def note(session: Session, *, done: Sequence[Done], pause: timedelta, now: datetime) -> list[Failed]:
    """Note what became of messages of one workspace; return what failed."""
    sent = [(owed, outcome) for owed, outcome in done if isinstance(outcome, Sent)]
    outbox.mark_sent(session, sent, now=now)
    outbox.load(session, [owed.message_id for owed, outcome in done if not isinstance(outcome, Sent)])
    failed = []
    for owed, outcome in done:
        if outcome is None:
            outbox.release(session, owed)
        elif isinstance(outcome, SendingFailed):
            failed.append((owed, outcome, troubles.meet(session, owed, outcome, now=now)))
    leases.keep_apart(session, [owed for owed, _ in sent if owed.slack_ts is None], until=now + pause)
    return failed


def _monotonic() -> float:
    return asyncio.get_running_loop().time()


def _about(owed: OwedMessage) -> dict[str, object]:
    return {"kind": owed.kind, "message_id": owed.message_id, "workspace": owed.workspace_id}
