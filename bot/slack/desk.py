"""Where listeners do their work: the database, the directory and the clock, bound to who is acting."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.domain.errors import FormNotOpened, MembersNotPeople
from bot.services import people, requests
from bot.services.scope import Scope
from bot.slack import acts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from slack_sdk.web.async_client import AsyncWebClient
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.services.ports.outside import Directory, KnownChannel, KnownPerson
    from bot.slack.blocks.kit import View
    from models.database import Database
    from models.workspaces import Workspace

T = TypeVar("T")

log = structlog.get_logger(__name__)

# Looking people up is one call each; this many at once stays far below Slack's limits.
_LOOK_UPS_AT_ONCE = 10
# Slack shows an error of its own to whoever was not answered within 3 s.
PEOPLE_WAIT_MS = 1_500


@dataclass(frozen=True, slots=True)
class Desk:
    """What every listener needs. `wake_relay` is told the workspace after each change in it."""

    database: Database
    clock: Clock
    client: AsyncWebClient
    directory: Directory
    workspace: Workspace
    wake_relay: Callable[[int], None]

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    async def scope(self, body: Mapping[str, Any]) -> Scope:
        """Return who acts in a payload, looking them up in Slack the first time."""
        user = body.get("user")
        slack_user_id = user["id"] if isinstance(user, dict) else body["user_id"]
        return await self.scope_of(slack_user_id)

    async def scope_of(self, slack_user_id: str) -> Scope:
        """Return a person as the one who acts."""
        workspace_id = self.workspace.key
        person = await self.read(lambda session: people.find_person(session, workspace_id, slack_user_id))
        if person is None:
            await self.learn([slack_user_id])
            return await self.scope_of(slack_user_id)
        return Scope(workspace_id, person.key)

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run a query; raises DatabaseAway soon enough for the person to be told."""
        return await self.database.read(work, wait_ms=PEOPLE_WAIT_MS)

    async def write(self, work: Callable[[Session], T]) -> T:
        """Run a change; it is committed when this returns; raises DatabaseAway likewise."""
        result = await self.database.write(work, workspace_id=self.workspace.key, wait_ms=PEOPLE_WAIT_MS)
        acts.saved()
        self.wake_relay(self.workspace.key)
        return result

    async def write_once(self, request_key: str, work: Callable[[Session], int]) -> int:
        """Run a change that one request asks for, and return the id of what came of it.

        The same request again changes nothing and gets the same id.
        """

        def work_once(session: Session) -> int:
            workspace_id = self.workspace.key
            return requests.once(session, workspace_id, request_key, partial(work, session), now=self.now)

        return await self.write(work_once)

    async def came_of(self, request_key: str) -> int | None:
        """Return the id of what came of a request; None for one that was not handled before."""
        return await self.read(lambda s: requests.came_of(s, self.workspace.key, request_key))

    async def is_first(self, request_key: str) -> bool:
        """Note a request whose consequence is a call to Slack; whether it came for the first time."""
        return await self.write(lambda s: requests.is_first(s, self.workspace.key, request_key, now=self.now))

    async def open_view(self, trigger_id: str, view: View) -> None:
        """Open a modal, above the one that was pressed in; raises FormNotOpened when Slack does not.

        That is most often because its trigger has expired.
        """
        if not trigger_id:
            raise FormNotOpened
        open_it = self.client.views_push if acts.is_in_modal() else self.client.views_open
        try:
            await open_it(trigger_id=trigger_id, view=acts.marked(view))
        except SlackApiError as error:
            reason = error.response.get("error")
            if reason == "exchanged_trigger_id":
                return  # the press was delivered twice: its modal is open
            log.warning("a modal was not opened", reason=reason)
            raise FormNotOpened from error
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("a modal was not opened", reason=type(error).__name__)
            raise FormNotOpened from error

    async def show_instead(self, view_id: str, view: View) -> None:
        """Show a view in place of an open one; what it tells of is saved, so a failure is only logged.

        Inputs that both have keep what was typed in them.
        """
        try:
            await self.client.views_update(view_id=view_id, view=acts.marked(view))
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("an open modal could not be changed", reason=str(error))

    async def show_above(self, body: Mapping[str, Any], view: View) -> None:
        """Lay a view on the modal in which a button was pressed; likewise."""
        try:
            await self.client.views_push(trigger_id=body.get("trigger_id") or "", view=acts.marked(view))
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("a modal could not be laid on another", reason=str(error))

    async def learn(self, slack_user_ids: Iterable[str]) -> None:
        """Look up whoever of these is not stored yet; raises MembersNotPeople naming the unknown."""
        workspace_id, wanted = self.workspace.key, set(slack_user_ids)
        stored = await self.read(lambda session: people.find_people(session, workspace_id, wanted))
        missing = sorted(wanted - {person.slack_user_id for person in stored})
        if missing:
            await self._store(await self._look_up(missing))

    async def _look_up(self, slack_user_ids: Iterable[str]) -> list[KnownPerson]:
        gate = asyncio.Semaphore(_LOOK_UPS_AT_ONCE)

        async def one(slack_user_id: str) -> KnownPerson:
            async with gate:
                try:
                    return await self.directory.person(slack_user_id)
                except LookupError as error:
                    raise MembersNotPeople(slack_user_ids=(slack_user_id,)) from error

        return await asyncio.gather(*(one(user) for user in slack_user_ids))

    async def _store(self, known: Iterable[KnownPerson]) -> None:
        def store(session: Session) -> None:
            for person in known:
                people.remember_person(session, self.workspace.key, person, now=self.now)

        await self.write(store)

    async def learn_channel(self, slack_channel_id: str) -> bool:
        """Store what Slack says of a channel; whether the bot is in it. One it cannot see counts as not."""
        known = await self.look_at(slack_channel_id)
        if known is None:
            return False
        await self.write(partial(self._remember_channel, known=known))
        return known.bot_is_member

    def _remember_channel(self, session: Session, *, known: Any) -> None:  # noqa: ANN401
        people.remember_channel(session, self.workspace.key, known)

    async def is_in(self, slack_channel_id: str) -> bool:
        """Whether the bot is in a channel; one it cannot see counts as one it is not in."""
        known = await self.look_at(slack_channel_id)
        return known is not None and known.bot_is_member

    async def look_at(self, slack_channel_id: str) -> KnownChannel | None:
        """Return what Slack says of a channel now; None for one that it does not show the bot."""
        try:
            return await self.directory.channel(slack_channel_id)
        except LookupError:
            return None

    async def members(self, slack_channel_id: str) -> list[str]:
        """Return the people in a channel (no bots, nobody deactivated), all of them stored."""
        listed = await self.directory.members(slack_channel_id)
        await self.learn(listed)
        workspace_id = self.workspace.key
        stored = await self.read(lambda session: people.find_people(session, workspace_id, listed))
        return [person.slack_user_id for person in stored if person.can_be_asked]
