"""What happens to a line somebody types: a slash command for the bot, or a message of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.sandbox.conversations import Kind
from bot.sandbox.errors import NotSeen, SlackError
from bot.sandbox.grants import ResponseUrl
from bot.sandbox.responses import respond

if TYPE_CHECKING:
    from bot.sandbox.conversations import Channel
    from bot.sandbox.delivery import Ack
    from bot.sandbox.people import Person
    from bot.sandbox.workspace import Workspace

BROADCASTS = re.compile(r"@(here|channel|everyone)\b")


def escaped(workspace: Workspace, person: Person, text: str) -> str:
    """Return a typed text as Slack sends it with `should_escape`: names become ids, `&<>` entities."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for name, mention in sorted(_mentions(workspace, person), key=lambda pair: -len(pair[0])):
        text = re.sub(rf"{re.escape(name)}(?![\w-])", _literally(mention), text)
    return BROADCASTS.sub(r"<!\1>", text)


def _literally(text: str) -> str:
    return text.replace("\\", r"\\")


def _mentions(workspace: Workspace, person: Person) -> list[tuple[str, str]]:
    identity = workspace.identity
    found = [(f"@{identity.bot_name}", f"<@{identity.bot_user_id}|{identity.bot_name}>")]
    for each in workspace.people.values():
        mention = f"<@{each.id}|{each.handle}>"
        found += [(f"@{each.name}", mention), (f"@{each.handle}", mention)]
    for channel in workspace.channels.values():
        if channel.kind is not Kind.DIRECT and workspace.may_see(person.id, channel):
            label = "" if channel.is_private else channel.name
            found.append((f"#{channel.name}", f"<#{channel.id}|{label}>"))
    return found


def check_can_type(workspace: Workspace, person: Person, channel: Channel, line: str) -> None:
    """Refuse a line that the person could not send there."""
    if person.deleted or person.id not in channel.members or channel.archived:
        raise NotSeen(f"{person.name} cannot write in {channel.name}")
    if line.startswith("/"):
        command = line.partition(" ")[0]
        if command not in workspace.identity.commands or not workspace.installed:
            raise NotSeen(f"{command} is not a valid command", "\n".join(workspace.identity.commands))


def show_answer(workspace: Workspace, person: Person, channel: Channel, ack: Ack) -> None:
    """Show what the bot said in its answer to the command itself."""
    if not ack.ok or not ack.body.strip():
        return
    granted = ResponseUrl(person.id, channel.id, None, None, workspace.now())
    try:
        respond(workspace, granted, ack.json if ack.json is not None else {"text": ack.body})
    except SlackError as refused:
        workspace.broken_rules.append(f"answer to a command: {refused.error} {refused.messages}")
