"""Methods that read people: users.info, users.list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.payloads import SLACKBOT_ID, bot_user_json, slackbot_json, user_json
from bot.sandbox.web_api.arguments import needed, page

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace


def info(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Describe one person, or the bot itself."""
    needed(args, "user")
    if args["user"] == workspace.identity.bot_user_id:
        return {"user": bot_user_json(workspace)}
    if args["user"] == SLACKBOT_ID:
        return {"user": slackbot_json(workspace)}
    return {"user": user_json(workspace, workspace.person(args["user"]))}


def list_all(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """List everybody: deactivated people, bots, the bot itself and Slackbot included."""
    everybody = [
        slackbot_json(workspace),
        bot_user_json(workspace),
        *(user_json(workspace, person) for person in workspace.people.values()),
    ]
    listed, more = page(args, everybody)
    return {"members": listed, "cache_ts": workspace.seconds(), **more}


METHODS = {"users.info": info, "users.list": list_all}
