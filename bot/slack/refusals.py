"""What Slack says when it refuses a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_sdk.web.async_slack_response import AsyncSlackResponse

if TYPE_CHECKING:
    from slack_sdk.errors import SlackApiError


def reason_of(error: SlackApiError) -> str:
    """Return Slack's name of an error, or the HTTP status where something else than Slack's API answered."""
    answer = error.response.data if isinstance(error.response, AsyncSlackResponse) else None
    named = answer.get("error") if isinstance(answer, dict) else None
    return str(named) if named else f"HTTP {status_of(error)}"


def status_of(error: SlackApiError) -> int:
    """Return the HTTP status of a refused call."""
    # The SDK hands over its own response or, when it could not read the body, aiohttp's.
    is_own = isinstance(error.response, AsyncSlackResponse)
    status: int = error.response.status_code if is_own else error.response.status
    return status
