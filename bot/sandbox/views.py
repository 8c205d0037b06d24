"""Modals and Home tabs as Slack keeps them: what the bot sent, ids, hash, what was typed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.sandbox.inputs import State, initial_state, kept_state

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

SENT_FIELDS = ("callback_id", "private_metadata", "external_id")


@dataclass(eq=False)
class View:
    """One modal or Home tab of one person."""

    id: str
    owner: str
    sent: dict[str, Any]
    hash: str
    state: State
    root_id: str
    previous_id: str | None = None
    conversation: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str | None = None

    @property
    def type(self) -> str:
        """Either `modal` or `home`."""
        return str(self.sent["type"])

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The blocks shown."""
        blocks: list[dict[str, Any]] = self.sent["blocks"]
        return blocks

    @property
    def external_id(self) -> str | None:
        """The name the bot gave to the view, if it did."""
        return self.sent.get("external_id") or None


def new_view(workspace: Workspace, owner: str, sent: dict[str, Any], conversation: str | None = None) -> View:
    """Make a view from what the bot sent; it is not shown to anybody by this."""
    view_id = workspace.new_id("V")
    state = initial_state(sent["blocks"], conversation)
    return View(view_id, owner, sent, new_hash(workspace), state, view_id, conversation=conversation)


def change(workspace: Workspace, view: View, sent: dict[str, Any]) -> None:
    """Show something else in the view; inputs with the same block_id and action_id keep what was typed."""
    view.state = kept_state(view.state, sent["blocks"], view.conversation)
    view.sent = sent
    view.hash = new_hash(workspace)
    view.errors = {}
    view.trouble = None


def new_hash(workspace: Workspace) -> str:
    """Return a hash that no view had before."""
    return f"{workspace.seconds()}.{workspace.new_id('h')}"


def as_json(workspace: Workspace, view: View) -> dict[str, Any]:
    """Return the view the way Slack puts it into answers and payloads, state included."""
    identity = workspace.identity
    shown: dict[str, Any] = {
        "id": view.id,
        "team_id": identity.team_id,
        "app_id": identity.app_id,
        "app_installed_team_id": identity.team_id,
        "bot_id": identity.bot_id,
        "type": view.type,
        "title": view.sent.get("title"),
        "submit": view.sent.get("submit"),
        "close": view.sent.get("close"),
        "blocks": view.blocks,
        "state": {"values": view.state},
        "hash": view.hash,
        "clear_on_close": bool(view.sent.get("clear_on_close", False)),
        "notify_on_close": bool(view.sent.get("notify_on_close", False)),
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        **{name: view.sent.get(name) or "" for name in SENT_FIELDS},
    }
    copied: dict[str, Any] = json.loads(json.dumps(shown))
    return copied
