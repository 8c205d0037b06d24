"""The same bot, reached over signed HTTP and over Socket Mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from freezegun import freeze_time
from slack_sdk.errors import SlackApiError

from bot.sandbox import Sandbox
from tests.sandbox.counterpart import (
    actions,
    bot_of,
    button,
    modal,
    over_a_socket,
    over_http,
    section,
    text_field,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_bolt.request.async_request import AsyncBoltRequest
    from slack_sdk.web.async_client import AsyncWebClient

    from tests.sandbox.conftest import Team

Body = dict[str, Any]


async def test_a_command_opens_a_modal_whose_answer_is_seen_in_the_channel(either: Team) -> None:
    ana, churn = either.ana, either.churn

    @either.bot.command("/ceiling")
    async def opened(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(text_field("Name")))
        await ack()

    @either.bot.view("form")
    async def saved(ack: AsyncAck, view: Body, client: AsyncWebClient, body: Body) -> None:
        name = view["state"]["values"]["field"]["typed"]["value"]
        await client.chat_postMessage(channel=churn.id, text=f"<@{body['user']['id']}> made {name}")
        await ack()

    assert (await ana.types("/ceiling setup", in_=churn)).status == 200
    ana.fills("Name", "Churn 2")
    assert (await ana.submits()).status == 200

    assert ana.modal is None
    assert [seen.text for seen in ana.sees(churn)] == ["@Ana Ruiz made Churn 2"]


async def test_a_click_reaches_the_bot_and_its_update_is_seen(either: Team) -> None:
    @either.bot.action("yes")
    async def clicked(ack: AsyncAck, respond: AsyncRespond, action: Body) -> None:
        await respond(text=f"chose {action['value']}", replace_original=True)
        await ack()

    blocks = [section("Ready?"), actions(button("Yes", "yes", value="go"))]
    await either.client.chat_postMessage(channel=either.ana.id, text="Ready?", blocks=blocks)

    assert either.ana.inbox()[0].text == "Ready?\n[Yes]"
    assert (await either.ana.clicks("Yes")).ok
    assert either.ana.inbox()[0].text == "chose go"


async def test_an_event_reaches_the_bot(either: Team) -> None:
    joined: list[str] = []

    @either.bot.event("member_joined_channel")
    async def greeted(event: Body) -> None:
        joined.append(event["user"])

    cid = either.sandbox.add_person("Cid Park")
    ack = await either.sandbox.join(cid, either.churn)

    assert ack.status == 200
    assert joined == [cid.id]
    assert either.sandbox.deliveries[-1].kind == "member_joined_channel"


async def test_unsigned_and_wrongly_signed_bodies_are_refused_by_the_bot(team: Team) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await team.sandbox.send_raw(b"command=%2Fceiling", form, sign=False)).status == 401
    wrong = {**form, "X-Slack-Signature": "v0=00"}
    assert (await team.sandbox.send_raw(b"command=%2Fceiling", wrong)).status == 401
    assert (await team.sandbox.send_raw(b"command=%2Fceiling", form)).status == 404


async def test_without_a_connected_bot_an_act_is_not_answered(idle: Team) -> None:
    ack = await idle.ana.types("/ceiling")
    assert (ack.status, ack.error) == (0, "dispatch_failed")
    assert [each.status for each in idle.sandbox.deliveries] == [0]


async def test_an_unreachable_request_url_is_not_answered(idle: Team) -> None:
    async with over_http(idle.bot, idle.sandbox):
        pass
    assert (await idle.ana.types("/ceiling")).status == 0


async def test_a_socket_that_does_not_acknowledge_times_out(idle: Team) -> None:
    idle.sandbox.sockets.ack_seconds = 0.05
    async with over_a_socket(idle.bot, idle.sandbox):
        ack = await idle.ana.types("/ceiling")
    assert (ack.status, ack.error) == (504, "operation_timeout")


async def test_each_payload_goes_to_one_of_several_sockets(idle: Team) -> None:
    heard: list[str] = []
    second = bot_of(idle.sandbox)

    async def first_hears(ack: AsyncAck) -> None:
        heard.append("first")
        await ack()

    async def second_hears(ack: AsyncAck) -> None:
        heard.append("second")
        await ack()

    idle.bot.command("/ceiling")(first_hears)
    second.command("/ceiling")(second_hears)
    async with over_a_socket(idle.bot, idle.sandbox), over_a_socket(second, idle.sandbox):
        for _ in range(4):
            assert (await idle.ana.types("/ceiling")).ok
    assert sorted(heard) == ["first", "first", "second", "second"]


async def test_a_socket_needs_a_ticket_and_the_app_token(idle: Team) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await idle.client.apps_connections_open(app_token="xoxb-sandbox")
    answer = await idle.client.apps_connections_open(app_token="xapp-sandbox")
    address = str(answer["url"])
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(address + "-other")
        async with session.ws_connect(address) as socket:
            assert (await socket.receive_json())["type"] == "hello"
            await idle.sandbox.sockets.disconnect("refresh_requested")
            assert (await socket.receive_json())["reason"] == "refresh_requested"


async def test_a_failed_event_comes_again_over_a_socket_with_its_number(idle: Team) -> None:
    attempts: list[Sequence[str] | None] = []

    @idle.bot.event("user_change")
    async def listener(request: AsyncBoltRequest) -> None:
        attempts.append(request.headers.get("x-slack-retry-num"))
        if len(attempts) == 1:
            raise RuntimeError("broken")

    idle.sandbox.sockets.ack_seconds = 0.05
    idle.sandbox.retry_events = True
    async with over_a_socket(idle.bot, idle.sandbox):
        assert (await idle.sandbox.deactivate(idle.ben)).ok
    assert attempts[1:] == [["1"]]


async def test_it_works_while_time_is_frozen_and_moved() -> None:
    with freeze_time("2026-03-02T08:00:00Z", real_asyncio=True) as frozen:
        async with Sandbox() as sandbox:
            ana = sandbox.add_person("Ana")
            app = bot_of(sandbox)
            form = modal(text_field("Name"))

            @app.command("/ceiling")
            async def listener(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
                frozen.tick(float(body["text"]))
                await client.views_open(trigger_id=body["trigger_id"], view=form)
                await ack()

            async with over_http(app, sandbox):
                assert (await ana.types("/ceiling 1")).status == 200
                assert ana.modal is not None
                assert (await ana.types("/ceiling 4")).status == 500
                assert sandbox.calls[-1].answer["error"] == "expired_trigger_id"


async def test_it_listens_on_loopback_only(idle: Team) -> None:
    assert idle.sandbox.api_url.startswith("http://127.0.0.1:")
