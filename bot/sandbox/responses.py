"""What the bot says through a response_url or in the answer to a slash command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import SlackError
from bot.sandbox.web_api.contents import contents

if TYPE_CHECKING:
    from bot.sandbox.conversations import Message
    from bot.sandbox.grants import ResponseUrl
    from bot.sandbox.workspace import Workspace


def respond(workspace: Workspace, granted: ResponseUrl, args: dict[str, Any]) -> None:
    """Post, replace or delete, as the arguments ask; ephemeral unless `in_channel` is asked for."""
    channel = workspace.channels[granted.channel_id]
    source = channel.messages.get(granted.message_ts or "")
    if args.get("delete_original"):
        _delete(channel.messages, source)
        return
    text, blocks = contents(workspace, args)
    if args.get("replace_original"):
        replace(_present(source), text, blocks)
        return
    public = args.get("response_type") == "in_channel"
    thread_ts = args.get("thread_ts") or (granted.thread_ts if not public else None)
    workspace.post(
        channel,
        workspace.identity.bot_user_id,
        text,
        blocks=blocks,
        only_for=None if public else granted.user_id,
        thread_ts=thread_ts,
    )


def replace(message: Message, text: str, blocks: list[dict[str, Any]]) -> None:
    """Give a message new contents."""
    message.text = text
    message.blocks = blocks
    message.edited = True


def _present(message: Message | None) -> Message:
    if message is None:
        raise SlackError("message_not_found")
    return message


def _delete(messages: dict[str, Message], message: Message | None) -> None:
    del messages[_present(message).ts]
