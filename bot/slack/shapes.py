"""The shapes of what Slack sends, as far as Bolt and the listeners rely on them.

A payload without a fault here cannot make Bolt raise, and a listener may take the fields named here at their
type. Fields that are not named may be anything: Slack adds new ones at any time.
Fields: https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/reference/events
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError


def _not_null(value: object) -> object:
    if value is None:
        message = "absent is well, null is not"
        raise ValueError(message)
    return value


# Where an answer may be posted later.
Url = Annotated[str, Field(pattern=r"^https?://[^\s/]+/")]


class Part(BaseModel):
    """Anything in which Bolt looks for the workspace, the person and the conversation."""

    # Built with the first payload: a start need not wait for it.
    model_config = ConfigDict(defer_build=True)

    id: str | None = None
    enterprise: str | Part | None = None
    enterprise_id: str | None = None
    team: str | Part | None = None
    team_id: str | None = None
    app_installed_team_id: str | None = None
    user: str | Part | None = None
    user_id: str | None = None
    user_team: str | None = None
    channel: str | Part | None = None
    channel_id: str | None = None
    bot_id: str | None = None
    thread_ts: str | None = None
    authorizations: list[Part] | None = None
    message: Part | None = None
    previous_message: Part | None = None
    item: Part | None = None
    assistant_thread: Part | None = None
    view: Part | None = None
    event: Annotated[Part | None, BeforeValidator(_not_null)] = None
    function_execution_id: str | None = None
    bot_access_token: str | None = None
    response_url: Url | None = None
    response_urls: list[Part] = []


class Named(Part):
    """What is known by its id."""

    id: str = Field(min_length=1)


class Option(BaseModel):
    """One choice of a menu, or of a set of boxes or buttons."""

    value: str


class Filled(Part):
    """The value of one element, whatever its kind."""

    type: str
    value: str | None = None
    selected_option: Option | None = None
    selected_options: list[Option] | None = None
    selected_user: str | None = None
    selected_users: list[str] | None = None
    selected_conversation: str | None = None
    selected_conversations: list[str] | None = None
    selected_channel: str | None = None
    selected_channels: list[str] | None = None
    selected_date: str | None = None
    selected_time: str | None = None
    selected_date_time: int | None = None


class Action(Filled):
    """One press of a button, or one choice made."""

    action_id: str
    block_id: str
    action_ts: str


class State(BaseModel):
    """The values of a form, by block and element."""

    values: dict[str, dict[str, Filled]]


class View(Named):
    """A modal or a Home tab."""

    type: Literal["modal", "home"]
    callback_id: str
    private_metadata: str = ""
    hash: str | None = None
    state: State | None = None


class Modal(View):
    """A view whose form was sent."""

    type: Literal["modal"]
    state: State


class Message(Part):
    """The message that holds the button."""

    ts: str


class Container(BaseModel):
    """Where an action happened."""

    type: str
    message_ts: str | None = None
    channel_id: str | None = None
    is_ephemeral: bool | None = None
    view_id: str | None = None


class Interaction(Part):
    """What every interaction carries."""

    type: str
    user: Named
    team: Named | None = None
    channel: Named | None = None
    trigger_id: str | None = None
    # Bolt would take an interaction with this key for a command.
    command: Literal["never"] = "never"


class BlockActions(Interaction):
    """Buttons and menus."""

    actions: list[Action] = Field(min_length=1)
    container: Container
    message: Message | None = None
    view: View | None = None
    state: State | None = None


class ViewSubmission(Interaction):
    """A modal sent."""

    view: Modal


class ViewClosed(Interaction):
    """A modal closed without being sent."""

    view: View


class Shortcut(Interaction):
    """A shortcut from the global menu."""

    callback_id: str
    trigger_id: str


class MessageShortcut(Shortcut):
    """A shortcut from a message's menu."""

    channel: Named
    message: Message


class BlockSuggestion(Interaction):
    """Somebody types into a menu whose choices come from the bot."""

    action_id: str
    block_id: str
    value: str


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


class Command(Part):
    """A slash command."""

    command: str = Field(pattern="^/")
    text: str = ""
    user_id: str = Field(min_length=1)
    team_id: str = Field(min_length=1)
    channel_id: str = Field(min_length=1)
    trigger_id: str
    response_url: Url


PAYLOADS: dict[str, type[BaseModel]] = {
    "block_actions": BlockActions,
    "block_suggestion": BlockSuggestion,
    "event_callback": EventCallback,
    "message_action": MessageShortcut,
    "shortcut": Shortcut,
    "url_verification": UrlVerification,
    "view_closed": ViewClosed,
    "view_submission": ViewSubmission,
}

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


def fault_in(payload: dict[str, Any]) -> str | None:
    """What is wrong with a payload, in a sentence that quotes only names of fields; None if it is sound."""
    shape = _shape_of(payload)
    if shape is None:
        return "This kind of payload is not one Slack sends to this app."
    try:
        shape.model_validate(payload)
        if shape is EventCallback:
            event = payload["event"]
            EVENTS.get(event["type"], Event).model_validate(event)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(step)[:40] for step in first["loc"])
        return f"The payload is malformed at {where}: {first['msg'].lower()}."
    return None


def _shape_of(payload: dict[str, Any]) -> type[BaseModel] | None:
    kind = payload.get("type")
    if kind is None:
        return SslCheck if "ssl_check" in payload else Command
    return PAYLOADS.get(kind) if isinstance(kind, str) else None
