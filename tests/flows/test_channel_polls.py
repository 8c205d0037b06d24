"""A project asked in its channel: one message with the progress, **Answer**, and the results at the close."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.flows.asking import change_settings, newest
from tests.flows.world import choose, refused, told

if TYPE_CHECKING:
    from bot.sandbox import Person, Seen
    from tests.flows.conftest import Team
    from tests.flows.world import World


@pytest.fixture
async def opened(world: World, churn: Team) -> Team:
    """The project *churn*, asked in its channel, on the morning of its second poll."""
    await change_settings(world, churn.ana, churn.channel, how_to_ask="In the channel")
    await world.wait_until_local("2026-06-15", "09:01")
    world.sandbox.clear_calls()
    return churn


def root(team: Team) -> Seen:
    """Return the newest message of the channel that everyone sees."""
    return [seen for seen in team.ben.sees(team.channel) if not seen.ephemeral][-1]


async def answer(world: World, person: Person, on: Seen, **confidences: str) -> None:
    await person.clicks("Answer", on=on)
    for role, confidence in confidences.items():
        await choose(person, role, confidence)
    await person.submits()
    await world.catch_up()


def updates(world: World) -> int:
    return len([call for call in world.sandbox.calls if call.method == "chat.update"])


async def test_the_channel_gets_one_message_that_mentions_nobody(opened: Team) -> None:
    message = root(opened)
    assert "churn: who covers what, and how confidently?" in message.text
    assert "0 of 3 in" in message.text
    assert message.buttons == ["Answer"]
    assert message.message is not None
    assert "<@" not in str(message.message.blocks)
    assert len(opened.cho.inbox()) == 1


async def test_a_member_answers_in_a_form_and_reads_what_was_saved(world: World, opened: Team) -> None:
    await answer(world, opened.cho, root(opened), domain_expert="own it")

    assert opened.cho.modal is not None
    assert "Saved for churn" in opened.cho.modal.text
    await world.pass_time(timedelta(seconds=10))
    assert "1 of 3 in" in root(opened).text


async def test_whoever_is_no_member_reads_what_to_do(world: World, opened: Team) -> None:
    eve = world.sandbox.add_person("Eve Else")
    opened.channel.members.append(eve.id)
    await eve.clicks("Answer", on=eve.sees(opened.channel)[-1])

    assert eve.modal is None
    assert refused(told(eve, opened.channel)) == (
        "You are not a member of this project. Please ask one of its leads to add you."
    )
    assert "0 of 3 in" in root(opened).text


async def test_the_progress_is_brought_up_to_date_at_most_every_ten_seconds(
    world: World, opened: Team
) -> None:
    for person in (opened.ana, opened.ben):
        await answer(world, person, root(opened))
        await world.pass_time(timedelta(seconds=2))
    assert updates(world) <= 1
    await world.pass_time(timedelta(seconds=10))

    assert "2 of 3 in" in root(opened).text
    assert updates(world) <= 2


async def test_the_results_stand_in_the_same_message_once_the_poll_has_closed(
    world: World, opened: Team
) -> None:
    before = root(opened)
    for person in (opened.ana, opened.ben):
        await answer(world, person, before)
    assert "Infrastructure" not in root(opened).text
    await answer(world, opened.cho, before, domain_expert="routine work")
    await world.settle()

    after = [seen for seen in opened.ben.sees(opened.channel) if seen.ts == before.ts]
    assert "poll closed" in after[0].text
    assert "3 of 3 in" in after[0].text
    assert "Domain expertise: workable (3.0)" in after[0].text
    assert after[0].buttons == []


async def test_a_poll_closes_five_minutes_after_the_last_answer(world: World, opened: Team) -> None:
    before = root(opened)
    for person in (opened.ana, opened.ben, opened.cho):
        await answer(world, person, before)
    await world.pass_time(timedelta(minutes=4))
    assert "poll closed" not in root(opened).text
    await world.pass_time(timedelta(minutes=1, seconds=10))

    assert "poll closed" in root(opened).text


async def test_the_reminder_comes_by_direct_message_and_can_be_answered_there(
    world: World, opened: Team
) -> None:
    await world.wait_until_local("2026-06-16", "10:00")

    assert newest(opened.cho).text.startswith("One reminder")
    await opened.cho.clicks("No change", on=newest(opened.cho))
    await world.settle()
    assert "thank you, saved" in newest(opened.cho).text
    assert "1 of 3 in" in root(opened).text


async def test_an_update_in_the_reminder_turns_it_into_a_receipt(world: World, opened: Team) -> None:
    await world.wait_until_local("2026-06-16", "10:00")
    await opened.cho.clicks("Update", on=newest(opened.cho))
    await opened.cho.submits()
    await world.catch_up()

    assert newest(opened.cho).buttons == ["Edit"]


async def test_an_answer_pressed_after_the_close_is_told_to_be_outside(world: World, opened: Team) -> None:
    open_message = root(opened)
    await world.wait_until_local("2026-06-17", "09:01")
    await answer(world, opened.cho, open_message, domain_expert="own it")

    assert opened.cho.modal is not None
    assert "The poll had closed" in opened.cho.modal.text
