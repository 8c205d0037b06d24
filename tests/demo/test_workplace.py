"""The workplace outlives its bot: what was asked before a restart is answered after it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.demo.workplace import BotStopped
from tests.flows.world import BERLIN, new_world, opens_prompt

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.flows.world import World


@pytest.fixture(params=[False, True], ids=["http", "socket"])
async def world(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[World]:
    async with new_world(database_url, socket_mode=request.param) as made:
        yield made


async def test_a_restarted_bot_takes_the_answer_to_a_prompt_from_before(world: World) -> None:
    ana = world.sandbox.add_person("Ana", zone=BERLIN.key)
    churn = world.sandbox.add_channel("churn", members=[ana])
    await world.set_up(ana, churn)

    await world.stop_bot()
    assert not await world.sandbox.reaches_the_bot()
    unanswered = await opens_prompt(ana)
    assert unanswered.error == "dispatch_failed"
    with pytest.raises(BotStopped):
        await world.pass_time(timedelta(days=1))

    await world.start_bot()
    assert await world.sandbox.reaches_the_bot()
    await world.answers(ana, ml_engineer="own it")
    assert "thank you" in ana.inbox()[-1].text


async def test_two_who_move_time_at_once_move_it_one_after_the_other(world: World) -> None:
    before = world.now
    await asyncio.gather(world.pass_time(timedelta(days=1)), world.pass_time(timedelta(days=1)))
    assert world.now - before == timedelta(days=2)
