"""One prompt, one tap: each way of answering, what it costs in calls, and what the person reads after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.asking import answers_so_far, methods, newest
from tests.flows.world import choose, told

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


@pytest.fixture
async def asked(world: World, churn: Team) -> Team:
    """The project *churn* on the morning of its second poll, calls counted from just before it opens."""
    await world.wait_until_local("2026-06-15", "08:59")
    world.sandbox.clear_calls()
    await world.wait_until_local("2026-06-15", "09:01")
    return churn


async def in_poll(person_team: Team) -> str:
    await person_team.ana.types("/ceiling status", in_=person_team.channel)
    return told(person_team.ana, person_team.channel)


async def test_no_change_is_one_tap_and_two_calls(world: World, asked: Team) -> None:
    calls = world.sandbox.calls
    assert methods(world) == ["chat.postMessage"] * 3
    calls[:] = [call for call in calls if call.args["channel"] == asked.cho.id]

    await asked.cho.clicks("No change")
    await world.settle()

    assert methods(world) == ["chat.postMessage", "response_url"]
    receipt = newest(asked.cho)
    assert "thank you, saved." in receipt.text
    assert "Domain expert: others come to me for it" in receipt.text
    assert receipt.buttons == ["Edit"]


async def test_an_update_is_three_calls_besides_what_is_foreseen_of_each_pick(
    world: World, asked: Team
) -> None:
    calls = world.sandbox.calls
    calls[:] = [call for call in calls if call.args["channel"] == asked.cho.id]

    await world.answers(asked.cho, domain_expert="routine work")

    counted = [method for method in methods(world) if method != "views.update"]
    assert counted == ["chat.postMessage", "views.open", "chat.update"]
    assert asked.cho.modal is None
    assert "Domain expert: the routine work alone" in newest(asked.cho).text


async def test_the_form_of_an_update_holds_the_last_answer(asked: Team) -> None:
    await asked.cho.clicks("Update")

    assert asked.cho.modal is not None
    assert asked.cho.modal.value("Domain expert") == "5 · others come to me for it"
    assert asked.cho.modal.value("Data scientist") == "Not me"


async def test_none_of_them_takes_back_what_was_said_before(asked: Team) -> None:
    await asked.cho.clicks("None of them")

    assert "None of the four roles" in newest(asked.cho).text


async def test_a_skip_says_that_it_confirms_nothing(world: World, asked: Team) -> None:
    await asked.cho.clicks("Skip")

    assert "A skip confirms nothing, so your last answer stays unconfirmed." in newest(asked.cho).text
    await asked.cho.clicks("Edit")
    await asked.cho.submits()
    await world.catch_up()
    assert "thank you, saved" in newest(asked.cho).text


async def test_an_answer_can_be_edited_until_the_poll_closes(world: World, asked: Team) -> None:
    await asked.cho.clicks("No change")
    await asked.cho.clicks("Edit")
    await choose(asked.cho, "domain_expert", "routine work")
    await asked.cho.submits()
    await world.catch_up()

    assert "the routine work alone" in newest(asked.cho).text
    assert newest(asked.cho).buttons == ["Edit"]


async def test_the_same_press_delivered_twice_is_one_answer(world: World, asked: Team) -> None:
    await asked.cho.clicks("None of them")
    before = await answers_so_far(world)
    again = await world.sandbox.repeat(world.sandbox.deliveries[-1])
    await world.catch_up()

    assert again.ok
    assert await answers_so_far(world) == before
    assert "1 of 3 in" in await in_poll(asked)


async def test_two_clicks_in_a_row_are_one_answer(world: World, asked: Team) -> None:
    prompt, before = newest(asked.cho), await answers_so_far(world)
    await asked.cho.clicks("No change", on=prompt)
    await asked.cho.clicks("No change", on=prompt)
    await world.catch_up()

    assert await answers_so_far(world) == before + 1
    assert "thank you, saved" in newest(asked.cho).text


async def test_a_form_submitted_twice_is_one_answer(world: World, asked: Team) -> None:
    await world.answers(asked.cho, domain_expert="routine work")
    submitted = world.sandbox.deliveries[-1]
    await asked.cho.clicks("Edit")
    await choose(asked.cho, "domain_expert", "own it")
    await asked.cho.submits()
    again = await world.sandbox.repeat(submitted)
    await world.catch_up()

    assert again.ok
    assert "I could own it this quarter" in newest(asked.cho).text


async def test_whoever_says_not_my_project_leaves_it_and_the_poll_goes_on(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await team.cho.clicks("Not my project")
    await world.settle()

    assert "you have left this project" in newest(team.cho).text
    assert newest(team.cho).buttons == []
    assert "0 of 2 in" in team.ana.sees(team.channel)[0].text


async def test_the_receipt_shows_what_hats_cost_and_the_risk_hat_to_their_owner_alone(
    world: World, team: Team
) -> None:
    await world.set_up(team.ana, team.channel)
    await world.answers(team.ana, data_scientist="own it", ml_engineer="routine work")
    await world.settle()

    receipt = newest(team.ana).text
    assert "Data scientist: I could own it this quarter (4 stated, 2 hats → 3.6)" in receipt
    assert "You are least sure as ML engineer in churn. Only you see this." in receipt
    others = [seen.text for person in (team.ben, team.cho) for seen in person.inbox()]
    assert "least sure" not in "\n".join([*others, *(seen.text for seen in team.ana.sees(team.channel))])


async def test_whoever_set_the_project_up_is_not_told_that_they_added_themselves(
    world: World, team: Team
) -> None:
    await world.set_up(team.ana, team.channel)

    assert "added you" not in newest(team.ana).text
    assert "added you" in newest(team.ben).text


async def test_checkin_answers_outside_a_poll(world: World, churn: Team) -> None:
    await churn.cho.types("/checkin", in_=churn.channel)
    await choose(churn.cho, "domain_expert", "own it")
    await churn.cho.submits()
    await world.catch_up()

    assert churn.cho.modal is not None
    assert "Saved for churn" in churn.cho.modal.text
    assert "poll" not in churn.cho.modal.text


async def test_checkin_during_a_poll_turns_the_prompt_into_its_receipt(world: World, asked: Team) -> None:
    await asked.cho.types("/checkin", in_=asked.channel)
    await asked.cho.submits()
    await world.catch_up()

    assert asked.cho.modal is not None
    assert "Saved for churn" in asked.cho.modal.text
    assert newest(asked.cho).buttons == ["Edit"]


async def test_one_prompt_holds_every_project_that_falls_due_and_each_is_answered_alone(
    world: World, churn: Team
) -> None:
    pricing = world.sandbox.add_channel("pricing", members=[churn.ana, churn.cho])
    await world.set_up(churn.ana, pricing, "pricing")
    for person in (churn.ana, churn.cho):
        await person.clicks("None of them")
    had = len(churn.cho.inbox())
    await world.wait_until_local("2026-06-15", "09:01")

    [prompt] = churn.cho.inbox()[had:]
    assert prompt.buttons == ["No change", "Update", "None of them", "Skip", "Ask me less"] * 2
    await churn.cho.clicks("No change", on=prompt, within="pricing")
    await world.settle()
    after = newest(churn.cho)
    assert after.ts == prompt.ts
    assert after.buttons == ["No change", "Update", "None of them", "Skip", "Ask me less", "Edit"]
    await churn.cho.clicks("No change")
    assert newest(churn.cho).buttons == ["Edit", "Edit"]
