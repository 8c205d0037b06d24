"""The portfolio: what each person sees of all projects, and the loan that a lead starts from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.flows.world import asks

if TYPE_CHECKING:
    from bot.sandbox import Channel, Person
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World


@dataclass
class Two:
    """Ana leads *churn*, which Ben holds up at 1.8; Hal leads *search*, where Fay is the infrastructure."""

    ana: Person
    ben: Person
    fay: Person
    hal: Person
    churn: Channel
    search: Channel


@pytest.fixture
async def two(world: World, team: Team, lending: Lending) -> Two:
    """Two public projects after their first polls, with nobody in both but Cho, the expert."""
    await world.set_up(team.ana, team.channel, "churn", stage="Production")
    await world.answers(team.ana, data_scientist="own it", ml_engineer="own it")
    await world.answers(team.ben, infrastructure_engineer="parts of it")
    await world.answers(team.cho, domain_expert="others come")
    search = world.sandbox.add_channel("search", members=[lending.fay, lending.hal, team.cho])
    await world.set_up(lending.hal, search, "search", stage="Operation")
    await world.answers(lending.fay, infrastructure_engineer="own it")
    await world.answers(lending.hal, data_scientist="others come", ml_engineer="others come")
    await world.answers(team.cho, domain_expert="others come")
    await world.settle()
    return Two(team.ana, team.ben, lending.fay, lending.hal, team.channel, search)


async def test_a_lead_sees_the_weakest_first_and_starts_the_loan_that_lifts_it(
    world: World, two: Two
) -> None:
    said = await asks(two.ana, "/ceiling portfolio", two.churn)

    assert said.startswith("2 projects, the weakest first.")
    assert said.index("churn (production): ceiling 2.0 of 5 (thin), set by infrastructure") < said.index(
        "search (operation): ceiling 4.0 of 5 (strong)"
    )
    assert "Infrastructure sets the ceiling most often: in 2 of 2." in said
    assert (
        "@Fay Sato (infrastructure in search) lifts churn from 2.0 to 3.6; search goes from 4.0 to 3.6."
        in said
    )

    await two.ana.clicks("Start this loan")
    assert two.ana.modal is not None
    assert two.ana.modal.value("Specialist") == "@Fay Sato"
    assert two.ana.modal.value("For which roles?") == ["Infrastructure engineer"]
    assert "churn" in two.ana.modal.text
    two.ana.fills("Objective", "Move training into the shared pipeline.")
    two.ana.fills("Planned return", "2026-08-31")
    two.ana.fills("Home function", "ML platform")
    await two.ana.submits()
    await two.ana.dismisses()
    await world.catch_up()
    await world.changes(two.fay, two.search, "churn", infrastructure_engineer="own it")

    said = await asks(two.ana, "/ceiling portfolio", two.churn)
    assert "churn (production): ceiling 3.6 of 5" in said
    assert "search (operation): ceiling 3.6 of 5" in said
    # Fay is lent by now, and nobody else does infrastructure alone.
    assert "No loan of one specialist would lift any of these projects." in said


async def test_the_other_loans_are_one_press_away_with_their_gain_and_their_cost(
    world: World, two: Two
) -> None:
    await world.changes(two.hal, two.search, infrastructure_engineer="routine work")
    await world.settle()
    said = await asks(two.ana, "/ceiling portfolio", two.churn)
    assert "And 1 more loan that would lift less or cost more." in said

    await two.ana.clicks("All loans")
    assert two.ana.modal is not None
    assert two.ana.modal.text.index("@Fay Sato") < two.ana.modal.text.index("@Hal Berg")
    await two.ana.clicks("Start this loan", within="@Hal Berg")
    assert two.ana.modal.value("Specialist") == "@Hal Berg"


async def test_members_see_functions_only_and_leads_who_stands_alone(two: Two) -> None:
    said = await asks(two.ben, "/ceiling portfolio", two.churn)
    assert "search (operation)" in said
    assert "@" not in said
    assert "Who stands alone and whom to borrow is shown to leads and heads only." in said
    assert "Start this loan" not in two.ben.sees(two.churn)[-1].buttons

    said = await asks(two.hal, "/ceiling portfolio", two.search)
    assert "• @Cho Lin: domain expertise in churn and search" in said
    # Hal leads search: what churn does about it is for its own lead.
    assert "lifts churn" in said
    assert "Start this loan" not in two.hal.sees(two.search)[-1].buttons


async def test_a_running_poll_shows_in_no_portfolio(world: World, two: Two) -> None:
    before = await asks(two.ana, "/ceiling portfolio", two.churn)
    # What was said in the last two working days would count as in.
    await world.wait_until_local("2026-06-11")
    await two.ana.types("/ceiling poll", in_=two.churn)
    await world.settle()
    await world.answers(two.ben, infrastructure_engineer="others come")

    meanwhile = await asks(two.ana, "/ceiling portfolio", two.churn)
    assert meanwhile.replace(" (before the open poll)", "") == before
    assert "set by infrastructure (before the open poll)" in meanwhile


async def test_no_domain_expert_can_be_borrowed(two: Two) -> None:
    await two.ana.types("/secondment start", in_=two.churn)
    assert two.ana.modal is not None
    assert "Domain expert" not in two.ana.modal.options("For which roles?")
