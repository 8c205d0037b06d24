"""One person in two projects: what they take on in one weighs on the other, which never hears what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.world import summaries

if TYPE_CHECKING:
    from bot.sandbox import Channel
    from tests.flows.conftest import Team
    from tests.flows.world import World


@pytest.fixture
async def fraud(world: World, churn: Team) -> Channel:
    """The project *fraud* of Ana and Ben in a channel of its own, its first poll open, nobody has answered."""
    channel = world.sandbox.add_channel("fraud", members=[churn.ana, churn.ben])
    await world.set_up(churn.ana, channel, "fraud")
    return channel


async def answer_first_poll(world: World, churn: Team) -> None:
    """Let Ana and Ben answer the first poll of *fraud* with a role of little weight each, and let it close."""
    await world.answers(churn.ana, domain_expert="learning it")
    await world.answers(churn.ben, domain_expert="learning it")
    await world.settle()


async def test_hats_taken_in_one_project_are_a_drop_in_the_other_by_other_duties(
    world: World, churn: Team, fraud: Channel
) -> None:
    await answer_first_poll(world, churn)
    await world.changes(churn.ben, fraud, "fraud", data_scientist="own it", ml_engineer="own it")
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    assert "Infrastructure: 4.0 → 3.2, because other duties took time." in summary.text
    assert "fraud" not in summary.text


@pytest.mark.usefixtures("fraud")
async def test_hats_declared_in_a_first_poll_are_old_news_in_the_other_project(
    world: World, churn: Team
) -> None:
    await world.answers(churn.ben, data_scientist="own it", ml_engineer="own it")
    await world.answers(churn.ana, domain_expert="learning it")
    await world.settle()

    assert summaries(churn.cho, churn.channel) == []
    await churn.cho.types("/ceiling status churn", in_=churn.channel)
    assert "Infrastructure: workable (3.2)" in churn.cho.sees(churn.channel)[-1].text


@pytest.mark.usefixtures("fraud")
async def test_later_falls_are_measured_from_there(world: World, churn: Team) -> None:
    await world.answers(churn.ben, data_scientist="own it", ml_engineer="own it")
    await world.answers(churn.ana, domain_expert="learning it")
    await world.settle()
    await world.changes(churn.ben, churn.channel, "churn", infrastructure_engineer="routine")
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    assert "The weakest function fell from 3.2 to 2.4." in summary.text
    assert "because stated confidence was lowered" in summary.text


async def test_a_role_given_back_in_one_project_is_a_recovery_in_the_other(
    world: World, churn: Team, fraud: Channel
) -> None:
    await answer_first_poll(world, churn)
    await world.changes(churn.ben, fraud, "fraud", data_scientist="own it", ml_engineer="own it")
    await world.settle()
    await world.changes(churn.ben, fraud, "fraud", data_scientist="Not me", ml_engineer="Not me")
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    assert summary.text.startswith("churn: infrastructure has recovered")


async def test_leaving_one_project_makes_the_hats_in_the_other_lighter(
    world: World, churn: Team, fraud: Channel
) -> None:
    await answer_first_poll(world, churn)
    await world.changes(churn.ben, fraud, "fraud", data_scientist="own it", ml_engineer="own it")
    await world.sandbox.leave(churn.ben, fraud)
    await world.settle()

    assert summaries(churn.cho, churn.channel) == []
    await churn.cho.types("/ceiling status churn", in_=churn.channel)
    assert "Infrastructure: strong (4.0)" in churn.cho.sees(churn.channel)[-1].text
