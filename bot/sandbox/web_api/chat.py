"""Methods that write messages: chat.*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.conversations import Channel, Kind
from bot.sandbox.errors import SlackError
from bot.sandbox.payloads import SLACKBOT_ID, message_json
from bot.sandbox.responses import replace
from bot.sandbox.web_api.arguments import needed, yes
from bot.sandbox.web_api.contents import contents

if TYPE_CHECKING:
    from bot.sandbox.conversations import Message
    from bot.sandbox.people import Person
    from bot.sandbox.workspace import Workspace

UPDATE_TEXT_MOST = 4_000


def post_message(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Post to a channel, or to a person's direct message when `channel` is a user id."""
    needed(args, "channel")
    channel = _open_for_posting(workspace, args["channel"])
    text, blocks = contents(workspace, args)
    thread_ts = args.get("thread_ts") or None
    if thread_ts is not None:
        _parent(channel, thread_ts)
    message = workspace.post(
        channel,
        workspace.identity.bot_user_id,
        text,
        blocks=blocks,
        thread_ts=thread_ts,
        reply_broadcast=yes(args, "reply_broadcast"),
        metadata=args.get("metadata"),
    )
    return {"channel": channel.id, "ts": message.ts, "message": message_json(workspace, message)}


def post_ephemeral(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Show a message to one person of a channel."""
    needed(args, "channel", "user")
    channel = _open_for_posting(workspace, args["channel"])
    person = workspace.people.get(str(args["user"]))
    if person is None or person.deleted or person.id not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = contents(workspace, args)
    message = workspace.post(
        channel,
        workspace.identity.bot_user_id,
        text,
        blocks=blocks,
        only_for=person.id,
        thread_ts=args.get("thread_ts") or None,
    )
    return {"message_ts": message.ts}


def update(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Replace the bot's own message; text without blocks takes the blocks away."""
    needed(args, "channel", "ts")
    channel = workspace.channel(args["channel"])
    message = _own(workspace, channel, args["ts"], "cant_update_message")
    if channel.archived:
        raise SlackError("is_archived")
    text, blocks = contents(workspace, args, UPDATE_TEXT_MOST)
    replace(message, text, blocks)
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": text,
        "message": message_json(workspace, message),
    }


def delete(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Delete the bot's own message."""
    needed(args, "channel", "ts")
    channel = workspace.channel(args["channel"])
    message = _own(workspace, channel, args["ts"], "cant_delete_message")
    del channel.messages[message.ts]
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Return a link to a message."""
    needed(args, "channel", "message_ts")
    channel = workspace.channel(args["channel"])
    message = _visible(channel, args["message_ts"])
    path = f"archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": f"{workspace.base_url}{path}"}


def _open_for_posting(workspace: Workspace, target: object) -> Channel:
    channel = _target(workspace, target)
    if channel.kind is Kind.DIRECT:
        _can_be_written_to(workspace.people.get(channel.user or ""))
    if channel.archived:
        raise SlackError("is_archived")
    if not workspace.bot_is_in(channel):
        raise SlackError("not_in_channel")
    return channel


def _target(workspace: Workspace, target: object) -> Channel:
    if target in (workspace.identity.bot_user_id, SLACKBOT_ID):
        raise SlackError("cannot_dm_bot")
    person = workspace.people.get(target) if isinstance(target, str) else None
    if person is None:
        return workspace.channel(target)
    _can_be_written_to(person)
    return workspace.direct(person)


def _can_be_written_to(person: Person | None) -> None:
    if person is None or person.deleted:
        raise SlackError("channel_not_found")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")


def _visible(channel: Channel, ts: object) -> Message:
    found = channel.messages.get(ts) if isinstance(ts, str) else None
    if found is None or found.only_for is not None:
        raise SlackError("message_not_found")
    return found


def _own(workspace: Workspace, channel: Channel, ts: object, error: str) -> Message:
    message = _visible(channel, ts)
    if message.author != workspace.identity.bot_user_id:
        raise SlackError(error)
    return message


def _parent(channel: Channel, ts: object) -> None:
    found = channel.messages.get(ts) if isinstance(ts, str) else None
    if found is None or found.only_for is not None:
        raise SlackError("thread_not_found")
    if found.is_reply:
        raise SlackError("cannot_reply_to_message")


METHODS = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
}
