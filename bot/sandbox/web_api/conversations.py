"""Methods that read channels and open direct messages: conversations.*, users.conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.conversations import Channel, Kind
from bot.sandbox.errors import SlackError
from bot.sandbox.payloads import SLACKBOT_ID, channel_json
from bot.sandbox.web_api.arguments import needed, page, yes

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

_CHANNELS_MOST = 999
TYPE_NAMES = {Kind.PUBLIC: "public_channel", Kind.PRIVATE: "private_channel", Kind.DIRECT: "im"}


def info(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Describe one channel."""
    needed(args, "channel")
    channel = workspace.channel(args["channel"])
    described = channel_json(workspace, channel)
    if yes(args, "include_num_members"):
        described["num_members"] = len(channel.members)
    return {"channel": described}


def members(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """List the ids of a channel's members, the bot's own included."""
    needed(args, "channel")
    listed, more = page(args, workspace.channel(args["channel"]).members)
    return {"members": listed, **more}


def list_all(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """List the channels the bot may know about."""
    bot = workspace.identity.bot_user_id
    return _listing(workspace, args, [c for c in workspace.channels.values() if c.is_visible_to(bot)])


def of_user(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """List the channels somebody is in, by default the bot, as far as the bot may know them.

    Slack leaves `is_member` out here: https://docs.slack.dev/reference/methods/users.conversations
    """
    bot = workspace.identity.bot_user_id
    user = str(args.get("user") or bot)
    if user != bot:
        workspace.person(user)
    own = [c for c in workspace.channels.values() if user in c.members and c.is_visible_to(bot)]
    answer = _listing(workspace, args, own)
    for described in answer["channels"]:
        described.pop("is_member", None)
    return answer


def open_direct(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Open the direct message with one person, or return the one with this id."""
    if args.get("channel"):
        return {"channel": channel_json(workspace, workspace.channel(args["channel"]))}
    needed(args, "users")
    users = args["users"] if isinstance(args["users"], list) else str(args["users"]).split(",")
    if len(users) != 1:
        raise SlackError("invalid_user_combination")
    if users[0] in (workspace.identity.bot_user_id, SLACKBOT_ID):
        raise SlackError("cannot_dm_bot")
    person = workspace.person(users[0])
    if person.deleted:
        raise SlackError("user_disabled")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    existed = person.id in workspace.directs
    opened = workspace.direct(person)
    described = channel_json(workspace, opened) if yes(args, "return_im") else {"id": opened.id}
    return {"channel": described, "already_open": existed, "no_op": existed}


def _listing(workspace: Workspace, args: dict[str, Any], channels: list[Channel]) -> dict[str, Any]:
    types = str(args.get("types") or "public_channel").split(",")
    wanted = [c for c in channels if TYPE_NAMES[c.kind] in types]
    if yes(args, "exclude_archived"):
        wanted = [c for c in wanted if not c.archived]
    listed, more = page(args, wanted, most=_CHANNELS_MOST)
    return {"channels": [channel_json(workspace, c) for c in listed], **more}


METHODS = {
    "conversations.info": info,
    "conversations.members": members,
    "conversations.list": list_all,
    "conversations.open": open_direct,
    "users.conversations": of_user,
}
