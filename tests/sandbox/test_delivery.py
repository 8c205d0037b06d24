"""The same bot, reached over signed HTTP and over Socket Mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.sandbox.counterpart import actions, button, modal, section, text_field

if TYPE_CHECKING:
    from tests.sandbox.conftest import Team


async def test_a_command_opens_a_modal_whose_answer_is_seen_in_the_channel(either: Team) -> None:
    ana, churn = either.ana, either.churn

    @either.bot.command("/ceiling")
    async def opened(ack: Any, body: Any, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(text_field("Name")))
        await ack()

    @either.bot.view("form")
    async def saved(ack: Any, view: Any, client: Any, body: Any) -> None:
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
    async def clicked(ack: Any, respond: Any, action: Any) -> None:
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
    async def greeted(event: Any) -> None:
        joined.append(event["user"])

    cid = either.sandbox.add_person("Cid Park")
    ack = await either.sandbox.join(cid, either.churn)

    assert ack.status == 200
    assert joined == [cid.id]
    assert either.sandbox.deliveries[-1].kind == "member_joined_channel"
