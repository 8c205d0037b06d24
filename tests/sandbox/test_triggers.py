"""Trigger ids live three seconds and work once; response urls change the message they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.sandbox.counterpart import actions, button, modal, section

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from tests.sandbox.conftest import Team

Body = dict[str, Any]


async def trigger(team: Team) -> str:
    """Return the trigger id of a command Ana has just typed."""
    found: list[str] = []

    @team.bot.command("/ceiling")
    async def listener(ack: AsyncAck, body: Body) -> None:
        found.append(body["trigger_id"])
        await ack()

    await team.ana.types("/ceiling")
    return found[0]


async def refusal(team: Team, trigger_id: str, view: Body | None = None) -> str:
    """Return the error with which a modal is not opened."""
    with pytest.raises(SlackApiError) as caught:
        await team.client.views_open(trigger_id=trigger_id, view=view or modal(section("x")))
    return str(caught.value.response["error"])


async def test_a_trigger_works_once(team: Team) -> None:
    trigger_id = await trigger(team)
    await team.client.views_open(trigger_id=trigger_id, view=modal(section("x")))
    assert await refusal(team, trigger_id) == "exchanged_trigger_id"


async def test_a_trigger_expires_after_three_seconds(team: Team) -> None:
    trigger_id = await trigger(team)
    team.watch.move(seconds=3.1)
    assert await refusal(team, trigger_id) == "expired_trigger_id"
    assert team.ana.modal is None


async def test_an_invented_trigger_is_invalid(team: Team) -> None:
    assert await refusal(team, "1.2.3") == "invalid_trigger_id"


async def test_a_view_that_breaks_a_rule_does_not_use_the_trigger_up(team: Team) -> None:
    trigger_id = await trigger(team)
    assert await refusal(team, trigger_id, modal(section(""))) == "invalid_blocks"
    assert await refusal(team, trigger_id, {**modal(section("x")), "title": None}) == "invalid_arguments"
    big = [section("ä" * 3000) for _ in range(50)]
    assert await refusal(team, trigger_id, modal(*big)) == "view_too_large"
    await team.client.views_open(trigger_id=trigger_id, view=modal(section("x")))
    assert team.ana.modal is not None


async def test_a_push_needs_a_trigger_from_a_modal(team: Team) -> None:
    trigger_id = await trigger(team)
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await team.client.views_push(trigger_id=trigger_id, view=modal(section("x")))


async def test_an_external_id_is_unique(team: Team) -> None:
    view = modal(section("x"), external_id="one")
    await team.client.views_open(trigger_id=await trigger(team), view=view)
    await team.ben.types("/ceiling")
    form = team.sandbox.deliveries[-1].payload["trigger_id"]
    assert await refusal(team, form, view) == "duplicate_external_id"


async def test_an_ephemeral_message_is_replaced_and_deleted_through_its_response_url(team: Team) -> None:
    @team.bot.action("more")
    async def more(ack: AsyncAck, respond: AsyncRespond) -> None:
        blocks = [section("More"), actions(button("Close", "close"))]
        await respond(text="More", blocks=blocks, replace_original=True)
        await ack()

    @team.bot.action("close")
    async def close(ack: AsyncAck, respond: AsyncRespond) -> None:
        await respond(delete_original=True)
        await ack()

    blocks = [section("Less"), actions(button("More", "more"))]
    await team.client.chat_postEphemeral(channel=team.churn.id, user=team.ana.id, text="x", blocks=blocks)
    await team.ana.clicks("More")
    (seen,) = team.ana.sees(team.churn)
    assert (seen.text, seen.ephemeral) == ("More\n[Close]", True)
    assert team.ben.sees(team.churn) == []
    await team.ana.clicks("Close")
    assert team.ana.sees(team.churn) == []


async def test_views_publish_guards_its_hash_and_knows_its_people(team: Team) -> None:
    view = {"type": "home", "blocks": [section("Hello")]}
    first = await team.client.views_publish(user_id=team.ana.id, view=view)
    await team.client.views_publish(user_id=team.ana.id, view=view, hash=first["view"]["hash"])
    for hash_ in (first["view"]["hash"], ""):
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await team.client.views_publish(user_id=team.ana.id, view=view, hash=hash_)
    with pytest.raises(SlackApiError, match="user_not_found"):
        await team.client.views_publish(user_id="U999", view=view)
