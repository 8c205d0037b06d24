"""What a person does on the page, carried out by the sandbox's own people."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.sandbox import submitting
from bot.sandbox.errors import NotSeen
from bot.sandbox.inputs import SELECT_MANY, TYPED, WITH_OPTIONS, options_of, placed
from bot.sandbox.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox.conversations import Channel, Message
    from bot.sandbox.delivery import Ack
    from bot.sandbox.inputs import Placed
    from bot.sandbox.people import Person
    from bot.sandbox.sandbox import Sandbox
    from bot.sandbox.seen import SeenModal
    from bot.sandbox.web.reading import Reading

Json = dict[str, Any]
GONE = "This is no longer there: it changed in the meantime."


class Acts:
    """The acts of one person; each returns what is to be said about it, if anything.

    Raises `NotSeen` or `ValueError` when the person cannot do that, and `KeyError` when a part is missing.
    """

    def __init__(self, sandbox: Sandbox, reading: Reading, person: Person) -> None:
        self._sandbox = sandbox
        self._workspace = sandbox.workspace
        self._reading = reading
        self._person = person

    async def do(self, wish: Json) -> str | None:
        """Do what is wished."""
        acts: dict[str, Callable[[Json], Awaitable[str | None]]] = {
            "type": self._type,
            "press": self._press,
            "put": self._put,
            "submit": self._submit,
            "dismiss": self._dismiss,
            "open_home": self._open_home,
            "read": self._read,
            "join": self._join,
            "invite_bot": self._invite_bot,
        }
        if wish.get("do") not in acts:
            raise ValueError(f"nobody can {wish.get('do')!r}")
        said = await acts[wish["do"]](wish)
        self._workspace.changes.tell()
        return said

    async def _type(self, wish: Json) -> str | None:
        channel, line = self._channel(wish), str(wish["line"]).strip()
        under = self._message(wish["thread"], channel) if wish.get("thread") else None
        bot = self._workspace.identity.bot_name
        if line == f"/invite @{bot}" and under is None:
            return await self._invite_bot(wish)
        ack = await self._person.types(line, channel, under)
        return None if ack.ok else f"{line.split()[0]} failed with the error “{ack.error}”"

    async def _press(self, wish: Json) -> str | None:
        look = self._look(wish["on"])
        ack = await self._person.presses(look, _place(look, wish), int(wish.get("position", 0)))
        return _trouble(ack)

    async def _put(self, wish: Json) -> str | None:
        look = self._look(wish["on"])
        place = _place(look, wish)
        content = self._content(place, wish.get("content"))
        # What is being typed may not fit yet; it is kept over a reload and checked when it is submitted.
        is_typed = place.type in TYPED
        hold = bool(wish.get("quiet")) and is_typed
        return _trouble(await self._person.puts(look, place, content, force=is_typed, hold=hold))

    def _content(self, place: Placed, given: Any) -> Any:  # noqa: ANN401 - by the input's type
        if place.type in WITH_OPTIONS:
            wanted = given if place.type in SELECT_MANY else [given]
            found = [each for each in options_of(place.element) if each["value"] in (wanted or [])]
            return found if place.type in SELECT_MANY else next(iter(found), None)
        if place.type == "datetimepicker" and given:
            return datetime.fromisoformat(given).replace(tzinfo=ZoneInfo(self._person.zone))
        if "channel" in place.type or "conversation" in place.type:
            channels = self._workspace.channels
            return [channels[each] for each in given] if isinstance(given, list) else channels.get(given)
        return given

    async def _submit(self, wish: Json) -> str | None:
        look = self._modal(wish["view"])
        missing = submitting.unfinished(look.view)
        if missing:
            look.view.errors = {place.block["block_id"]: said for place, said in missing}
            return None
        await self._person.submits()
        return None

    async def _dismiss(self, wish: Json) -> str | None:
        self._modal(wish["view"])
        await self._person.dismisses()
        return None

    async def _open_home(self, _wish: Json) -> str | None:
        return _trouble(await self._person.opens_home())

    async def _read(self, wish: Json) -> str | None:
        self._reading.mark(self._person, self._channel(wish), str(wish["ts"]), str(wish.get("thread") or ""))
        return None

    async def _join(self, wish: Json) -> str | None:
        await self._sandbox.join(self._person, self._channel(wish))
        return None

    async def _invite_bot(self, wish: Json) -> str | None:
        channel = self._channel(wish)
        if self._person.id not in channel.members or channel.user:
            raise NotSeen(f"{self._person.name} cannot invite anybody here")
        return _trouble(await self._sandbox.invite_bot(channel, self._person))

    def _channel(self, wish: Json) -> Channel:
        channel = self._workspace.channels.get(wish["channel"])
        if channel is None or not self._workspace.may_see(self._person.id, channel):
            raise NotSeen(GONE)
        return channel

    def _message(self, ts: str, channel: Channel) -> Message:
        found = next((each for each in self._person.visible(channel) if each.ts == ts), None)
        if found is None:
            raise NotSeen(GONE)
        return found

    def _look(self, on: Json) -> Seen | SeenModal:
        if "view" in on:
            return self._modal(on["view"])
        if "channel" in on:
            return Seen(self._person, self._message(on["ts"], self._channel(on)))
        return self._person.home()

    def _modal(self, view_id: str) -> SeenModal:
        modal = self._person.modal
        if modal is None or modal.view.id != view_id:
            raise NotSeen(GONE)
        return modal


def _place(look: Seen | SeenModal, wish: Json) -> Placed:
    for place in placed(look.blocks):
        if (place.block["block_id"], place.element["action_id"]) == (wish["block"], wish["action"]):
            return place
    raise NotSeen(GONE)


def _trouble(ack: Ack) -> str | None:
    return None if ack.ok else f"The bot did not take it: {ack.error}"
