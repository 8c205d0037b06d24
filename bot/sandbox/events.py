"""What happens in the workspace without the bot: each change is told to it as Slack's event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.conversations import Channel, Kind
from bot.sandbox.delivery import Ack
from bot.sandbox.payloads import channel_json, event_envelope, user_json

if TYPE_CHECKING:
    from bot.sandbox.delivery import Delivery, Postman
    from bot.sandbox.people import Person
    from bot.sandbox.workspace import Workspace


class Events:
    """Changes of people, channels and the installation; each returns the bot's `Ack` of its event.

    What the bot may not know about (a private channel without it) happens silently: the `Ack` is a plain 200.
    """

    def __init__(self, workspace: Workspace, postman: Postman) -> None:
        self._workspace = workspace
        self._mail = postman

    async def join(self, person: Person, channel: Channel, inviter: Person | None = None) -> Ack:
        """Let somebody join a channel."""
        if person.id not in channel.members:
            channel.members.append(person.id)
        return await self._membership("member_joined_channel", person.id, channel, inviter)

    async def leave(self, person: Person, channel: Channel) -> Ack:
        """Let somebody leave a channel."""
        channel.members.remove(person.id)
        return await self._membership("member_left_channel", person.id, channel)

    async def invite_bot(self, channel: Channel, by: Person | None = None) -> Ack:
        """Invite the bot to a channel."""
        bot = self._workspace.identity.bot_user_id
        if bot not in channel.members:
            channel.members.append(bot)
        return await self._membership("member_joined_channel", bot, channel, by)

    async def remove_bot(self, channel: Channel) -> Ack:
        """Take the bot out of a channel; it is told of its own leaving."""
        bot = self._workspace.identity.bot_user_id
        channel.members.remove(bot)
        return await self._membership("member_left_channel", bot, channel)

    async def deactivate(self, person: Person) -> Ack:
        """Deactivate somebody; Slack keeps listing them as a member of their channels."""
        person.deleted = True
        return await self._user_changed(person)

    async def reactivate(self, person: Person) -> Ack:
        """Bring somebody back."""
        person.deleted = False
        return await self._user_changed(person)

    async def change_zone(self, person: Person, zone: str) -> Ack:
        """Move somebody to another IANA zone."""
        person.zone = zone
        return await self._user_changed(person)

    async def rename(self, person: Person, name: str) -> Ack:
        """Give somebody another name."""
        person.name = name
        return await self._user_changed(person)

    async def welcome(self, person: Person) -> Ack:
        """Tell the bot that somebody is new in the team."""
        return await self.emit({"type": "team_join", "user": user_json(self._workspace, person)})

    async def archive(self, channel: Channel) -> Ack:
        """Archive a channel."""
        channel.archived = True
        return await self._channel_event(channel, "archive", {"channel": channel.id, "is_moved": 0})

    async def unarchive(self, channel: Channel) -> Ack:
        """Bring a channel back."""
        channel.archived = False
        return await self._channel_event(channel, "unarchive", {"channel": channel.id})

    async def rename_channel(self, channel: Channel, name: str) -> Ack:
        """Give a channel another name."""
        channel.name = name
        described = channel_json(self._workspace, channel)
        kept = ("id", "name", "name_normalized", "created", "is_channel", "is_mpim")
        return await self._channel_event(
            channel, "rename", {"channel": {key: described[key] for key in kept}}
        )

    async def delete_channel(self, channel: Channel) -> Ack:
        """Delete a channel."""
        del self._workspace.channels[channel.id]
        return await self._channel_event(channel, "deleted", {"channel": channel.id})

    async def change_channel_id(self, channel: Channel) -> Ack:
        """Give a channel another id, as happens when it is shared with another company."""
        old = channel.id
        del self._workspace.channels[old]
        channel.id = self._workspace.new_id("C")
        self._workspace.channels[channel.id] = channel
        for message in channel.messages.values():
            message.channel = channel.id
        about = {"old_channel_id": old, "new_channel_id": channel.id}
        return await self.emit({"type": "channel_id_changed", **about})

    async def uninstall(self) -> Ack:
        """Take the app out of the workspace: its token is dead before the bot hears of it."""
        self._workspace.installed = False
        bot = self._workspace.identity.bot_user_id
        await self._send({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot]}})
        return await self._send({"type": "app_uninstalled"})

    def reinstall(self) -> None:
        """Make the token valid again; Slack sends no event for it."""
        self._workspace.installed = True

    async def emit(self, event: dict[str, Any]) -> Ack:
        """Send any event to the bot, wrapped as the Events API does, and return its ack."""
        return await self._send(event) if self._workspace.installed else Ack(200)

    async def repeat(self, delivery: Delivery) -> Ack:
        """Send something to the bot a second time, unchanged: Slack delivers at least once."""
        return await self._mail.send(delivery.channel_type, delivery.kind, delivery.payload)

    async def _send(self, event: dict[str, Any]) -> Ack:
        stamped = {**event, "event_ts": self._workspace.new_ts()}
        payload = event_envelope(self._workspace, stamped)
        return await self._mail.send("events_api", str(event["type"]), payload)

    async def _user_changed(self, person: Person) -> Ack:
        user = user_json(self._workspace, person)
        return await self.emit({"type": "user_change", "user": user, "cache_ts": self._workspace.seconds()})

    async def _membership(
        self, kind: str, user_id: str, channel: Channel, inviter: Person | None = None
    ) -> Ack:
        identity = self._workspace.identity
        if user_id != identity.bot_user_id and not self._workspace.bot_is_in(channel):
            return Ack(200)
        event = {
            "type": kind,
            "user": user_id,
            "channel": channel.id,
            "channel_type": "G" if channel.is_private else "C",
            "team": identity.team_id,
            **({"inviter": inviter.id} if inviter else {}),
        }
        return await self.emit(event)

    async def _channel_event(self, channel: Channel, what: str, about: dict[str, Any]) -> Ack:
        if not channel.is_visible_to(self._workspace.identity.bot_user_id):
            return Ack(200)
        prefix = "channel" if channel.kind is Kind.PUBLIC else "group"
        return await self.emit({"type": f"{prefix}_{what}", **about})
