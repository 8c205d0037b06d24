"""The daily sweep: asks Slack what its events may have left untold, politely, a few look-ups at a time.

What was looked up is stored at once, each in its own transaction, so that any process goes on where one stopped.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.domain.sending import Failure
from bot.services import arrivals, channels, memberships, newcomers, people, stopping, sweeping, vacancies
from bot.services.ports.outside import LookUpFailed
from models.away import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.services.ports.outside import Directory, KnownPerson
    from bot.services.sweeping import Stale
    from models.database import Database

T = TypeVar("T")

log = structlog.get_logger(__name__)

# After a failure that says nothing about when to try again.
_BACK_OFF = timedelta(minutes=5)


class Sweep:
    """Looks up what is old, in one workspace."""

    def __init__(self, database: Database, directory: Directory, clock: Clock, workspace_id: int) -> None:
        """Take the directory that `bot.app` chose."""
        self._database = database
        self._directory = directory
        self._clock = clock
        self._workspace_id = workspace_id
        self._running: asyncio.Task[None] | None = None
        self._listed_at: datetime | None = None

    def start(self) -> None:
        """Take a step now and then, from now until `stop`."""
        self._running = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(sweeping.PAUSE.total_seconds())
            try:
                await self.step()
            except DatabaseAway as error:
                log.warning("the sweep could not go on", reason=str(error))
            except Exception:  # an edge: what fails now may not fail the next time
                log.exception("the sweep could not go on")

    async def stop(self) -> None:
        """Look nothing more up; what was under way is looked up again later."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def step(self) -> bool:
        """Look a few old things up, if it is time to; return whether there were any."""
        is_due = partial(sweeping.is_due, workspace_id=self._workspace_id, now=self._clock.now())
        stale = await self._write(sweeping.claim) if await self._database.read(is_due) else None
        if stale is None:
            return False
        pause = await self._look_up(stale)
        await self._write(partial(sweeping.wait, pause=pause))
        return not stale.is_empty

    async def _look_up(self, stale: Stale) -> timedelta:
        """Look up what is old; return how long to pause then."""
        try:
            for slack_channel_id in stale.channels:
                await self._channel(slack_channel_id)
            for slack_user_id in stale.people:
                await self._person(slack_user_id)
            if stale.is_empty:
                await self._once_a_day()
        except LookUpFailed as failed:
            log.warning("the sweep was refused", reason=failed.reason)
            if failed.failure is Failure.TOKEN_GONE:
                await self._write(partial(stopping.stop, reason=failed.reason))
            return timedelta(seconds=failed.wait_seconds) if failed.wait_seconds else _BACK_OFF
        return sweeping.REST if stale.is_empty else sweeping.PAUSE

    async def _channel(self, slack_channel_id: str) -> None:
        try:
            known = await self._directory.channel(slack_channel_id)
        except LookupError:
            known = None
        is_open = known is not None and known.bot_is_member and not known.is_archived
        inside = await self._inside(slack_channel_id) if is_open else None

        def store(session: Session, workspace_id: int, *, now: datetime) -> None:
            channels.reconcile(session, workspace_id, slack_channel_id, known, now=now)
            if inside is not None:
                _store_inside(session, workspace_id, slack_channel_id, inside, now)

        await self._write(store)

    async def _inside(self, slack_channel_id: str) -> _Inside:
        """Look who is in a channel, and who is new in it; of many newcomers the rest is looked up a day later."""
        present = set(await self._directory.members(slack_channel_id))
        new = await self._database.read(
            lambda s: newcomers.unheard_of(s, self._workspace_id, slack_channel_id, present)
        )
        found = [await self._known(each) for each in new[: sweeping.AT_A_TIME]]
        later = new[sweeping.AT_A_TIME :]
        return _Inside(present, present.difference(later), [each for each in found if each is not None])

    async def _person(self, slack_user_id: str) -> None:
        known = await self._known(slack_user_id)
        await self._write(partial(_store_person, slack_user_id=slack_user_id, known=known))

    async def _known(self, slack_user_id: str) -> KnownPerson | None:
        try:
            return await self._directory.person(slack_user_id)
        except LookupError:
            return None

    async def _once_a_day(self) -> None:
        """Look where the bot is, and at accepted vacancies; a process that has just started looks soon."""
        now = self._clock.now()
        if self._listed_at is not None and now < self._listed_at + sweeping.OLD_AFTER:
            return
        await self._write(vacancies.look_anew)
        listed = await self._directory.channels()
        await self._write(partial(arrivals.make_up, listed=listed))
        self._listed_at = now

    async def _write(self, work: Callable[..., T]) -> T:
        def at_once(session: Session) -> T:
            return work(session, self._workspace_id, now=self._clock.now())

        return await self._database.write(at_once, workspace_id=self._workspace_id)


@dataclass(frozen=True, slots=True)
class _Inside:
    """Who is in a channel, who of them is known to have been seen there, and who is new."""

    present: set[str]
    seen: set[str]
    new: list[KnownPerson]


def _store_inside(
    session: Session, workspace_id: int, slack_channel_id: str, inside: _Inside, now: datetime
) -> None:
    channels.note_members(session, workspace_id, slack_channel_id, inside.present, now=now)
    newcomers.remember_present(session, workspace_id, slack_channel_id, inside.seen)
    for person in inside.new:
        people.remember_person(session, workspace_id, person, now=now)
        newcomers.note(session, workspace_id, person.slack_user_id, slack_channel_id, now=now)


def _store_person(
    session: Session, workspace_id: int, *, slack_user_id: str, known: KnownPerson | None, now: datetime
) -> None:
    if known is None:
        # Slack shows the bot nobody of that id any more: a message to them would say so to who can act.
        people.note_looked_up(session, workspace_id, slack_user_id, now=now)
    else:
        memberships.follow(session, workspace_id, known, now=now)
