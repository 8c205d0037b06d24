"""Whoever wishes is asked less often, or not at all: what that does is said before, and silence stays silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.asking import newest
from tests.flows.test_lapsing import POLLS, polls_pass, told
from tests.flows.world import asks, summaries

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World

QUESTION = "which roles do you cover"


async def asks_for(world: World, person: Person, how_often: str) -> None:
    """Let a person say from their newest prompt how often they wish to be asked."""
    await person.clicks("Ask me less")
    person.fills("Ask me", how_often)
    await person.submits()
    assert "How often I am asked in App Home changes that" in (person.modal.text if person.modal else "")
    await person.dismisses()
    await world.catch_up()


async def test_who_is_asked_in_every_other_poll_loses_no_claim_to_the_polls_between(
    world: World, churn: Team
) -> None:
    await world.wait_until_local(POLLS[0])
    await asks_for(world, churn.cho, "in every other poll")
    await churn.cho.clicks("No change")
    asked = len(churn.cho.inbox())
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[1:2])
    assert len(churn.cho.inbox()) == asked

    await world.wait_until_local(POLLS[2])
    assert QUESTION in newest(churn.cho).text
    assert "unconfirmed" not in newest(churn.cho).text


async def test_who_is_muted_reads_what_it_costs_gets_no_question_and_is_not_trusted_for_ever(
    world: World, churn: Team
) -> None:
    await world.wait_until_local(POLLS[0])
    await churn.cho.clicks("Ask me less")
    assert "that confirms nothing, so after 3 polls your roles stop counting" in (
        churn.cho.modal.text if churn.cho.modal else ""
    )
    await churn.cho.dismisses()
    await asks_for(world, churn.cho, "never (mute)")
    assert "skipped this time" in newest(churn.cho).text
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[1:])

    assert not told(churn.cho, QUESTION)
    assert not told(churn.cho, "One reminder")
    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise is not confirmed")


async def test_app_home_says_it_and_takes_it_back(world: World, churn: Team) -> None:
    await world.wait_until_local(POLLS[0])
    await asks_for(world, churn.cho, "never (mute)")
    await churn.cho.opens_home()
    assert "You are not asked: you have muted it." in churn.cho.home().text
    await churn.cho.clicks("How often I am asked", on=churn.cho.home())
    churn.cho.fills("Ask me", "in every poll")
    await churn.cho.submits()
    await churn.cho.dismisses()
    await world.wait_until_local(POLLS[1], "09:01")

    assert QUESTION in newest(churn.cho).text


async def test_days_off_are_set_from_the_prompt_as_well(world: World, churn: Team) -> None:
    await world.wait_until_local(POLLS[0])
    await churn.cho.clicks("Ask me less")
    churn.cho.fills("Or I am away until", "2026-06-14")
    await churn.cho.submits()
    assert "Please pick an end that is today or later" in " ".join(
        (churn.cho.modal.errors if churn.cho.modal else {}).values()
    )
    churn.cho.fills("Or I am away until", "2026-06-19")
    await churn.cho.submits()
    assert "you are away from 15 June 2026 to 19 June 2026" in (
        churn.cho.modal.text if churn.cho.modal else ""
    )
    await churn.cho.dismisses()
    await world.catch_up()

    assert "you are away, so nothing is asked of you" in newest(churn.cho).text


async def test_whoever_is_muted_and_away_at_once_stays_muted_on_their_return(
    world: World, churn: Team
) -> None:
    await world.wait_until_local(POLLS[0])
    await churn.cho.clicks("Ask me less")
    churn.cho.fills("Ask me", "never (mute)")
    churn.cho.fills("Or I am away until", POLLS[0])
    await churn.cho.submits()
    await churn.cho.clicks("I am back")
    await world.wait_until_local("2026-06-18")

    assert not told(churn.cho, "One reminder")
    assert "skipped this time" in newest(churn.cho).text


async def leaves(person: Person) -> str:
    """Let a person leave churn from Home; return what they read, or why they cannot."""
    await person.opens_home()
    await person.clicks("How often I am asked", on=person.home())
    person.fills("Ask me", "not any more: I do not work on it")
    await person.submits()
    assert person.modal is not None
    return " ".join(person.modal.errors.values()) or person.modal.text


async def test_whoever_does_not_work_on_a_project_any_more_leaves_it_from_home(
    world: World, churn: Team
) -> None:
    assert "You have left churn: you are not asked about it any more" in await leaves(churn.cho)
    assert "churn" not in churn.cho.home().text
    again = await world.sandbox.repeat(world.sandbox.deliveries[-1])
    assert "You have left" in str(again.body)

    had = len(churn.cho.inbox())
    await world.wait_until_local("2026-06-16")
    assert len(churn.cho.inbox()) == had
    assert "@Cho" not in await asks(churn.ana, "/ceiling", churn.channel)


async def test_whoever_leaves_after_answering_is_still_counted_as_in(world: World, churn: Team) -> None:
    await world.wait_until_local(POLLS[0])
    await churn.cho.clicks("No change")
    await leaves(churn.cho)
    assert "1 of 3 in" in await asks(churn.ana, "/ceiling", churn.channel)


async def test_whoever_is_lent_to_a_project_leaves_it_by_the_end_of_the_secondment(
    churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    assert "You are on secondment to this project." in await leaves(lending.fay)
