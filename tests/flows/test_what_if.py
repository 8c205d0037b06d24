"""What the check-in modal says an answer would change, as one picks."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.flows.world import choose, opens_prompt, summaries

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World


def foreseen(person: Person) -> str:
    """What the open modal says under its menus."""
    assert person.modal is not None
    return person.modal.text.partition("If you save this:")[2].strip()


async def test_each_pick_says_what_it_would_change_and_the_channel_then_reads_just_that(
    world: World, churn: Team
) -> None:
    await churn.ben.types("/checkin", in_=churn.channel)
    assert foreseen(churn.ben) == (
        "the ceiling stays at 4.0, set by infrastructure.\n• The channel reads nothing new."
    )
    await choose(churn.ben, "infrastructure_engineer", "with help")
    await choose(churn.ben, "ml_engineer", "with help")

    assert "the ceiling goes from 4.0 to 1.8, set by infrastructure." in foreseen(churn.ben)
    assert "Infrastructure: strong (4.0) → thin (1.8)" in foreseen(churn.ben)
    assert "You wear 2 hats over all your projects: each counts 90 %." in foreseen(churn.ben)
    read = "churn: infrastructure is thin (1.8)"
    assert f"The channel reads in 5 minutes: “{read}”." in foreseen(churn.ben)
    await churn.ben.submits()
    await world.settle()
    assert summaries(churn.ana, churn.channel)[0].text.startswith(read)


async def test_a_fall_that_leads_alone_are_told_of_is_foreseen_as_that(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="with help")
    await world.settle()
    await churn.ana.types("/checkin", in_=churn.channel)
    await choose(churn.ana, "ml_engineer", "routine work")

    assert "The channel reads nothing new." in foreseen(churn.ana)
    assert "Only the leads read in 5 minutes that ML engineering fell" in foreseen(churn.ana)
    await churn.ana.submits()
    await world.settle()
    assert "ML engineering decides, and it fell." in churn.ana.inbox()[-1].text
    assert len(summaries(churn.cho, churn.channel)) == 1


async def test_the_fall_of_a_role_whose_vacancy_is_accepted_is_foreseen_as_no_news(
    world: World, team: Team
) -> None:
    await world.set_up(team.ana, team.channel)
    await world.answers(team.ana, data_scientist="others come", ml_engineer="others come")
    await team.ben.clicks("None of them")
    await world.answers(team.cho, domain_expert="others come")
    await world.settle()
    await team.ana.types("/ceiling", in_=team.channel)
    await team.ana.clicks("Accept vacancy")
    team.ana.fills("Until the end of", "2026-07-31")
    await team.ana.submits()
    await world.changes(team.ben, team.channel, infrastructure_engineer="own it")
    await world.settle()
    await team.ben.types("/checkin", in_=team.channel)
    await choose(team.ben, "infrastructure_engineer", "Not me")

    assert "Infrastructure: strong (4.0) → vacant" in foreseen(team.ben)
    assert "The channel reads nothing new." in foreseen(team.ben)


async def test_in_the_evening_the_channel_is_said_to_read_it_in_the_morning(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-02", "18:00")
    await churn.ben.types("/checkin", in_=churn.channel)
    await choose(churn.ben, "infrastructure_engineer", "with help")

    assert "The channel reads tomorrow at 09:00" in foreseen(churn.ben)


async def test_in_a_running_poll_nothing_of_what_others_answered_shows(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="with help")
    await churn.cho.clicks("Update")

    assert foreseen(churn.cho).startswith(
        "the ceiling stays at 4.0, as before this poll, set by infrastructure."
    )
    await choose(churn.cho, "domain_expert", "routine work")
    assert "Domain expertise: strong (5.0) → workable (3.0)" in foreseen(churn.cho)
    assert "2.0" not in foreseen(churn.cho)
    await churn.ben.clicks("Edit")
    assert "the ceiling goes from 4.0, as before this poll, to 2.0" in foreseen(churn.ben), (
        "one's own does show"
    )


async def test_in_a_first_poll_only_ones_own_is_foreseen(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await world.pass_time(timedelta(minutes=1))
    await world.answers(team.ben, infrastructure_engineer="own it")
    await opens_prompt(team.ana)
    await choose(team.ana, "ml_engineer", "own it")

    assert foreseen(team.ana) == "it is in the first standing, which shows when this poll closes."


async def test_picks_close_together_end_with_the_last_one_shown(world: World, churn: Team) -> None:
    await churn.ben.types("/checkin", in_=churn.channel)
    held = world.sandbox.faults.hold("views.update")
    first = asyncio.create_task(choose(churn.ben, "infrastructure_engineer", "with help"))
    await held.reached.wait()
    second = asyncio.create_task(choose(churn.ben, "infrastructure_engineer", "routine work"))
    await asyncio.sleep(0)
    held.release()
    await asyncio.gather(first, second)

    assert "to 3.0" in foreseen(churn.ben)
    assert churn.ben.modal is not None
    assert churn.ben.modal.value("Infrastructure engineer") == "3 · the routine work alone"


async def test_whatever_fails_the_answer_is_taken(world: World, churn: Team) -> None:
    await churn.ben.types("/checkin", in_=churn.channel)
    world.sandbox.faults.add("views.update", error="internal_error", status=500)
    await choose(churn.ben, "infrastructure_engineer", "with help")
    assert "stays at 4.0" in foreseen(churn.ben)

    await churn.ben.submits()
    await world.settle()
    assert len(summaries(churn.ana, churn.channel)) == 1
    assert churn.ben.inbox()[-1].text.count("Nothing was saved") == 0
