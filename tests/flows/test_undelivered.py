"""Slack on a bad day: what is owed still arrives, once, and whoever can act is told how."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.flows.asking import change_settings, methods, newest
from tests.flows.world import refused, told

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World

POST = "chat.postMessage"


@pytest.fixture
async def soon(world: World, churn: Team) -> Team:
    """The project *churn* a minute before its second poll opens."""
    await world.wait_until_local("2026-06-15", "08:59")
    world.sandbox.clear_calls()
    return churn


def prompts_of(person: Person) -> int:
    """Count the prompts after the first one."""
    return len(person.inbox()) - 1


async def test_a_response_url_that_fails_leaves_the_receipt_to_the_relay(world: World, soon: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    world.sandbox.faults.add("response_url", error="internal_error")
    pressed = await soon.cho.clicks("No change")
    assert pressed.ok
    assert "No change" in newest(soon.cho).buttons
    await world.pass_time(timedelta(seconds=15))

    assert "thank you, saved" in newest(soon.cho).text
    assert newest(soon.cho).buttons == ["Edit"]


@pytest.mark.parametrize("after_accept", [False, True])
async def test_a_response_url_that_hangs_up_is_no_lost_answer(
    world: World, soon: Team, *, after_accept: bool
) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    world.sandbox.faults.add("response_url", cut=True, after_accept=after_accept)
    pressed = await soon.cho.clicks("No change")
    await world.pass_time(timedelta(seconds=15))

    assert pressed.ok
    assert "thank you, saved" in newest(soon.cho).text
    assert len(soon.cho.inbox()) == 2


async def test_a_rate_limit_is_waited_out_and_nobody_is_asked_twice(world: World, soon: Team) -> None:
    world.sandbox.faults.add(POST, status=429, retry_after=30)
    await world.wait_until_local("2026-06-15", "09:00")
    tried = len(world.sandbox.calls)
    await world.pass_time(timedelta(seconds=29))
    assert len(world.sandbox.calls) == tried
    await world.pass_time(timedelta(seconds=2))

    assert [prompts_of(person) for person in (soon.ana, soon.ben, soon.cho)] == [1, 1, 1]


async def test_however_long_a_rate_limit_lasts_nothing_is_given_up(world: World, soon: Team) -> None:
    world.sandbox.faults.add(POST, 40, status=429, retry_after=30)
    await world.wait_until_local("2026-06-15", "09:30")

    assert [prompts_of(person) for person in (soon.ana, soon.ben, soon.cho)] == [1, 1, 1]


async def test_a_server_error_is_tried_again(world: World, soon: Team) -> None:
    world.sandbox.faults.add(POST, 3, status=500)
    await world.wait_until_local("2026-06-15", "09:01")

    assert [prompts_of(person) for person in (soon.ana, soon.ben, soon.cho)] == [1, 1, 1]


async def test_what_failed_is_not_overtaken_by_what_came_after_it(world: World, team: Team) -> None:
    world.sandbox.faults.add(POST, channel=team.cho.id, status=500)
    await world.set_up(team.ana, team.channel, "churn")
    pricing = world.sandbox.add_channel("pricing", members=[team.ana, team.ben])
    await world.set_up(team.ana, pricing, "pricing")
    await team.ana.types("/ceiling settings", in_=pricing)
    team.ana.fills("Leads", [team.ana, team.cho])
    await team.ana.submits()
    await team.ana.dismisses()
    await world.catch_up()
    assert team.cho.inbox() == []
    await world.pass_time(timedelta(minutes=2))

    first, second = team.cho.inbox()
    assert "churn" in first.text
    assert "pricing" in second.text


async def test_a_call_cut_before_slack_took_it_is_made_again(world: World, soon: Team) -> None:
    world.sandbox.faults.add(POST, channel=soon.cho.id, cut=True)
    await world.wait_until_local("2026-06-15", "09:01")

    assert prompts_of(soon.cho) == 1


async def test_a_call_cut_after_slack_took_it_asks_twice_and_either_prompt_works(
    world: World, soon: Team
) -> None:
    world.sandbox.faults.add(POST, channel=soon.cho.id, cut=True, after_accept=True)
    await world.wait_until_local("2026-06-15", "09:01")
    assert prompts_of(soon.cho) == 2

    await soon.cho.clicks("No change", on=soon.cho.inbox()[1])
    await world.catch_up()
    assert "thank you, saved" in soon.cho.inbox()[1].text
    assert "thank you, saved" in soon.cho.inbox()[2].text


@pytest.mark.parametrize("is_private", [False, True])
async def test_a_lead_is_told_how_to_invite_the_bot_and_the_message_follows(
    world: World, team: Team, *, is_private: bool
) -> None:
    channel = world.sandbox.add_channel("risk", [team.ana, team.cho], private=is_private)
    await world.set_up(team.ana, channel, "risk")
    await team.cho.clicks("None of them")
    await change_settings(world, team.ana, channel, how_to_ask="In the channel")
    await world.wait_until_local("2026-06-14")
    channel.members.remove(world.sandbox.bot_user_id)  # Slack has not told anybody yet
    had = len(channel.messages)
    await world.wait_until_local("2026-06-15", "09:01")
    assert "/invite @ceiling" in newest(team.ana).text
    assert "#risk" in newest(team.ana).text or is_private
    assert len(channel.messages) == had

    await world.sandbox.invite_bot(channel, by=team.ana)
    await world.catch_up()
    assert "risk: who covers what, and how confidently?" in told(team.cho, channel)


async def test_a_poll_goes_on_without_whoever_cannot_be_reached(world: World, soon: Team) -> None:
    soon.ben.deleted = True  # Slack has not told anybody yet
    await world.wait_until_local("2026-06-15", "09:01")
    await soon.ana.clicks("No change")
    await soon.cho.clicks("No change")
    await world.settle()

    await soon.ana.types("/ceiling status", in_=soon.channel)
    assert "A poll is open" not in told(soon.ana, soon.channel)


async def test_the_lead_hears_of_whoever_cannot_be_reached(world: World, soon: Team) -> None:
    soon.ben.deleted = True
    await world.wait_until_local("2026-06-15", "09:01")

    assert "I cannot write to @Ben Okafor" in newest(soon.ana).text


async def test_a_poll_goes_on_after_somebody_is_deactivated(world: World, soon: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await soon.ana.clicks("No change")
    await soon.cho.clicks("No change")
    await world.sandbox.deactivate(soon.ben)
    world.sandbox.clear_calls()
    await soon.ana.types("/ceiling status", in_=soon.channel)
    assert "2 of 2 in" in told(soon.ana, soon.channel)


@pytest.mark.parametrize("fault", [{"error": "expired_trigger_id"}, {"status": 500}, {"cut": True}])
async def test_a_form_that_does_not_open_is_said_so(world: World, soon: Team, fault: dict[str, Any]) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    world.sandbox.faults.add("views.open", **fault)
    await soon.cho.clicks("Update")

    assert soon.cho.modal is None
    assert refused(newest(soon.cho).text) == "The form did not open in time. Please try once more."
    await soon.cho.clicks("Update")
    assert soon.cho.modal is not None


async def test_a_press_that_opens_a_form_may_be_delivered_twice(world: World, soon: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await soon.cho.clicks("Update")
    again = await world.sandbox.repeat(world.sandbox.deliveries[-1])

    assert again.ok
    assert prompts_of(soon.cho) == 1


async def test_a_prompt_that_was_answered_before_it_could_be_sent_is_not_sent(
    world: World, soon: Team
) -> None:
    world.sandbox.faults.add(POST, 5, channel=soon.cho.id, status=500)
    await world.wait_until_local("2026-06-15", "09:00")
    await soon.cho.types("/checkin", in_=soon.channel)
    await soon.cho.submits()
    world.sandbox.faults.clear()
    await world.pass_time(timedelta(minutes=10))

    assert prompts_of(soon.cho) == 0
    assert "chat.update" not in methods(world)
