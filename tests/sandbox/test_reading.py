"""Tokens, and the methods that read people and channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.counterpart import client_of, refused

if TYPE_CHECKING:
    from tests.sandbox.conftest import Team


async def error_with(idle: Team, token: str | None) -> str:
    """Return what auth.test says to a token."""
    client = AsyncWebClient(token=token, base_url=idle.sandbox.api_url, retry_handlers=[])
    with pytest.raises(SlackApiError) as caught:
        await client.auth_test()
    return str(caught.value.response["error"])


async def test_a_call_needs_the_right_token(idle: Team) -> None:
    assert await error_with(idle, None) == "not_authed"
    assert await error_with(idle, "xoxb-other") == "invalid_auth"
    assert await error_with(idle, "xapp-sandbox") == "not_allowed_token_type"


async def test_the_token_is_dead_after_the_app_was_uninstalled(idle: Team) -> None:
    await idle.sandbox.uninstall()
    assert await error_with(idle, "xoxb-sandbox") == "account_inactive"
    idle.sandbox.reinstall()
    assert (await idle.client.auth_test())["ok"]


async def test_auth_test_says_who_the_bot_is(idle: Team) -> None:
    answer = await idle.client.auth_test()
    assert answer["user_id"] == idle.sandbox.bot_user_id
    assert answer["team_id"] == idle.sandbox.team_id
    assert (answer["user"], answer["team"]) == ("ceiling", "Acme")


async def test_the_token_may_come_in_the_body(idle: Team) -> None:
    client = client_of(idle.sandbox, "")
    answer = await client.api_call("auth.test", data={"token": "xoxb-sandbox"})
    assert answer["ok"]


async def test_an_unknown_method_says_so(idle: Team) -> None:
    assert await refused(idle, "chat.sing") == "unknown_method"


async def test_calls_are_kept_with_their_arguments_and_answers(idle: Team) -> None:
    await idle.client.chat_postMessage(channel=idle.churn.id, text="hello")
    (call,) = idle.sandbox.calls
    assert (call.method, call.args["text"], call.answer["ok"]) == ("chat.postMessage", "hello", True)
    assert call.at == idle.watch.at
    assert "token" not in call.args
    idle.sandbox.clear_calls()
    assert idle.sandbox.calls == []


async def test_members_come_in_pages(idle: Team) -> None:
    first = await idle.client.conversations_members(channel=idle.churn.id, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await idle.client.conversations_members(channel=idle.churn.id, limit=2, cursor=cursor)
    assert first["members"] == [idle.ana.id, idle.ben.id]
    assert second["members"] == [idle.sandbox.bot_user_id]
    assert second["response_metadata"]["next_cursor"] == ""


async def test_paging_refuses_a_foreign_cursor(idle: Team) -> None:
    error = await refused(idle, "conversations.members", channel=idle.churn.id, cursor="nonsense")
    assert error == "invalid_cursor"


async def test_users_list_holds_everybody_even_slackbot(idle: Team) -> None:
    names = {each["name"] for each in (await idle.client.users_list(limit=200))["members"]}
    assert names == {"slackbot", "ceiling", "ana.ruiz", "ben.okafor"}


async def test_users_info_tells_zone_and_flags(idle: Team) -> None:
    guest = idle.sandbox.add_person("Gil", zone="Asia/Tokyo", is_guest=True)
    user = (await idle.client.users_info(user=guest.id))["user"]
    assert (user["tz"], user["tz_offset"]) == ("Asia/Tokyo", 9 * 3600)
    assert user["is_restricted"]
    assert not user["deleted"]
    assert await refused(idle, "users.info", user="U999") == "user_not_found"


async def test_a_channel_says_whether_the_bot_is_a_member(idle: Team) -> None:
    other = idle.sandbox.add_channel("other", members=[idle.ana], with_bot=False)
    assert (await idle.client.conversations_info(channel=idle.churn.id))["channel"]["is_member"]
    assert not (await idle.client.conversations_info(channel=other.id))["channel"]["is_member"]


async def test_users_conversations_lists_where_the_bot_is(idle: Team) -> None:
    idle.sandbox.add_channel("other", members=[idle.ana], with_bot=False)
    secret = idle.sandbox.add_channel("secret", members=[idle.ana], private=True)
    answer = await idle.client.users_conversations(types="public_channel,private_channel")
    assert [each["id"] for each in answer["channels"]] == [idle.churn.id, secret.id]
    assert not any("is_member" in each for each in answer["channels"]), "as in Slack"


async def test_users_conversations_comes_in_pages_of_less_than_a_thousand(idle: Team) -> None:
    second = idle.sandbox.add_channel("second", members=[idle.ana])
    first = await idle.client.users_conversations(limit=1)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await idle.client.users_conversations(limit=1, cursor=cursor)
    assert [each["id"] for each in (*first["channels"], *rest["channels"])] == [idle.churn.id, second.id]
    assert rest["response_metadata"]["next_cursor"] == ""
    assert await refused(idle, "users.conversations", limit=1000) == "invalid_limit"


async def test_conversations_list_leaves_out_what_it_is_told_to(idle: Team) -> None:
    await idle.sandbox.archive(idle.churn)
    assert (await idle.client.conversations_list(exclude_archived=True))["channels"] == []
    assert len((await idle.client.conversations_list())["channels"]) == 1


async def test_opening_a_direct_message_twice_gives_the_same(idle: Team) -> None:
    first = await idle.client.conversations_open(users=[idle.ana.id])
    second = await idle.client.conversations_open(users=idle.ana.id)
    assert first["channel"]["id"] == second["channel"]["id"]
    assert second["already_open"]


@pytest.mark.parametrize(
    "method",
    [
        "chat.postMessage",
        "chat.postEphemeral",
        "chat.update",
        "chat.delete",
        "chat.getPermalink",
        "conversations.info",
        "conversations.members",
        "conversations.open",
        "users.info",
        "users.conversations",
        "views.open",
        "views.push",
        "views.update",
        "views.publish",
    ],
)
async def test_arguments_of_a_wrong_kind_are_refused_and_break_nothing(idle: Team, method: str) -> None:
    names = (
        "channel",
        "ts",
        "message_ts",
        "user",
        "users",
        "user_id",
        "trigger_id",
        "view_id",
        "view",
        "text",
    )
    for wrong in (7, ["x"], {"x": 1}, True):
        assert await refused(idle, method, **dict.fromkeys(names, wrong))
