"""What Slack did not tell, or told while nothing ran, is found out once a day; politely."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.flows.asking import methods, newest
from tests.flows.world import asks, summaries, sweep

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def test_who_left_the_channel_unheard_is_a_member_no_more(world: World, churn: Team) -> None:
    await sweep(world)
    churn.channel.members.remove(churn.ben.id)
    await sweep(world)
    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: infrastructure is vacant")


async def test_who_never_was_in_the_channel_stays_a_member(world: World, churn: Team) -> None:
    dee = world.sandbox.add_person("Dee Novak")
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Members", [churn.ana, churn.ben, churn.cho, dee])
    await churn.ana.submits()
    await churn.ana.dismisses()
    await sweep(world)
    await sweep(world)
    await dee.types("/checkin")
    assert dee.modal is not None


async def test_who_was_deactivated_and_who_moved_unheard_is_noticed(world: World, churn: Team) -> None:
    churn.ben.deleted = True
    churn.cho.zone = "Asia/Tokyo"
    await sweep(world)
    [summary] = summaries(churn.ana, churn.channel)
    assert "because the cover is no longer available" in summary.text
    await world.wait_until_utc("2026-06-17T00:00", minutes=1)
    assert newest(churn.cho).text.startswith("One reminder"), "it is nine o'clock in Tokyo"


async def test_a_channel_archived_or_left_unheard_pauses_its_project_and_goes_on(
    world: World, churn: Team
) -> None:
    churn.channel.archived = True
    await sweep(world)
    assert "#churn is archived" in newest(churn.ana).text
    churn.channel.archived = False
    churn.channel.members.remove(world.sandbox.bot_user_id)
    await sweep(world)
    assert "/invite @ceiling" in newest(churn.ana).text
    churn.channel.members.append(world.sandbox.bot_user_id)
    churn.channel.name = "churn-2"
    await sweep(world)
    assert "Next poll" in await asks(churn.ana, "/ceiling status", churn.channel)


async def test_it_asks_a_little_at_a_time_and_each_thing_once_a_day(world: World, team: Team) -> None:
    crowd = [world.sandbox.add_person(f"Person {n}") for n in range(9)]
    channel = world.sandbox.add_channel("crowd", members=[team.ana, *crowd])
    await world.set_up(team.ana, channel)
    await world.pass_time(timedelta(days=1))
    world.sandbox.clear_calls()
    assert await world.bot.sweep.step()
    assert len(world.sandbox.calls) <= 6
    assert not await world.bot.sweep.step(), "half a minute has not passed"

    world.sandbox.clear_calls()
    await sweep(world)
    looked_up = [call.args["user"] for call in world.sandbox.calls if call.method == "users.info"]
    assert len(looked_up) == len(set(looked_up)) == 10


@pytest.mark.usefixtures("churn")
async def test_a_rate_limit_is_obeyed_and_the_rest_follows(world: World) -> None:
    await world.pass_time(timedelta(days=1))
    world.sandbox.faults.add("users.info", status=429, retry_after=600)
    world.sandbox.clear_calls()
    await world.bot.sweep.step()
    assert methods(world).count("users.info") == 1
    await world.pass_time(timedelta(minutes=9))
    assert not await world.bot.sweep.step()
    await world.pass_time(timedelta(minutes=2))
    assert await world.bot.sweep.step()
    assert methods(world).count("users.info") == 4


@pytest.mark.usefixtures("churn")
async def test_a_token_that_is_gone_stops_the_workspace(world: World) -> None:
    await world.pass_time(timedelta(days=1))
    world.sandbox.workspace.installed = False
    await world.bot.sweep.step()
    world.sandbox.clear_calls()
    await world.wait_until_local("2026-06-16")
    assert not await world.bot.sweep.step()
    assert world.sandbox.calls == []
