"""What Slack says when it refuses a call, and what that means for a message.

The names are those of https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours; nothing
outside `bot.slack` knows them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.sending import Failure
from bot.services.ports.outside import SendingFailed

if TYPE_CHECKING:
    from typing import Any

TOKEN_GONE = frozenset(
    {
        "account_inactive",
        "invalid_auth",
        "not_authed",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
# The app lacks a permission; what concerns a single message is nobody's business but the message's.
NOT_PERMITTED = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})

_LATER = frozenset(
    {
        "fatal_error",
        "fetch_members_failed",
        "internal_error",
        "org_login_required",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "update_failed",
    }
)
# A private channel that the bot is not in looks non-existent to it.
_NOT_INVITED = frozenset({"channel_not_found", "not_in_channel"})
_ARCHIVED = frozenset({"is_archived", "is_inactive"})
_RESTRICTED = frozenset(
    {"access_denied", "ekm_access_denied", "message_limit_exceeded", "posting_to_channel_denied"}
)
_ANY_RESTRICTED = "restricted_action"
_UNREACHABLE = frozenset(
    {
        "cannot_dm_bot",
        "channel_not_found",
        "invalid_user_combination",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "user_not_visible",
    }
)
_TARGET_GONE = frozenset({"cant_update_message", "message_not_found", "not_found", "thread_not_found"})
_RACE = frozenset({"hash_conflict"})

_OF_ALL = (
    (Failure.LATER, _LATER),
    (Failure.TOKEN_GONE, TOKEN_GONE),
    (Failure.TARGET_GONE, _TARGET_GONE),
    (Failure.RACE, _RACE),
)
_OF_PEOPLE = (*_OF_ALL, (Failure.UNREACHABLE, _UNREACHABLE))
_OF_CHANNELS = (
    *_OF_ALL,
    (Failure.NOT_INVITED, _NOT_INVITED),
    (Failure.ARCHIVED, _ARCHIVED),
    (Failure.POSTING_RESTRICTED, _RESTRICTED),
)

# The workspace lets nobody change messages of that age: what stands there stays as it is.
NO_LONGER_EDITABLE = "edit_window_closed"

_SERVER_ERROR = 500
_TOO_MANY_REQUESTS = 429
_WAIT_UNLESS_TOLD_SECONDS = 30
_PEOPLE = ("U", "W")


def failure_of(error: Exception, recipient: str) -> SendingFailed:
    """Return what a failed call means for a message; `recipient` is the Slack id of a person or a channel."""
    if not isinstance(error, SlackApiError):
        return SendingFailed(type(error).__name__, unanswered=not _never_arrived(error))
    if status_of(error) == _TOO_MANY_REQUESTS:
        return SendingFailed("ratelimited", wait_seconds=_retry_after(error))
    is_ours = status_of(error) < _SERVER_ERROR
    failure = _class_of(reason_of(error), to_person=recipient.startswith(_PEOPLE))
    return SendingFailed(_in_detail(error), failure if is_ours else Failure.LATER)


def _class_of(reason: str, *, to_person: bool) -> Failure:
    if not to_person and reason.startswith(_ANY_RESTRICTED):
        return Failure.POSTING_RESTRICTED
    classes = _OF_PEOPLE if to_person else _OF_CHANNELS
    # What Slack says beyond all of these is about how the app is set up or what the message holds.
    return next((failure for failure, names in classes if reason in names), Failure.MISCONFIGURED)


def _never_arrived(error: Exception) -> bool:
    return isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)


def _retry_after(error: SlackApiError) -> int:
    told = error.response.headers.get("Retry-After", "")
    try:
        return max(1, math.ceil(float(told)))
    except ValueError:
        return _WAIT_UNLESS_TOLD_SECONDS


def _in_detail(error: SlackApiError) -> str:
    """Return Slack's name of an error with what it says besides: the missing scope, the block that is wrong."""
    answer = _answer_of(error)
    metadata = answer.get("response_metadata")
    messages = metadata.get("messages") if isinstance(metadata, dict) else None
    more = [f"needs {answer['needed']}"] if answer.get("needed") else list(map(str, messages or []))[:1]
    return ": ".join([reason_of(error), *more])[:300]


def reason_of(error: SlackApiError) -> str:
    """Return Slack's name of an error, or the HTTP status where something else than Slack's API answered."""
    named = _answer_of(error).get("error")
    return str(named) if named else f"HTTP {status_of(error)}"


def _answer_of(error: SlackApiError) -> dict[str, Any]:
    answer = error.response.data if isinstance(error.response, AsyncSlackResponse) else None
    return answer if isinstance(answer, dict) else {}


def status_of(error: SlackApiError) -> int:
    """Return the HTTP status of a refused call."""
    # The SDK hands over its own response or, when it could not read the body, aiohttp's.
    is_own = isinstance(error.response, AsyncSlackResponse)
    status: int = error.response.status_code if is_own else error.response.status
    return status
