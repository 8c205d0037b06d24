"""The specialist goes home, or the secondment ends early: what ends with it, and what is news."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.world import asks

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World


@pytest.fixture
async def carried(churn: Team, lending: Lending) -> Lending:
    """Fay is lent to *churn* and carries infrastructure at 5.0, which without her is Ben's, at 4.0."""
    await lending.starts(churn.ana)
    await lending.says(lending.fay, infrastructure_engineer="others come")
    return lending


async def _goes_home(carried: Lending, churn: Team) -> str:
    told = await asks(churn.ana, "/secondment return", churn.channel)
    await carried.world.settle()
    return told


async def test_a_return_that_was_foretold_posts_nothing(churn: Team, carried: Lending) -> None:
    await carried.says(churn.ben, infrastructure_engineer="parts of it")
    await carried.marks_met(carried.fay)
    assert "After that the ceiling is 2.0" in churn.cho.sees(churn.channel)[-1].text
    posted = len(churn.cho.sees(churn.channel))

    told = await _goes_home(carried, churn)
    assert "@Fay Sato has returned from churn to ML platform." in told
    assert len(churn.cho.sees(churn.channel)) == posted
    assert "Infrastructure: thin (2.0)" in await asks(churn.ana, "/ceiling status", churn.channel)


async def test_a_fall_deeper_than_foretold_is_told(churn: Team, carried: Lending) -> None:
    await carried.marks_met(carried.fay)
    assert "After that the ceiling is 4.0" in churn.cho.sees(churn.channel)[-1].text
    await carried.says(churn.ben, infrastructure_engineer="parts of it")
    posted = len(churn.cho.sees(churn.channel))

    await _goes_home(carried, churn)
    drop = churn.cho.sees(churn.channel)[posted]
    assert drop.text.startswith("churn: infrastructure is thin")
    assert "secondment ended" in drop.text.lower()


async def test_the_summary_says_that_the_specialist_is_home(churn: Team, carried: Lending) -> None:
    await carried.marks_met(carried.fay)
    await _goes_home(carried, churn)
    for message in (churn.cho.sees(churn.channel)[-1], carried.hal.sees(carried.home)[-1]):
        assert "Returned home." in message.text
        assert "After that" not in message.text


async def test_who_is_home_is_asked_no_more(world: World, churn: Team, carried: Lending) -> None:
    await carried.marks_met(carried.fay)
    await _goes_home(carried, churn)
    asked = len(carried.fay.inbox())
    await world.wait_until_local("2026-06-15", "09:01")
    assert len(carried.fay.inbox()) == asked
    assert "0 of 3 in" in await asks(churn.ana, "/ceiling status", churn.channel)


async def test_an_end_before_the_objective_is_met_is_told_with_its_cause(
    world: World, churn: Team, carried: Lending
) -> None:
    await carried.says(churn.ben, infrastructure_engineer="parts of it")
    posted = len(churn.cho.sees(churn.channel))
    await churn.ana.types("/secondment end", in_=churn.channel)
    assert churn.ana.modal is not None
    assert "@Fay Sato leaves churn now, with the objective still open." in churn.ana.modal.text
    await churn.ana.submits()
    assert "has ended before its objective was met" in churn.ana.modal.text
    await world.settle()

    drop = churn.cho.sees(churn.channel)[posted]
    assert drop.text.startswith("churn: infrastructure is thin")
    assert "secondment ended" in drop.text.lower()
    assert "Fay" not in drop.text


async def test_a_return_comes_after_the_objective_and_an_early_end_before_it(
    churn: Team, carried: Lending
) -> None:
    told = await asks(churn.ana, "/secondment return", churn.channel)
    assert "The objective is still open." in told
    await carried.marks_met(carried.fay)
    told = await asks(churn.ana, "/secondment end", churn.channel)
    assert "The objective is already met." in told


async def test_nobody_returns_twice(churn: Team, carried: Lending) -> None:
    await carried.marks_met(carried.fay)
    await asks(churn.ana, "/secondment list", churn.channel)
    listed = churn.ana.sees(churn.channel)[-1]
    await _goes_home(carried, churn)
    await churn.ana.clicks("Return", on=listed)
    assert "already over" in churn.ana.sees(churn.channel)[-1].text


async def test_after_a_return_they_can_be_lent_again_and_start_from_nothing(
    world: World, churn: Team, carried: Lending
) -> None:
    await carried.marks_met(carried.fay)
    await _goes_home(carried, churn)
    await carried.starts(churn.ana, objective="Train the team to run it.")
    assert "Fay" not in await asks(churn.ana, "/ceiling status", churn.channel)
    assert "Train the team to run it." in carried.fay.inbox()[-1].text
    assert world.sandbox.broken_rules == []


async def test_a_specialist_who_leaves_the_workspace_counts_no_more_and_their_secondment_can_be_ended(
    world: World, churn: Team, carried: Lending
) -> None:
    await carried.says(churn.ben, infrastructure_engineer="parts of it")
    posted = len(churn.cho.sees(churn.channel))
    await world.sandbox.deactivate(carried.fay)
    await world.settle()
    drop = churn.cho.sees(churn.channel)[posted]
    assert "no longer available" in drop.text.lower()

    await churn.ana.types("/secondment end", in_=churn.channel)
    await churn.ana.submits()
    assert churn.ana.modal is not None
    assert "has ended before its objective was met" in churn.ana.modal.text
    await churn.ana.dismisses()
    assert "no secondment" in await asks(churn.ana, "/secondment list", churn.channel)
