"""Bad days on demand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.counterpart import refused

if TYPE_CHECKING:
    from tests.sandbox.conftest import Team

METHOD = "chat.postMessage"


async def test_a_named_error_strikes_as_often_as_told_and_has_no_effect(idle: Team) -> None:
    idle.sandbox.faults.add(METHOD, times=2, error="internal_error")
    for _ in range(2):
        assert await refused(idle, METHOD, channel=idle.churn.id, text="x") == "internal_error"
    await idle.client.chat_postMessage(channel=idle.churn.id, text="third")
    assert [seen.text for seen in idle.ana.sees(idle.churn)] == ["third"]


async def test_a_rate_limit_says_when_to_come_back(idle: Team) -> None:
    idle.sandbox.faults.add(METHOD, status=429, retry_after=30)
    with pytest.raises(SlackApiError) as caught:
        await idle.client.chat_postMessage(channel=idle.churn.id, text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "30"


async def test_a_server_error_has_its_status(idle: Team) -> None:
    idle.sandbox.faults.add(METHOD, status=500)
    with pytest.raises(SlackApiError) as caught:
        await idle.client.chat_postMessage(channel=idle.churn.id, text="x")
    assert caught.value.response.status_code == 500


async def test_a_cut_connection_gives_no_answer(idle: Team) -> None:
    idle.sandbox.faults.add(METHOD, cut=True)
    with pytest.raises(aiohttp.ClientError):
        await idle.client.chat_postMessage(channel=idle.churn.id, text="x")
    assert idle.ana.sees(idle.churn) == []


async def test_after_accept_the_message_is_there_though_the_answer_was_lost(idle: Team) -> None:
    idle.sandbox.faults.add(METHOD, cut=True, after_accept=True)
    with pytest.raises(aiohttp.ClientError):
        await idle.client.chat_postMessage(channel=idle.churn.id, text="x")
    assert [seen.text for seen in idle.ana.sees(idle.churn)] == ["x"]


async def test_a_fault_can_be_narrowed_to_a_channel_or_a_text(idle: Team) -> None:
    other = idle.sandbox.add_channel("other")
    idle.sandbox.faults.add(METHOD, error="fatal_error", channel=other.id)
    idle.sandbox.faults.add(METHOD, error="internal_error", where=lambda args: args["text"] == "bad")
    await idle.client.chat_postMessage(channel=idle.churn.id, text="good")
    assert await refused(idle, METHOD, channel=idle.churn.id, text="bad") == "internal_error"
    assert await refused(idle, METHOD, channel=other.id, text="good") == "fatal_error"


async def test_faults_can_be_called_off(idle: Team) -> None:
    idle.sandbox.faults.add(METHOD, times=9, error="internal_error")
    idle.sandbox.faults.clear()
    assert (await idle.client.chat_postMessage(channel=idle.churn.id, text="x"))["ok"]


async def test_a_fault_without_a_kind_is_a_mistake_of_the_test(idle: Team) -> None:
    with pytest.raises(ValueError, match="needs an error"):
        idle.sandbox.faults.add(METHOD)


async def test_a_held_call_has_no_effect_until_it_is_released(idle: Team) -> None:
    hold = idle.sandbox.faults.hold(METHOD, channel=idle.churn.id)
    posting = asyncio.create_task(idle.client.chat_postMessage(channel=idle.churn.id, text="late"))
    await hold.reached.wait()
    assert idle.ana.sees(idle.churn) == []
    hold.release()
    await posting
    assert [seen.text for seen in idle.ana.sees(idle.churn)] == ["late"]


async def test_only_one_call_is_held(idle: Team) -> None:
    hold = idle.sandbox.faults.hold(METHOD)
    first = asyncio.create_task(idle.client.chat_postMessage(channel=idle.churn.id, text="first"))
    await hold.reached.wait()
    await idle.client.chat_postMessage(channel=idle.churn.id, text="second")
    hold.release()
    await first
    assert [seen.text for seen in idle.ana.sees(idle.churn)] == ["second", "first"]


async def test_one_can_wait_for_what_a_bot_does_by_itself(idle: Team) -> None:
    posting = asyncio.create_task(idle.client.chat_postMessage(channel=idle.churn.id, text="here"))
    await idle.sandbox.until(lambda: bool(idle.ana.sees(idle.churn)))
    await posting
    with pytest.raises(TimeoutError):
        await idle.sandbox.until(lambda: len(idle.ana.sees(idle.churn)) > 1, within_seconds=0.01)
