"""App Home: right when it is opened, and after what its viewer did in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.flows.world import choose

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World


def publications(world: World) -> int:
    return sum(call.method == "views.publish" for call in world.sandbox.workspace.calls)


async def opens_home(person: Person) -> str:
    await person.opens_home()
    return person.home().text


async def test_a_check_in_answered_at_home_is_gone_from_it_and_its_prompt_turns_into_the_receipt(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-15", "09:05")
    assert (await opens_home(churn.ben)).startswith("Waiting for you\nchurn: which roles do you cover")

    await churn.ben.clicks("No change", on=churn.ben.home())
    assert "Nothing waits for you." in churn.ben.home().text
    await world.catch_up()
    assert any("churn: thank you, saved." in each.text for each in churn.ben.inbox())


async def test_an_answer_in_a_message_publishes_no_home(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:05")
    await opens_home(churn.ben)
    before = publications(world)
    await churn.ben.clicks("No change", on=churn.ben.inbox()[-1])
    await world.catch_up()

    assert publications(world) == before
    assert "Nothing waits for you." in await opens_home(churn.ben)


async def test_what_a_modal_of_home_saved_shows_in_home_at_once(world: World, churn: Team) -> None:
    assert "could own it" not in await opens_home(churn.cho)
    await churn.cho.clicks("Update my roles", on=churn.cho.home())
    await choose(churn.cho, "data_scientist", "own it")
    await churn.cho.submits()

    assert "Data scientist: I could own it this quarter (4 stated, 2 hats → 3.6)" in churn.cho.home().text
    assert "You are least sure as data scientist in churn. Only you see this." in churn.cho.home().text
    before = publications(world)
    await churn.cho.dismisses()
    await churn.cho.clicks("Update my roles", on=churn.cho.home())
    assert publications(world) == before


async def test_long_away_one_is_told_so_in_home_and_ends_it_there(world: World, churn: Team) -> None:
    await world.goes_away(churn.cho, churn.channel, until="2026-07-15")
    assert "You are away until 15 July 2026" in await opens_home(churn.cho)
    assert "You carry no role" not in churn.cho.home().text

    await churn.cho.clicks("I am back", on=churn.cho.home())
    assert "You are away" not in churn.cho.home().text
    assert "You carry 1 role." in churn.cho.home().text


async def test_an_absence_set_in_home_is_taken_back_where_it_was_confirmed(churn: Team) -> None:
    await opens_home(churn.cho)
    await churn.cho.clicks("Set away dates", on=churn.cho.home())
    churn.cho.fills("Last day away", "2026-07-15")
    await churn.cho.submits()
    assert "You are away until 15 July 2026" in churn.cho.home().text

    await churn.cho.clicks("I am back")
    assert churn.cho.modal is not None
    assert churn.cho.modal.text.startswith("Welcome back")
    assert "You are away" not in churn.cho.home().text


async def test_a_lapsed_claim_is_confirmed_in_home(world: World, churn: Team) -> None:
    for day in ("2026-06-15", "2026-06-29", "2026-07-13"):
        await world.wait_until_local(day)
        for person in (churn.ana, churn.ben):
            await person.clicks("No change")
        await world.pass_time(timedelta(days=2, minutes=10))
    assert "You said (not confirmed since" in await opens_home(churn.cho)

    await churn.cho.clicks("I still cover this", on=churn.cho.home())
    assert "not confirmed" not in churn.cho.home().text
    assert "You carry 1 role." in churn.cho.home().text


async def test_a_project_s_trend_and_figures_are_at_hand_in_home(world: World, churn: Team) -> None:
    await opens_home(churn.ben)
    await churn.ben.clicks("See trend", on=churn.ben.home())
    assert churn.ben.modal is not None
    assert "churn" in churn.ben.modal.text
    await churn.ben.dismisses()
    await churn.ben.clicks("Export", on=churn.ben.home())
    assert "direct message" in churn.ben.modal.text
    await world.catch_up()
    assert churn.ben.inbox()[-1].files


async def test_one_persons_risk_hat_shows_in_no_other_home(world: World, churn: Team) -> None:
    await world.changes(churn.cho, churn.channel, "churn", data_scientist="parts of it")
    assert "You are least sure as data scientist" in await opens_home(churn.cho)
    for other in (churn.ana, churn.ben):
        assert "least sure" not in await opens_home(other)


async def test_a_stranger_sets_their_first_project_up_from_home(world: World, team: Team) -> None:
    other = world.sandbox.add_channel("search", members=[team.cho])
    assert (await opens_home(team.ana)).startswith("What holds your project back?")
    await team.ana.clicks("Set up a project", on=team.ana.home())
    team.ana.fills("Home channel", team.channel)
    team.ana.fills("Project name", "churn")
    await team.ana.submits()
    await team.ana.dismisses()
    await world.catch_up()

    assert team.ana.home().text.startswith("Waiting for you\nchurn: which roles do you cover")
    assert "Projects you lead" in team.ana.home().text
    assert other.messages == {}


async def test_a_channel_without_the_bot_is_said_at_its_field(world: World, team: Team) -> None:
    lonely = world.sandbox.add_channel("lonely", members=[team.ana], with_bot=False)
    await opens_home(team.ana)
    await team.ana.clicks("Set up a project", on=team.ana.home())
    team.ana.fills("Home channel", lonely)
    team.ana.fills("Project name", "lonely")
    await team.ana.submits()

    assert team.ana.modal is not None
    assert "/invite @ceiling" in team.ana.modal.errors["Home channel"]


async def test_a_press_at_home_after_the_close_says_that_it_counts_outside_the_poll(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-15", "09:05")
    await opens_home(churn.ben)
    stale = churn.ben.home()
    await world.wait_until_local("2026-06-18")
    await churn.ben.clicks("No change", on=stale)

    assert churn.ben.modal is not None
    assert "The poll had closed, so this is not in its results." in churn.ben.modal.text


async def test_a_head_sees_their_specialist_and_what_lies_across_the_projects(
    churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    shown = await opens_home(lending.hal)

    assert "@Fay Sato in churn as infrastructure engineer" in shown
    assert "Change return date" in lending.hal.home().buttons
    await lending.hal.clicks("All projects", on=lending.hal.home())
    assert lending.hal.home().text.startswith("Portfolio\n1 project.\n")
    await lending.hal.clicks("Back to Home", on=lending.hal.home())
    assert lending.hal.home().text == shown


async def test_help_is_in_reach_of_home(churn: Team) -> None:
    await opens_home(churn.ben)
    await churn.ben.clicks("Help", on=churn.ben.home())

    assert churn.ben.modal is not None
    assert "/ceiling portfolio" in churn.ben.modal.text
