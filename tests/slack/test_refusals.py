"""What Slack's refusals mean for a message, class by class."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.sending import Failure
from bot.slack.refusals import failure_of

ANA, CHURN = "U0ANA", "C0CHURN"


def refused(
    error: str, *, status: int = 200, headers: dict[str, str] | None = None, **more: Any
) -> SlackApiError:
    answer = AsyncSlackResponse(
        client=AsyncWebClient(),
        http_verb="POST",
        api_url="chat.postMessage",
        req_args={},
        data={"ok": False, "error": error, **more},
        headers=headers or {},
        status_code=status,
    )
    return SlackApiError("refused", answer)  # type: ignore[no-untyped-call]  # the SDK says nothing


@pytest.mark.parametrize(
    ("error", "recipient", "failure"),
    [
        ("internal_error", CHURN, Failure.LATER),
        ("org_login_required", ANA, Failure.LATER),
        ("token_revoked", ANA, Failure.TOKEN_GONE),
        ("account_inactive", CHURN, Failure.TOKEN_GONE),
        ("not_in_channel", CHURN, Failure.NOT_INVITED),
        ("channel_not_found", CHURN, Failure.NOT_INVITED),
        ("is_archived", CHURN, Failure.ARCHIVED),
        ("restricted_action_read_only_channel", CHURN, Failure.POSTING_RESTRICTED),
        ("channel_not_found", ANA, Failure.UNREACHABLE),
        ("user_disabled", "W0ANA", Failure.UNREACHABLE),
        ("message_not_found", CHURN, Failure.TARGET_GONE),
        ("thread_not_found", CHURN, Failure.TARGET_GONE),
        ("hash_conflict", ANA, Failure.RACE),
        ("invalid_blocks", CHURN, Failure.MISCONFIGURED),
        ("missing_scope", ANA, Failure.MISCONFIGURED),
        ("an_error_of_next_year", CHURN, Failure.MISCONFIGURED),
    ],
)
def test_what_slack_says_has_one_meaning_for_a_recipient(
    error: str, recipient: str, failure: Failure
) -> None:
    assert failure_of(refused(error), recipient).failure is failure


def test_a_server_that_fails_is_tried_again_whatever_it_says() -> None:
    assert failure_of(refused("invalid_auth", status=503), ANA).failure is Failure.LATER


@pytest.mark.parametrize(("told", "waits"), [("30", 30), ("0.2", 1), ("", 30), ("soon", 30)])
def test_a_rate_limit_is_waited_out_as_long_as_slack_says(told: str, waits: int) -> None:
    failed = failure_of(refused("ratelimited", status=429, headers={"Retry-After": told}), ANA)
    assert failed.wait_seconds == waits


def test_whoever_runs_the_bot_reads_what_is_missing() -> None:
    failed = failure_of(refused("missing_scope", needed="chat:write", provided="commands"), ANA)
    assert failed.reason == "missing_scope: needs chat:write"
    metadata = {"messages": ["[ERROR] must be more than 0 characters", "[ERROR] another"]}
    failed = failure_of(refused("invalid_blocks", response_metadata=metadata), ANA)
    assert failed.reason == "invalid_blocks: [ERROR] must be more than 0 characters"


def test_a_call_without_an_answer_may_have_been_done_unless_it_never_arrived() -> None:
    never = aiohttp.ConnectionTimeoutError()
    for error in (TimeoutError(), aiohttp.ServerDisconnectedError(), never):
        failed = failure_of(error, ANA)
        assert failed.failure is Failure.LATER
        assert failed.unanswered is (error is not never)
