"""Polls fall due on the project's own wall clock, whatever the clocks do and whoever was not running."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.flows.asking import asked_at, change_settings, go_away, newest
from tests.flows.world import BERLIN

if TYPE_CHECKING:
    from bot.sandbox import Channel, Person
    from tests.flows.conftest import Team
    from tests.flows.world import World

NEW_YORK = ZoneInfo("America/New_York")


async def one_person_project(world: World, day: str, zone: ZoneInfo) -> tuple[Person, Channel]:
    """Set a project up on some day at noon, its one member answering at once."""
    world.set_clock(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=zone).astimezone(UTC))
    zoe = world.sandbox.add_person("Zoe Alt", zone=zone.key)
    channel = world.sandbox.add_channel("pricing", members=[zoe])
    await world.set_up(zoe, channel, "pricing")
    await zoe.clicks("None of them")
    return zoe, channel


async def test_members_are_asked_every_other_monday_at_nine(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-07-14")

    prompts = [at for at in asked_at(churn.cho) if "09:00" in at and at.startswith("Mon")]
    assert prompts == ["Mon 2026-06-15 09:00", "Mon 2026-06-29 09:00", "Mon 2026-07-13 09:00"]


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        ("2026-03-16", BERLIN, ["2026-03-23", "2026-03-30", "2026-04-06"]),
        ("2026-10-12", BERLIN, ["2026-10-19", "2026-10-26", "2026-11-02"]),
        ("2026-03-02", NEW_YORK, ["2026-03-09", "2026-03-16", "2026-03-23"]),
        ("2026-10-19", NEW_YORK, ["2026-10-26", "2026-11-02", "2026-11-09"]),
    ],
)
async def test_a_change_of_the_clocks_moves_no_poll(
    world: World, day: str, zone: ZoneInfo, expected: list[str]
) -> None:
    zoe, channel = await one_person_project(world, day, zone)
    await change_settings(world, zoe, channel, how_often="Every week")
    await world.wait_until(world.now + timedelta(days=22))

    prompts = [at for at in asked_at(zoe, zone)[1:] if at.startswith("Mon")]
    assert prompts == [f"Mon {day} 09:00" for day in expected]


async def test_every_three_weeks_counts_from_the_week_in_which_it_was_set(world: World) -> None:
    zoe, channel = await one_person_project(world, "2026-06-03", BERLIN)
    await change_settings(world, zoe, channel, how_often="Every 3 weeks", weekday="Thursday")
    await world.wait_until_local("2026-07-17")

    prompts = [at for at in asked_at(zoe)[1:] if at.startswith("Thu")]
    assert prompts == ["Thu 2026-06-25 09:00", "Thu 2026-07-16 09:00"]


async def test_monthly_means_the_same_weekday_of_the_month(world: World) -> None:
    zoe, channel = await one_person_project(world, "2026-06-03", BERLIN)
    await change_settings(
        world, zoe, channel, how_often="Monthly, on the last such day", weekday="Friday", time="14:30"
    )
    await world.wait_until_local("2026-08-01")

    prompts = [at for at in asked_at(zoe)[1:] if "14:30" in at]
    assert prompts == ["Fri 2026-06-26 14:30", "Fri 2026-07-31 14:30"]


async def test_polls_missed_while_nothing_ran_are_made_up_for_once(world: World, churn: Team) -> None:
    had = len(churn.ben.inbox())
    world.set_clock(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
    await world.catch_up()

    assert len(churn.ben.inbox()) == had + 1
    assert "Open until Friday, July 3, 2026" in newest(churn.ben).text


async def test_after_that_the_cadence_goes_on_as_before(world: World, churn: Team) -> None:
    world.set_clock(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
    await world.catch_up()
    await world.wait_until_local("2026-07-13", "09:01")

    assert asked_at(churn.ben)[-1] == "Mon 2026-07-13 09:00"


async def test_an_answer_of_the_last_two_working_days_counts_as_in(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-12", "16:00")
    await churn.cho.types("/checkin", in_=churn.channel)
    await churn.cho.submits()
    had = len(churn.cho.inbox())
    await world.wait_until_local("2026-06-15", "09:01")

    assert len(churn.cho.inbox()) == had
    assert asked_at(churn.ben)[-1] == "Mon 2026-06-15 09:00"
    await churn.ana.types("/ceiling status", in_=churn.channel)
    assert "1 of 3 in" in churn.ana.sees(churn.channel)[-1].text


async def test_whoever_is_away_is_not_asked(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-14")
    await go_away(churn.cho, "2026-06-19")
    had = len(churn.cho.inbox())
    await world.wait_until_local("2026-06-17")

    assert len(churn.cho.inbox()) == had
    assert asked_at(churn.ben)[-2:] == ["Mon 2026-06-15 09:00", "Tue 2026-06-16 09:00"]


async def test_with_everyone_away_the_lead_is_told_and_nobody_is_asked(world: World) -> None:
    zoe, _ = await one_person_project(world, "2026-06-03", BERLIN)
    await world.wait_until_local("2026-06-14")
    await go_away(zoe, "2026-06-19")
    await world.wait_until_local("2026-06-15", "09:01")

    assert "pricing has nobody to ask now" in newest(zoe).text
