"""A poll of the cadence asks everyone within their own working hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.asking import asked_at, change_settings, newest
from tests.flows.world import BERLIN, told

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def with_someone_in(world: World, team: Team, zone: str) -> Person:
    """Set churn up with somebody more, who lives in that zone; all answer the first poll."""
    dee = world.sandbox.add_person("Dee Far", zone=zone)
    team.channel.members.append(dee.id)
    await world.set_up(team.ana, team.channel)
    for person in (team.ana, team.ben, team.cho, dee):
        await person.clicks("None of them")
    return dee


@pytest.mark.parametrize(
    ("zone", "asked"),
    [
        ("America/Los_Angeles", ["Mon 2026-06-15 18:00", "Tue 2026-06-16 18:00"]),
        ("Asia/Kolkata", ["Mon 2026-06-15 09:00", "Wed 2026-06-17 05:30"]),
        ("Pacific/Auckland", ["Mon 2026-06-15 23:00", "Tue 2026-06-16 23:00"]),
    ],
)
async def test_each_is_asked_once_they_are_at_work_and_reminded_only_after_that(
    world: World, team: Team, zone: str, asked: list[str]
) -> None:
    dee = await with_someone_in(world, team, zone)
    await world.wait_until_local("2026-06-18")

    assert asked_at(dee, BERLIN)[-2:] == asked
    assert asked_at(team.cho)[-2:] == ["Mon 2026-06-15 09:00", "Tue 2026-06-16 09:00"]


async def test_the_hour_a_lead_has_chosen_holds_where_the_clocks_are_the_project_s(
    world: World, team: Team
) -> None:
    dee = await with_someone_in(world, team, "Europe/London")
    await change_settings(world, team.ana, team.channel, time="07:00")
    await world.wait_until_local("2026-06-18")

    assert asked_at(team.cho)[-2:] == ["Mon 2026-06-15 07:00", "Tue 2026-06-16 09:00"]
    assert asked_at(dee)[-2:] == ["Mon 2026-06-15 10:00", "Tue 2026-06-16 10:00"]


async def test_whoever_has_said_when_they_work_is_asked_within_their_own_hours(
    world: World, churn: Team
) -> None:
    await churn.cho.types("/ceiling hours", in_=churn.channel)
    churn.cho.fills("From", "13:00")
    churn.cho.fills("Until", "13:30")
    await churn.cho.submits()
    assert churn.cho.modal is not None
    assert list(churn.cho.modal.errors.values()) == [
        "Please pick an end an hour or more after the start, on the same day."
    ]
    churn.cho.fills("Until", "18:00")
    await churn.cho.submits()
    assert "you are asked and reminded between 13:00 and 18:00, Berlin time" in churn.cho.modal.text
    await churn.cho.dismisses()
    await world.wait_until_local("2026-06-18")

    assert asked_at(churn.cho)[-2:] == ["Mon 2026-06-15 13:00", "Tue 2026-06-16 13:00"]
    assert asked_at(churn.ben)[-2:] == ["Mon 2026-06-15 09:00", "Tue 2026-06-16 09:00"]
    await churn.cho.opens_home()
    await churn.cho.clicks("Working hours", on=churn.cho.home())
    assert churn.cho.modal.value("From") == "13:00"


async def test_the_usual_hours_let_the_hour_that_a_lead_has_chosen_hold_again(
    world: World, churn: Team
) -> None:
    await change_settings(world, churn.ana, churn.channel, time="07:00")
    for person, hours in (
        (churn.cho, ("10:00", "12:00")),
        (churn.cho, ("09:00", "17:00")),
        (churn.ben, ("10:00", "12:00")),
    ):
        await person.types("/ceiling hours", in_=churn.channel)
        person.fills("From", hours[0])
        person.fills("Until", hours[1])
        await person.submits()
        await person.dismisses()
    await world.wait_until_local("2026-06-15", "12:00")

    assert asked_at(churn.cho)[-1] == "Mon 2026-06-15 07:00"
    assert asked_at(churn.ben)[-1] == "Mon 2026-06-15 10:00"


async def test_projects_that_fell_due_in_a_persons_night_are_asked_about_in_one_prompt(
    world: World, team: Team
) -> None:
    dee = await with_someone_in(world, team, "America/Los_Angeles")
    pricing = world.sandbox.add_channel("pricing", members=[team.ana, dee])
    await world.set_up(team.ana, pricing, "pricing")
    for person in (team.ana, dee):
        await person.clicks("None of them")
    await change_settings(world, team.ana, pricing, time="11:00")
    had = len(dee.inbox())
    await world.wait_until_local("2026-06-15", "18:30")

    (prompt,) = dee.inbox()[had:]
    assert "churn: which roles" in prompt.text
    assert "pricing: which roles" in prompt.text


async def test_whoever_answers_before_their_morning_is_not_asked_in_it(world: World, team: Team) -> None:
    dee = await with_someone_in(world, team, "America/Los_Angeles")
    had = len(dee.inbox())
    await world.wait_until_local("2026-06-15", "10:00")
    await world.changes(dee, team.channel, domain_expert="own it")
    await world.wait_until_local("2026-06-18")

    assert len(dee.inbox()) == had


async def test_a_poll_that_closes_before_somebody_was_asked_does_not_bring_their_claims_nearer_to_lapsing(
    world: World, team: Team
) -> None:
    dee = await with_someone_in(world, team, "America/Los_Angeles")
    await world.changes(dee, team.channel, domain_expert="own it")
    had = len(dee.inbox())
    await world.wait_until_local("2026-06-15", "10:00")
    await team.ana.clicks("No change")
    await team.ana.types("/ceiling poll close", in_=team.channel)
    await world.wait_until_local("2026-06-18")

    assert len(dee.inbox()) == had
    await team.ana.types("/ceiling", in_=team.channel)
    assert "not confirmed" not in told(team.ana, team.channel)


async def test_a_poll_that_a_lead_opens_asks_at_once_wherever_people_are(world: World, team: Team) -> None:
    dee = await with_someone_in(world, team, "America/Los_Angeles")
    await world.wait_until_local("2026-06-09", "10:00")
    await team.ana.types("/ceiling poll", in_=team.channel)
    await world.catch_up()

    assert asked_at(dee)[-1] == "Tue 2026-06-09 10:00"
    assert "churn: which roles" in newest(dee).text
