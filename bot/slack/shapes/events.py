"""The shapes of events, and of what Slack asks about our own address.

Fields: https://docs.slack.dev/reference/events
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from bot.slack.shapes.parts import Named, Part


class Event(Part):
    """Any event."""

    type: str


class PersonAndChannel(Event):
    """Events about one person in one conversation."""

    user: str
    channel: str


class Home(PersonAndChannel):
    """`app_home_opened`."""

    tab: str = "home"


class ChannelEvent(Event):
    """Events about one conversation."""

    channel: str


class Renamed(Event):
    """`channel_rename` and its twin."""

    class Channel(Named):
        """The conversation under its new name."""

        name: str

    channel: Channel


class IdChanged(Event):
    """`channel_id_changed`."""

    old_channel_id: str
    new_channel_id: str


class PersonEvent(Event):
    """`user_change`."""

    class Person(Named):
        """A person as `users.info` gives them."""

        class Profile(BaseModel):
            """What they show of themselves."""

            display_name: str | None = None
            real_name: str | None = None

        name: str | None = None
        real_name: str | None = None
        tz: str | None = None
        deleted: bool | None = None
        is_bot: bool | None = None
        is_admin: bool | None = None
        is_owner: bool | None = None
        is_restricted: bool | None = None
        is_ultra_restricted: bool | None = None
        profile: Profile | None = None

    user: Person


class TokensRevoked(Event):
    """`tokens_revoked`."""

    class Tokens(BaseModel):
        """Whose."""

        oauth: list[str] = []
        bot: list[str] = []

    tokens: Tokens


class EventCallback(Part):
    """The envelope of an event."""

    team_id: str
    event_id: str
    event_time: int
    event: Event
    command: Literal["never"] = "never"


class UrlVerification(Part):
    """Slack asks whether the address is ours."""

    challenge: str


class SslCheck(Part):
    """Slack asks whether the certificate holds."""

    ssl_check: Literal["1"]


EVENTS: dict[str, type[Event]] = {
    "app_home_opened": Home,
    "channel_archive": ChannelEvent,
    "channel_deleted": ChannelEvent,
    "channel_id_changed": IdChanged,
    "channel_left": ChannelEvent,
    "channel_rename": Renamed,
    "channel_unarchive": ChannelEvent,
    "group_archive": ChannelEvent,
    "group_deleted": ChannelEvent,
    "group_left": ChannelEvent,
    "group_rename": Renamed,
    "group_unarchive": ChannelEvent,
    "member_joined_channel": PersonAndChannel,
    "member_left_channel": PersonAndChannel,
    "tokens_revoked": TokensRevoked,
    "user_change": PersonEvent,
}
