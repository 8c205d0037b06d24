"""Slash commands: what arrives, what is escaped, and how the bot may answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import NotSeen
from tests.sandbox.counterpart import section

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from tests.sandbox.conftest import Team

Body = dict[str, Any]


def hears(team: Team, **answer: Any) -> list[Body]:
    """Return the list that every `/ceiling` goes to."""
    heard: list[Body] = []

    @team.bot.command("/ceiling")
    async def listener(ack: AsyncAck, body: Body) -> None:
        heard.append(body)
        await ack(**answer)

    return heard


async def test_names_arrive_as_ids_and_the_rest_is_escaped(team: Team) -> None:
    heard = hears(team)
    secret = team.sandbox.add_channel("secret", members=[team.ana], private=True)
    team.sandbox.add_channel("unseen", private=True)
    await team.ana.types("/ceiling add @Ben Okafor #churn #secret #unseen @channel <&>", in_=team.churn)
    ben, churn = f"<@{team.ben.id}|ben.okafor>", f"<#{team.churn.id}|churn>"
    assert heard[0]["text"] == f"add {ben} {churn} <#{secret.id}|> #unseen <!channel> &lt;&amp;&gt;"


async def test_a_command_tells_who_and_where(team: Team) -> None:
    heard = hears(team)
    secret = team.sandbox.add_channel("secret", members=[team.ana], private=True)
    await team.ana.types("/ceiling")
    await team.ana.types("/ceiling", in_=team.churn)
    await team.ana.types("/ceiling", in_=secret)
    assert [body["channel_name"] for body in heard] == ["directmessage", "churn", "privategroup"]
    assert heard[1]["channel_id"] == team.churn.id
    assert heard[1]["is_enterprise_install"] == "false"
    assert (heard[1]["user_id"], heard[1]["team_id"]) == (team.ana.id, team.sandbox.team_id)
    assert heard[1]["text"] == ""


async def test_an_answer_in_the_acknowledgement_is_seen_by_the_person_alone(team: Team) -> None:
    hears(team, text="usage")
    await team.ana.types("/ceiling", in_=team.churn)
    (seen,) = team.ana.sees(team.churn)
    assert (seen.text, seen.ephemeral) == ("usage", True)
    assert team.ben.sees(team.churn) == []


async def test_an_answer_in_channel_is_seen_by_all(team: Team) -> None:
    hears(team, text="hello all", response_type="in_channel")
    await team.ana.types("/ceiling", in_=team.churn)
    assert [seen.text for seen in team.ben.sees(team.churn)] == ["hello all"]


async def test_an_answer_that_breaks_a_rule_is_noted_and_not_shown(team: Team) -> None:
    hears(team, text="x", blocks=[section("")])
    await team.ana.types("/ceiling", in_=team.churn)
    assert team.ana.sees(team.churn) == []
    assert "invalid_blocks" in team.sandbox.broken_rules[0]


async def test_a_failing_command_shows_in_the_ack(team: Team) -> None:
    @team.bot.command("/ceiling")
    async def listener() -> None:
        raise RuntimeError("broken")

    ack = await team.ana.types("/ceiling")
    assert (ack.status, ack.ok, ack.error) == (500, False, "dispatch_failed")
    assert team.ana.last_answer is ack


async def test_only_the_bots_commands_can_be_typed_and_only_where_one_is(team: Team) -> None:
    elsewhere = team.sandbox.add_channel("elsewhere")
    with pytest.raises(NotSeen, match="not a valid command"):
        await team.ana.types("/weather")
    with pytest.raises(NotSeen, match="cannot write in elsewhere"):
        await team.ana.types("/ceiling", in_=elsewhere)
    await team.sandbox.archive(team.churn)
    with pytest.raises(NotSeen, match="cannot write in churn"):
        await team.ana.types("/ceiling", in_=team.churn)


async def test_a_response_url_works_five_times(team: Team) -> None:
    statuses: list[int] = []

    @team.bot.command("/ceiling")
    async def listener(ack: AsyncAck, respond: AsyncRespond) -> None:
        statuses.extend([(await respond(f"line {number}")).status_code for number in range(6)])
        await ack()

    await team.ana.types("/ceiling", in_=team.churn)
    assert statuses == [200] * 5 + [404]
    assert len(team.ana.sees(team.churn)) == 5


async def test_a_response_url_ends_after_half_an_hour(team: Team) -> None:
    responds: list[AsyncRespond] = []

    @team.bot.command("/ceiling")
    async def listener(ack: AsyncAck, respond: AsyncRespond) -> None:
        responds.append(respond)
        await ack()

    await team.ana.types("/ceiling", in_=team.churn)
    team.watch.move(minutes=29)
    assert (await responds[0]("in time")).status_code == 200
    team.watch.move(minutes=2)
    assert (await responds[0]("too late")).status_code == 404


async def test_a_response_url_works_where_the_bot_is_not(team: Team) -> None:
    @team.bot.command("/ceiling")
    async def listener(ack: AsyncAck, respond: AsyncRespond) -> None:
        await respond("invite me")
        await ack()

    other = team.sandbox.add_channel("other", members=[team.ana], private=True, with_bot=False)
    await team.ana.types("/ceiling", in_=other)
    assert [seen.text for seen in team.ana.sees(other)] == ["invite me"]


async def test_a_plain_line_is_a_message_of_its_own(team: Team) -> None:
    await team.ana.types("hello @Ben Okafor", in_=team.churn)
    (seen,) = team.ben.sees(team.churn)
    assert (seen.author, seen.text) == ("Ana Ruiz", "hello @Ben Okafor")
    assert team.sandbox.deliveries == []
