"""People of the workspace: each sees what they may see, and acts on what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import pressing, submitting
from bot.sandbox.commands import check_can_type, escaped, show_answer
from bot.sandbox.delivery import Ack
from bot.sandbox.errors import NotSeen
from bot.sandbox.filling import filled
from bot.sandbox.inputs import placed
from bot.sandbox.payloads import command_form, event_envelope
from bot.sandbox.seen import Seen, SeenModal
from bot.sandbox.views import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.conversations import Channel, Message
    from bot.sandbox.delivery import Postman
    from bot.sandbox.inputs import Placed
    from bot.sandbox.views import View
    from bot.sandbox.workspace import Workspace


class Person:
    """One person: who they are, what they see, what they do.

    Every act returns the bot's `Ack`, also kept as `last_answer`, and raises `NotSeen` when nothing so
    labelled is visible. `nth` chooses among equal labels; `within` the one that follows a text most closely.
    """

    def __init__(
        self,
        workspace: Workspace,
        postman: Postman,
        name: str,
        *,
        zone: str,
        is_bot: bool,
        is_guest: bool,
        is_admin: bool,
        deleted: bool,
    ) -> None:
        self.workspace = workspace
        self._postman = postman
        self.id = workspace.new_id("U")
        self.name = name
        self.handle = name.lower().replace(" ", ".")
        self.zone = zone
        self.is_bot = is_bot
        self.is_guest = is_guest
        self.is_admin = is_admin
        self.deleted = deleted
        self.stack: list[View] = []
        self.last_answer: Ack | None = None

    def __repr__(self) -> str:
        return f"<Person {self.name} {self.id}>"

    # What they see

    def sees(self, channel: Channel) -> list[Seen]:
        """Return the messages of a channel itself, oldest first, her own ephemerals included."""
        return [Seen(self, each) for each in self.visible(channel) if not each.is_reply]

    def thread(self, seen: Seen) -> list[Seen]:
        """Return the replies under a message, oldest first."""
        channel = self.workspace.channels[self._message(seen).channel]
        replies = [each for each in self.visible(channel) if each.thread_ts == seen.ts]
        return [Seen(self, each) for each in replies if each.ts != seen.ts]

    def inbox(self) -> list[Seen]:
        """Return the direct messages with the bot, oldest first."""
        return self.sees(self.workspace.direct(self))

    def visible(self, channel: Channel) -> list[Message]:
        """Return every message of a channel that this person may see, replies included, oldest first."""
        if not self.workspace.may_see(self.id, channel):
            return []
        return channel.visible_messages(self.id)

    @property
    def modal(self) -> SeenModal | None:
        """The topmost modal, if one is open."""
        return SeenModal(self, self.stack[-1]) if self.stack else None

    def home(self) -> Seen:
        """Return the Home tab as the bot published it; raises `NotSeen` before it did."""
        if self.id not in self.workspace.homes:
            raise NotSeen(f"{self.name} has an empty Home tab")
        return Seen(self, home=self.workspace.homes[self.id])

    # What they do

    async def types(self, line: str, in_: Channel | None = None, under: Message | None = None) -> Ack:
        """Type a slash command, or a plain message, by default in the direct message with the bot.

        `under` puts a message into the thread of another; Slack takes no slash commands there.
        """
        channel = in_ or self.workspace.direct(self)
        check_can_type(self.workspace, self, channel, line)
        text = escaped(self.workspace, self, line)
        if under is not None or not line.startswith("/"):
            self.workspace.post(channel, self.id, text, thread_ts=under.ts if under else None)
            return self._answered(Ack(200))
        form = command_form(self.workspace, self, channel, text)
        ack = self._answered(await self._postman.send("slash_commands", "slash_command", form))
        show_answer(self.workspace, self, channel, ack)
        return ack

    async def clicks(
        self,
        label: str,
        on: Seen | SeenModal | None = None,
        *,
        nth: int = 0,
        within: str | None = None,
    ) -> Ack:
        """Press a button, an item of an overflow menu, or the submit or close button of a modal.

        Without `on`: in the open modal, else on the newest message anywhere that shows such a button.
        A `Seen` from before an update is pressed as it was, as on a client that has not repainted yet.
        """
        look = on or self._where(label)
        if isinstance(look, SeenModal) and label not in look.buttons:
            if label == look.submit:
                return await self.submits()
            if label == look.close:
                return await self.dismisses()
        place, position = look.button(label, nth, within)
        return await self.presses(look, place, position)

    async def presses(self, look: Seen | SeenModal, place: Placed, position: int = 0) -> Ack:
        """Press what stands at one place; `position` picks among the labels it has there."""
        return await self._act(look, place, pressing.pressed(place, position))

    async def chooses(
        self,
        label: str,
        choice: object,
        on: Seen | SeenModal | None = None,
        *,
        nth: int = 0,
        within: str | None = None,
    ) -> Ack:
        """Pick or type something that is sent at once; what is not sent at once is refused, see `fills`."""
        look = on or self.modal or self._where_field(label)
        place = look.field(label, nth, within)
        if not pressing.sends_at_once(place):
            message = f"“{label}” is not sent by itself: use fills"
            raise ValueError(message)
        return await self.puts(look, place, choice)

    async def puts(
        self,
        look: Seen | SeenModal,
        place: Placed,
        content: object,
        *,
        force: bool = False,
        hold: bool = False,
    ) -> Ack:
        """Put something into the input at one place; sent if such a change is sent by itself.

        `force` takes what Slack's client refuses; `hold` sends nothing, as while a text is being typed.
        """
        value = filled(look, place, content, force=force)
        self._keep(look, place, value)
        is_sent = pressing.sends_at_once(place) and not hold
        return await self._act(look, place, value) if is_sent else Ack(200)

    def fills(
        self,
        label: str,
        content: object,
        *,
        on: Seen | None = None,
        nth: int = 0,
        within: str | None = None,
        force: bool = False,
    ) -> None:
        """Fill in a field of the open modal or of a message; `force` sends what Slack's client refuses.

        Raises:
            ValueError: Slack's client would not take it, or the change would be sent at once (see `chooses`).
        """
        look = on or self._needs_modal(f"a field “{label}”")
        place = look.field(label, nth, within)
        if pressing.sends_at_once(place):
            message = f"“{label}” is sent as soon as it is changed: use chooses"
            raise ValueError(message)
        value = filled(look, place, content, force=force)
        self._keep(look, place, value)

    async def submits(self, *, force: bool = False) -> Ack:
        """Submit the topmost modal.

        Raises:
            ValueError: a required field is empty or does not fit; `force` submits it anyway.
        """
        look = self._needs_modal("a submit button")
        if look.submit is None:
            raise NotSeen(f"{self.name} sees no submit button", look.listing())
        missing = [] if force else submitting.unfinished(look.view)
        if missing:
            place, said = missing[0]
            message = f"{look.field_labels(place)[0]}: {said}"
            raise ValueError(message)
        self._check_awake()
        payload = submitting.submission(self, look.view)
        ack = self._answered(await self._postman.send("interactive", "view_submission", payload))
        submitting.obey(self, look.view, ack)
        return ack

    async def dismisses(self) -> Ack:
        """Close the topmost modal; with clear_on_close the whole stack goes."""
        view = self._needs_modal("a modal").view
        cleared = bool(view.sent.get("clear_on_close")) or len(self.stack) == 1
        payload = submitting.closed(self, view, is_cleared=cleared)
        submitting.close(self, self.stack[0] if cleared else view)
        if not view.sent.get("notify_on_close"):
            return self._answered(Ack(200))
        return self._answered(await self._postman.send("interactive", "view_closed", payload))

    async def opens_home(self, tab: str = "home") -> Ack:
        """Open the bot's Home tab; Slack tells the opening of the `messages` tab by the same event."""
        view = self.workspace.homes.get(self.id)
        event = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.workspace.direct(self).id,
            "tab": tab,
            "event_ts": self.workspace.new_ts(),
            **({"view": as_json(self.workspace, view)} if view and tab == "home" else {}),
        }
        payload = event_envelope(self.workspace, event)
        return self._answered(await self._postman.send("events_api", "app_home_opened", payload))

    # How it is done

    async def _act(self, look: Seen | SeenModal, place: Placed, what: dict[str, object]) -> Ack:
        self._check_awake()
        entry = pressing.action(self, place, what)
        if isinstance(look, Seen) and look.message:
            payload = pressing.on_message(self, self._message(look), entry)
        else:
            payload = pressing.on_view(self, self._view(look), entry)
        return self._answered(await self._postman.send("interactive", "block_actions", payload))

    def _check_awake(self) -> None:
        if self.deleted or not self.workspace.installed:
            raise NotSeen(f"{self.name} is deactivated, or the app is no longer installed")

    def _answered(self, ack: Ack) -> Ack:
        self.last_answer = ack
        return ack

    def _view(self, look: Seen | SeenModal) -> View:
        view = look.home if isinstance(look, Seen) else look.view
        if view is None:
            raise NotSeen(f"{self.name} looks at nothing")
        return view

    def _message(self, seen: Seen) -> Message:
        message = seen.message
        channel = self.workspace.channels.get(message.channel) if message else None
        if message is None or channel is None or message not in self.visible(channel):
            raise NotSeen(f"{self.name} no longer sees that message", seen.listing())
        return message

    def _state(self, look: Seen | SeenModal) -> dict[str, dict[str, dict[str, object]]]:
        if isinstance(look, Seen) and look.message:
            return pressing.state_of(look.message, self)
        return self._view(look).state

    def _keep(self, look: Seen | SeenModal, place: Placed, value: dict[str, object]) -> None:
        values = self._state(look).setdefault(place.block["block_id"], {})
        values[place.element["action_id"]] = value

    def _needs_modal(self, what: str) -> SeenModal:
        if self.modal is None:
            raise NotSeen(f"{self.name} sees {what} nowhere: no modal is open")
        return self.modal

    def _newest_first(self) -> Iterator[Seen]:
        channels = self.workspace.channels.values()
        visible = [each for channel in channels for each in self.visible(channel)]
        return (Seen(self, each) for each in sorted(visible, key=lambda each: each.ts, reverse=True))

    def _where(self, label: str) -> Seen | SeenModal:
        if self.modal is not None:
            return self.modal
        for seen in self._newest_first():
            if label in seen.buttons:
                return seen
        raise NotSeen(f"{self.name} sees no button “{label}” anywhere", self._everything())

    def _where_field(self, label: str) -> Seen:
        for seen in self._newest_first():
            if any(label in seen.field_labels(place) for place in placed(seen.blocks)):
                return seen
        raise NotSeen(f"{self.name} sees no field “{label}” anywhere", self._everything())

    def _everything(self) -> str:
        return "\n  ---\n".join(seen.listing() or f"  {seen.text}" for seen in self._newest_first())
