"""What Slack refuses for good: each kind of refusal has its way out, and nothing is lost on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlmodel import select

from bot.app import Bot, Parts
from bot.demo.workplace import settings_for
from bot.services import dead_letters
from models.messages import Message
from tests.flows.asking import change_settings, newest
from tests.flows.world import summaries, told

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World

POST = "chat.postMessage"
MONDAY = "2026-06-15"


async def start_again(world: World) -> None:
    """Start a bot with a token that Slack accepts, which sends nothing by itself."""
    url = world.bot.database.url.render_as_string(hide_password=False)
    bot = Bot(settings_for(world.sandbox, url), world.bot.clock)
    await bot.start(Parts(listens=False, works=False), migrates=False)
    await bot.stop()


async def send_again(world: World) -> None:
    """Send every dead letter again, as an operator does."""
    await world.bot.database.write(
        lambda session: dead_letters.send_again(session, dead_letters.dead_letters(session), now=world.now)
    )
    await world.catch_up()


async def unanswered(world: World) -> int:
    """Return how many calls to post something never got an answer."""
    query = select(func.sum(Message.unanswered))
    return await world.bot.database.read(lambda session: session.exec(query).one())


def prompts_of(*people: Person) -> list[int]:
    """Count each person's prompts after the first one."""
    return [sum("churn" in seen.text for seen in person.inbox()) - 1 for person in people]


async def test_a_workspace_whose_token_is_gone_rests_until_a_token_works(world: World, churn: Team) -> None:
    world.sandbox.faults.add(POST, 100, error="token_revoked")
    await world.wait_until_local(MONDAY, "09:01")
    world.sandbox.clear_calls()
    await world.pass_time(timedelta(hours=3))
    assert world.sandbox.calls == []

    world.sandbox.faults.clear()
    await start_again(world)
    await world.catch_up()
    assert prompts_of(churn.ana, churn.ben, churn.cho) == [1, 1, 1]


async def test_what_only_an_operator_can_mend_is_said_once_and_waits_for_them(
    world: World, churn: Team
) -> None:
    world.sandbox.faults.add(POST, channel=churn.ben.id, error="missing_scope")
    world.sandbox.faults.add(POST, channel=churn.cho.id, error="missing_scope")
    await world.wait_until_local(MONDAY, "09:01")
    said = [seen.text for seen in churn.ana.inbox() if "Slack refuses a message" in seen.text]
    assert len(said) == 1
    assert "missing_scope" in said[0]
    assert prompts_of(churn.ben, churn.cho) == [0, 0]

    await send_again(world)
    assert prompts_of(churn.ben, churn.cho) == [1, 1]


async def test_an_admin_hears_of_it_rather_than_a_lead(world: World, churn: Team) -> None:
    dee = world.sandbox.add_person("Dee Novak", is_admin=True)
    await dee.types("/ceiling status", in_=world.sandbox.add_channel("admins", members=[dee]))
    world.sandbox.faults.add(POST, channel=churn.ben.id, error="invalid_blocks")
    await world.wait_until_local(MONDAY, "09:01")

    assert "Slack refuses a message" in newest(dee).text
    assert "Slack refuses" not in newest(churn.ana).text


async def test_the_message_of_an_open_poll_that_was_deleted_is_posted_anew(world: World, churn: Team) -> None:
    await change_settings(world, churn.ana, churn.channel, how_to_ask="In the channel")
    await world.wait_until_local(MONDAY, "09:01")
    root = churn.cho.sees(churn.channel)[-1]
    del churn.channel.messages[root.ts]
    await churn.cho.types("/checkin", in_=churn.channel)
    await churn.cho.submits()
    await world.pass_time(timedelta(seconds=15))
    assert "1 of 3 in" in told(churn.ben, churn.channel)

    root = churn.ben.sees(churn.channel)[-1]
    await world.wait_until_local("2026-06-17", "08:59")
    del churn.channel.messages[root.ts]
    had = set(churn.channel.messages)
    await world.wait_until_local("2026-06-17", "09:01")
    assert set(churn.channel.messages) == had


async def test_the_summary_of_a_live_drop_that_was_deleted_comes_back_with_what_follows(
    world: World, churn: Team
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()
    [summary] = summaries(churn.ana, churn.channel)
    del churn.channel.messages[summary.ts]
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="own it")
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    [reply] = churn.ana.thread(summary)
    assert "has recovered" in reply.text


async def test_whoever_a_reminder_cannot_reach_is_waited_for_no_more(world: World, churn: Team) -> None:
    await world.wait_until_local(MONDAY, "09:01")
    await churn.ana.clicks("No change")
    churn.ben.deleted = True  # Slack has not told anybody yet
    await world.wait_until_local("2026-06-17", "08:59")

    assert "I cannot write to @Ben Okafor" in newest(churn.ana).text
    assert "goes on without them" in newest(churn.ana).text


@pytest.mark.parametrize("after_accept", [False, True])
async def test_a_call_whose_answer_never_arrived_is_counted(
    world: World, churn: Team, *, after_accept: bool
) -> None:
    world.sandbox.faults.add(POST, channel=churn.cho.id, cut=True, after_accept=after_accept)
    await world.wait_until_local(MONDAY, "09:01")

    assert prompts_of(churn.cho) == [1 + after_accept]
    assert await unanswered(world) == 1


async def test_the_projects_of_an_archived_channel_pause_and_go_on_with_what_was_owed(
    world: World, churn: Team
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    churn.channel.archived = True  # Slack has not told anybody yet
    await world.settle()
    assert summaries(churn.ana, churn.channel) == []
    assert "*churn* is paused" in newest(churn.ana).text or "churn is paused" in newest(churn.ana).text
    assert "is archived" in newest(churn.ana).text

    churn.channel.archived = False
    await world.sandbox.remove_bot(churn.channel)
    await world.sandbox.invite_bot(churn.channel, by=churn.ana)
    await world.catch_up()
    assert len(summaries(churn.ana, churn.channel)) == 1
    assert "churn goes on" in newest(churn.ana).text
