"""A poll has closed: what is pressed or submitted after it counts, and the person is told how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.asking import answers_so_far, methods, newest
from tests.flows.world import choose

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World

LATE = "The poll had closed, so this is not in its results. It counts from now on."


@pytest.fixture
async def closed(world: World, churn: Team) -> Team:
    """The project *churn* after a poll that nobody answered."""
    await world.wait_until_local("2026-06-17", "09:01")
    return churn


async def test_closing_a_poll_updates_no_direct_message(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-17", "08:59")
    world.sandbox.clear_calls()
    await world.wait_until_local("2026-06-17", "09:01")

    assert "chat.update" not in methods(world)
    assert "No change" in newest(churn.cho).buttons


async def test_a_button_pressed_after_the_close_answers_outside_the_poll(world: World, closed: Team) -> None:
    await closed.cho.clicks("No change", on=closed.cho.inbox()[1])
    await world.catch_up()

    receipt = closed.cho.inbox()[1]
    assert "thank you, saved" in receipt.text
    assert LATE in receipt.text
    assert receipt.buttons == []


async def test_the_reminder_of_a_closed_poll_shows_the_late_answer_too(world: World, closed: Team) -> None:
    await closed.cho.clicks("No change", on=closed.cho.inbox()[1])
    await world.settle()

    assert LATE in newest(closed.cho).text
    assert newest(closed.cho).buttons == []


async def test_two_late_clicks_are_one_answer(world: World, closed: Team) -> None:
    prompt, before = closed.cho.inbox()[1], await answers_so_far(world)
    await closed.cho.clicks("None of them", on=prompt)
    await closed.cho.clicks("None of them", on=prompt)
    await world.catch_up()

    assert await answers_so_far(world) == before + 1
    assert LATE in closed.cho.inbox()[1].text


async def test_a_form_submitted_after_the_close_says_so(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-17", "08:59")
    await churn.cho.clicks("Update", on=churn.cho.inbox()[1])
    await world.wait_until_local("2026-06-17", "09:01")
    await choose(churn.cho, "domain_expert", "own it")
    await churn.cho.submits()
    await world.catch_up()

    assert churn.cho.modal is not None
    assert "Saved for churn" in churn.cho.modal.text
    assert LATE in churn.cho.modal.text
    assert LATE in churn.cho.inbox()[1].text


async def test_a_form_opened_after_the_close_says_so_before_it_is_submitted(closed: Team) -> None:
    await closed.cho.clicks("Update", on=closed.cho.inbox()[1])

    assert closed.cho.modal is not None
    assert "This poll has closed. Your answer will not be in its results" in closed.cho.modal.text


async def test_a_skip_after_the_close_says_that_the_poll_is_over(world: World, closed: Team) -> None:
    await closed.cho.clicks("Skip", on=closed.cho.inbox()[1])
    await world.catch_up()

    assert "this poll has closed. You can still answer at any time with /checkin" in (
        closed.cho.inbox()[1].text
    )


async def test_edit_on_an_old_receipt_is_an_answer_outside_the_poll(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "10:00")
    await churn.cho.clicks("No change")
    await world.wait_until_local("2026-06-18")
    await churn.cho.clicks("Edit")
    await churn.cho.submits()
    await world.catch_up()

    assert churn.cho.modal is not None
    assert LATE in churn.cho.modal.text
    assert newest(churn.cho).buttons == []


async def test_an_old_prompt_answers_the_poll_that_is_open_now(world: World, closed: Team) -> None:
    await world.wait_until_local("2026-06-29", "09:01")
    await closed.cho.clicks("No change", on=closed.cho.inbox()[1])
    await world.catch_up()

    assert newest(closed.cho).buttons == ["Edit"]
    assert "thank you, saved" in newest(closed.cho).text


async def test_the_results_leave_a_late_answer_out(world: World, closed: Team) -> None:
    await closed.cho.clicks("No change", on=closed.cho.inbox()[1])
    await closed.ana.types("/ceiling status", in_=closed.channel)
    await world.catch_up()

    assert "Nobody answered the last poll" in closed.ana.sees(closed.channel)[-1].text
