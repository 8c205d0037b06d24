"""What Slack knows of people and channels: the Directory that services and listeners ask."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.domain.errors import UnknownZone
from bot.domain.workdays import known_zone
from bot.services.ports.outside import KnownChannel, KnownPerson, LookUpFailed
from bot.slack.refusals import failure_of, reason_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_sdk.web.async_client import AsyncWebClient
    from slack_sdk.web.async_slack_response import AsyncSlackResponse

# Slackbot is a bot that Slack does not flag as one.
_SLACKBOT = "USLACKBOT"
_PAGE = 200
_ID = re.compile(r"[A-Z][A-Z0-9]{1,63}")
# What Slack says of people and channels that do not exist, or not for this bot; anything else is a failure.
_UNKNOWN = frozenset({"user_not_found", "user_not_visible", "users_not_found", "channel_not_found"})


class SlackDirectory:
    """Asks Slack's Web API."""

    def __init__(self, client: AsyncWebClient) -> None:
        """Take the client of the workspace."""
        self._client = client

    async def person(self, slack_user_id: str) -> KnownPerson:
        """Look a person up with users.info; raises LookupError for someone unknown."""
        _check_id(slack_user_id)
        answer = await self._asked(slack_user_id, self._client.users_info(user=slack_user_id))
        return person_of(answer["user"])

    async def channel(self, slack_channel_id: str) -> KnownChannel:
        """Look a channel up with conversations.info; raises LookupError for one the bot cannot see."""
        _check_id(slack_channel_id)
        answer = await self._asked(
            slack_channel_id, self._client.conversations_info(channel=slack_channel_id)
        )
        channel = answer["channel"]
        return _channel_of(channel, bot_is_member=bool(channel.get("is_member")))

    async def channels(self) -> list[KnownChannel]:
        """List the channels that the bot is in, but for archived ones, with users.conversations, page by page."""
        ask = partial(
            self._client.users_conversations, types="public_channel,private_channel", exclude_archived=True
        )
        # Where the bot is a member is the question: unlike conversations.info, Slack does not repeat it.
        return [_channel_of(each, bot_is_member=True) for each in await self._pages("channels", "", ask)]

    async def members(self, slack_channel_id: str) -> list[str]:
        """List who is in a channel with conversations.members, page by page, bots included."""
        ask = partial(self._client.conversations_members, channel=slack_channel_id)
        return await self._pages("members", slack_channel_id, ask)

    async def _pages(
        self, what: str, slack_id: str, ask: Callable[..., Awaitable[AsyncSlackResponse]]
    ) -> list[Any]:
        found: list[Any] = []
        cursor: str | None = None
        while cursor != "":
            answer = await self._asked(slack_id, ask(limit=_PAGE, cursor=cursor))
            found += answer[what]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        return found

    async def _asked(self, slack_id: str, question: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
        try:
            return await question
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            if isinstance(error, SlackApiError) and reason_of(error) in _UNKNOWN:
                raise LookupError(slack_id) from error
            failed = failure_of(error, slack_id)
            raise LookUpFailed(failed.reason, failed.failure, failed.wait_seconds) from error


def _channel_of(channel: Mapping[str, Any], *, bot_is_member: bool) -> KnownChannel:
    return KnownChannel(
        slack_channel_id=channel["id"],
        name=channel.get("name", ""),
        is_private=bool(channel.get("is_private")),
        bot_is_member=bot_is_member,
        is_archived=bool(channel.get("is_archived")),
    )


def person_of(user: Mapping[str, Any]) -> KnownPerson:
    """Return a person from Slack's user object, as in users.info and user_change."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return KnownPerson(
        slack_user_id=user["id"],
        name=next((name for name in names if name), user["id"]),
        zone=_zone(user.get("tz")),
        is_bot=bool(user.get("is_bot")) or user["id"] == _SLACKBOT,
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_active=not user.get("deleted"),
    )


def _zone(told: str | None) -> str:
    # A zone that this machine does not know would make every reckoning with the person's clock fail.
    try:
        return known_zone(told or "UTC")
    except UnknownZone:
        return "UTC"


def _check_id(slack_id: str) -> None:
    """Raise LookupError for what cannot be an id: asking Slack about it would be a malformed call."""
    if not _ID.fullmatch(slack_id):
        raise LookupError(slack_id[:64])
