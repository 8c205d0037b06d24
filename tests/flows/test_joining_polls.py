"""Who joins or leaves a project while its poll is open, and many who answer at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.flows.asking import change_settings, newest
from tests.flows.world import choose, opens_prompt, refused, told

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World


@pytest.fixture
async def asked(world: World, churn: Team) -> Team:
    """The project *churn* on the morning of its second poll."""
    await world.wait_until_local("2026-06-15", "09:01")
    return churn


async def status(team: Team) -> str:
    await team.ana.types("/ceiling status", in_=team.channel)
    return told(team.ana, team.channel)


async def test_whoever_is_added_to_an_open_poll_is_asked_at_once(world: World, asked: Team) -> None:
    dee = world.sandbox.add_person("Dee New", zone="Europe/Berlin")
    await change_settings(world, asked.ana, asked.channel, members=[asked.ana, asked.ben, asked.cho, dee])

    [prompt] = dee.inbox()
    assert "@Ana Ruiz added you" in prompt.text
    assert prompt.buttons == ["Answer", "None of them", "Skip", "Not my project", "Ask me less"]
    assert "0 of 4 in" in await status(asked)


async def test_a_poll_about_to_close_waits_for_whoever_is_added(world: World, asked: Team) -> None:
    for person in (asked.ana, asked.ben, asked.cho):
        await person.clicks("No change")
    dee = world.sandbox.add_person("Dee New", zone="Europe/Berlin")
    await change_settings(world, asked.ana, asked.channel, members=[asked.ana, asked.ben, asked.cho, dee])
    await world.settle()
    assert "3 of 4 in" in await status(asked)

    await dee.clicks("None of them")
    await world.settle()
    assert "A poll is open" not in await status(asked)


async def test_whoever_is_added_is_reminded_like_everyone(world: World, asked: Team) -> None:
    dee = world.sandbox.add_person("Dee New", zone="Europe/Berlin")
    await change_settings(world, asked.ana, asked.channel, members=[asked.ana, asked.ben, asked.cho, dee])
    await world.wait_until_local("2026-06-16", "09:01")

    assert newest(dee).text.startswith("One reminder")


async def test_whoever_is_removed_is_no_longer_waited_for_nor_asked(world: World, asked: Team) -> None:
    await asked.ana.clicks("No change")
    await asked.ben.clicks("No change")
    await change_settings(world, asked.ana, asked.channel, members=[asked.ana, asked.ben])
    assert "2 of 2 in" in await status(asked)
    *_, prompt, told_so = asked.cho.inbox()
    assert "you are not in this project any more" in prompt.text
    assert "took you out of churn" in told_so.text
    assert prompt.buttons == told_so.buttons == []
    await world.wait_until_local("2026-06-18")

    assert newest(asked.cho).text == told_so.text


async def test_a_button_pressed_after_being_removed_says_what_to_do(world: World, asked: Team) -> None:
    prompt = newest(asked.cho)
    await change_settings(world, asked.ana, asked.channel, members=[asked.ana, asked.ben])
    await asked.cho.clicks("No change", on=prompt)

    assert refused(newest(asked.cho).text) == (
        "You are not a member of this project. Please ask one of its leads to add you."
    )


async def test_whoever_left_can_be_added_again_and_is_asked_afresh(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await team.cho.clicks("Not my project")
    await change_settings(world, team.ana, team.channel, members=[team.ana, team.ben, team.cho])

    assert newest(team.cho).buttons == ["Answer", "None of them", "Skip", "Not my project", "Ask me less"]
    await team.cho.clicks("None of them")
    await world.catch_up()
    assert newest(team.cho).buttons == ["Edit"]
    assert "1 of 3 in" in await status(team)


async def test_two_people_may_answer_at_the_same_instant(world: World, asked: Team) -> None:
    await asyncio.gather(asked.ben.clicks("No change"), asked.cho.clicks("Skip"))
    await world.catch_up()

    assert "thank you, saved" in newest(asked.ben).text
    assert "skipped this time" in newest(asked.cho).text


async def test_sixteen_may_submit_at_once(world: World) -> None:
    crowd = [world.sandbox.add_person(f"Person {number}") for number in range(16)]
    channel = world.sandbox.add_channel("crowd", members=crowd)
    await world.set_up(crowd[0], channel, "crowd")
    for person in crowd:
        await opens_prompt(person)
        await choose(person, "ml_engineer", "own it")

    answers = await asyncio.gather(*(person.submits() for person in crowd))
    await world.settle()

    assert [answer for answer in answers if not answer.ok] == []
    assert all(person.modal is None for person in crowd)
    assert all("thank you, saved" in newest(person).text for person in crowd)
    assert "16 of 16 in" in root_of(crowd[1], channel.id)


def root_of(person: Person, channel_id: str) -> str:
    return person.sees(person.workspace.channels[channel_id])[0].text


async def test_a_project_whose_leads_have_all_left_can_be_given_one_by_its_members(
    world: World, asked: Team
) -> None:
    await world.sandbox.deactivate(asked.ana)
    await change_settings(world, asked.ben, asked.channel, leads=[asked.ben])

    await asked.cho.types("/ceiling settings", in_=asked.channel)
    assert asked.cho.modal is None
    assert "for the project's leads" in told(asked.cho, asked.channel)


async def test_a_poll_goes_on_when_its_only_lead_is_deactivated(world: World, asked: Team) -> None:
    await world.sandbox.deactivate(asked.ana)
    for person in (asked.ben, asked.cho):
        await person.clicks("No change")
    await world.settle()
    had = len(asked.ben.inbox())
    await world.wait_until_local("2026-06-29", "09:01")

    assert len(asked.ben.inbox()) == had + 1
