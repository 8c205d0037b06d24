"""The shapes of what people do: press, choose, fill in, send, and type.

Fields: https://docs.slack.dev/reference/interaction-payloads and
https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from bot.slack.shapes.parts import Named, Part, Url


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


class Command(Part):
    """A slash command."""

    command: str = Field(pattern="^/")
    text: str = ""
    user_id: str = Field(min_length=1)
    team_id: str = Field(min_length=1)
    channel_id: str = Field(min_length=1)
    trigger_id: str
    response_url: Url
