"""Slack's JSON: how people, channels and messages look in answers, and what is sent to the bot."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.sandbox.conversations import Channel, Kind, Message

if TYPE_CHECKING:
    from bot.sandbox.people import Person
    from bot.sandbox.workspace import Workspace

BOT_ZONE = "America/Los_Angeles"
SLACKBOT_ID = "USLACKBOT"


def user_json(workspace: Workspace, person: Person) -> dict[str, Any]:
    """Describe a person as users.info does."""
    return {
        **_user(workspace, person.id, person.handle, person.name, person.zone),
        "deleted": person.deleted,
        "is_bot": person.is_bot,
        "is_admin": person.is_admin,
        "is_owner": person.is_admin,
        "is_restricted": person.is_guest,
    }


def bot_user_json(workspace: Workspace) -> dict[str, Any]:
    """Describe the bot's own user."""
    identity = workspace.identity
    described = _user(workspace, identity.bot_user_id, identity.bot_name, identity.bot_name, BOT_ZONE)
    return {**described, "is_bot": True}


def slackbot_json(workspace: Workspace) -> dict[str, Any]:
    """Describe Slackbot, which Slack lists among the people and does not call a bot."""
    return _user(workspace, SLACKBOT_ID, "slackbot", "Slackbot", BOT_ZONE)


def _user(workspace: Workspace, user_id: str, handle: str, name: str, zone: str) -> dict[str, Any]:
    at = workspace.now().astimezone(ZoneInfo(zone))
    return {
        "id": user_id,
        "team_id": workspace.identity.team_id,
        "name": handle,
        "deleted": False,
        "real_name": name,
        "tz": zone,
        "tz_label": at.tzname() or zone,
        "tz_offset": int((at.utcoffset() or timedelta()).total_seconds()),
        "profile": {
            "real_name": name,
            "real_name_normalized": name,
            "display_name": name,
            "display_name_normalized": name,
            "team": workspace.identity.team_id,
        },
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": workspace.seconds(),
        "locale": "en-US",
    }


def channel_json(workspace: Workspace, channel: Channel) -> dict[str, Any]:
    """Describe a channel as conversations.info does."""
    if channel.kind is Kind.DIRECT:
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_archived": channel.archived,
            "is_org_shared": False,
            "user": channel.user,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "created": channel.created,
        "creator": next(iter(channel.members), ""),
        "context_team_id": workspace.identity.team_id,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.archived,
        "is_general": False,
        "is_member": workspace.bot_is_in(channel),
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
    }


def message_json(workspace: Workspace, message: Message) -> dict[str, Any]:
    """Describe a message as Slack puts it into answers and payloads."""
    identity = workspace.identity
    described: dict[str, Any] = {
        "type": "message",
        "ts": message.ts,
        "user": message.author,
        "team": identity.team_id,
        "text": message.text,
    }
    if message.author == identity.bot_user_id:
        described |= {"bot_id": identity.bot_id, "app_id": identity.app_id, "blocks": message.blocks}
    if message.thread_ts:
        described["thread_ts"] = message.thread_ts
    if message.edited:
        described["edited"] = {"user": message.author, "ts": message.ts}
    if message.files:
        described["files"] = [
            {"id": file.id, "name": file.name, "title": file.title, "mimetype": file.mimetype}
            for file in message.files
        ]
    if message.metadata:
        described["metadata"] = message.metadata
    copied: dict[str, Any] = json.loads(json.dumps(described))
    return copied


def channel_brief(channel: Channel) -> dict[str, str]:
    """Describe where an act took place, as payloads do: private names stay hidden."""
    names = {Kind.DIRECT: "directmessage", Kind.PRIVATE: "privategroup", Kind.PUBLIC: channel.name}
    return {"id": channel.id, "name": names[channel.kind]}


def interaction(workspace: Workspace, kind: str, person: Person) -> dict[str, Any]:
    """Return what every interactive payload begins with."""
    identity = workspace.identity
    return {
        "type": kind,
        "team": {"id": identity.team_id, "domain": identity.team_domain},
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": identity.team_id,
        },
        "api_app_id": identity.app_id,
        "token": identity.verification_token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command_form(workspace: Workspace, person: Person, channel: Channel, typed: str) -> dict[str, str]:
    """Return the form of a slash command."""
    command, _, text = typed.partition(" ")
    identity = workspace.identity
    where = channel_brief(channel)
    path = workspace.grants.response(person.id, channel.id, None, None)
    return {
        "token": identity.verification_token,
        "team_id": identity.team_id,
        "team_domain": identity.team_domain,
        "channel_id": where["id"],
        "channel_name": where["name"],
        "user_id": person.id,
        "user_name": person.handle,
        "command": command,
        "text": text.strip(),
        "api_app_id": identity.app_id,
        "is_enterprise_install": "false",
        "response_url": workspace.base_url + path,
        "trigger_id": workspace.grants.trigger(person.id, channel.id),
    }


def event_envelope(workspace: Workspace, event: dict[str, Any]) -> dict[str, Any]:
    """Return an event the way the Events API wraps it."""
    identity = workspace.identity
    authorization = {
        "enterprise_id": None,
        "team_id": identity.team_id,
        "user_id": identity.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": identity.verification_token,
        "team_id": identity.team_id,
        "context_team_id": identity.team_id,
        "context_enterprise_id": None,
        "api_app_id": identity.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.new_id("Ev"),
        "event_time": workspace.seconds(),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": workspace.new_id("ctx"),
    }
