"""What `/ceiling status` says in each state of a project, and what sharing it posts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.flows.world import asks, refused, told

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def test_without_a_project_it_says_how_to_make_one(team: Team) -> None:
    said = await asks(team.ana, "/ceiling", team.channel)

    assert refused(said) == "I know no such project here. /ceiling setup makes one."


async def test_members_see_strengths_people_arithmetic_and_the_next_poll(churn: Team) -> None:
    said = await asks(churn.ben, "/ceiling status", churn.channel)

    assert "churn (production): ceiling 4.0 of 5, set by infrastructure" in said
    assert "Infrastructure: strong (4.0)\n• @Ben Okafor: could own it this quarter" in said
    assert "• @Ana Ruiz: others come to them for it (5 stated, 2 hats → 4.5)" in said
    assert "One step up in infrastructure, to “others come to them for it”, lifts churn to 4.5." in said
    assert "Each function rests on one person." in said
    assert "Everyone answered the last poll." in said
    assert "Next poll: Monday, June 15, 2026 at 09:00." in said
    assert churn.ben.sees(churn.channel)[-1].ephemeral
    assert "ceiling 4.0" not in told(churn.cho, churn.channel)


async def test_during_the_first_poll_there_is_no_standing_yet(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await world.pass_time(timedelta(minutes=1))
    await world.answers(team.ben, infrastructure_engineer="own it")

    said = await asks(team.ana, "/ceiling", team.channel)
    assert "1 of 3 in" in said
    assert "No standing yet" in said
    assert "Nobody has answered" not in said
    assert "Infrastructure" not in said
    assert "Your own answer: Infrastructure engineer: I could own it this quarter." in await asks(
        team.ben, "/ceiling", team.channel
    )
    await team.ana.opens_home()
    assert "no standing yet: it shows when this poll closes" in team.ana.home().text


async def test_a_first_poll_without_an_answer_leaves_nothing_to_show(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await world.wait_until_local("2026-06-04")

    said = await asks(team.ana, "/ceiling", team.channel)
    assert "Nobody has answered yet" in said
    assert team.ana.sees(team.channel)[-1].buttons == ["Update my roles", "Ask now", "Stage", "Settings"]


async def test_while_a_poll_is_open_the_standing_is_from_before_it(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="with help")

    said = await asks(churn.ana, "/ceiling", churn.channel)
    assert "1 of 3 in. The standing shown is the one from before it." in said
    assert "Infrastructure: strong (4.0)" in said
    await churn.ana.opens_home()
    assert "(before the open poll)" in churn.ana.home().text
    assert "A change waits" not in said, "what is answered meanwhile is nobody's business yet"
    own = await asks(churn.ben, "/ceiling", churn.channel)
    assert "Your own answer: Infrastructure engineer: parts of it, with help." in own


async def test_a_change_that_waits_is_said_with_until_when_and_why(world: World, churn: Team) -> None:
    await churn.ben.types("/checkin", in_=churn.channel)
    await change_infrastructure(churn)
    said = await asks(churn.ana, "/ceiling", churn.channel)

    assert "A change waits until today at 10:" in said
    assert "in case it is taken back." in said
    await world.settle()
    assert "A change waits" not in await asks(churn.ana, "/ceiling", churn.channel)


async def test_a_summary_that_waits_for_working_hours_says_so(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-01", "20:00")
    await churn.ben.types("/checkin", in_=churn.channel)
    await change_infrastructure(churn)
    await world.settle()

    said = await asks(churn.ana, "/ceiling", churn.channel)
    assert "A summary waits for working hours: tomorrow at 09:00." in said


async def change_infrastructure(churn: Team) -> None:
    modal = churn.ben.modal
    assert modal is not None
    options = modal.options("Infrastructure engineer")
    await churn.ben.chooses("Infrastructure engineer", next(o for o in options if "with help" in o))
    await churn.ben.submits()


async def test_several_projects_of_a_channel_are_a_choice(world: World, churn: Team) -> None:
    await world.set_up(churn.cho, churn.channel, "uplift")
    said = await asks(churn.ben, "/ceiling", churn.channel)
    assert said.startswith("Which project?")
    await churn.ben.clicks("Choose", within="churn")

    assert "churn (production): ceiling 4.0" in told(churn.ben, churn.channel)
    assert "uplift" in await asks(churn.ben, "/ceiling status uplift", churn.channel)


async def test_elsewhere_one_sees_ones_own_project(world: World, churn: Team) -> None:
    random = world.sandbox.add_channel("random", members=[churn.ben])

    assert "churn" in await asks(churn.ben, "/ceiling", random)
    await churn.ben.types("/ceiling")
    assert "churn" in churn.ben.inbox()[-1].text
    assert "Share in channel" not in churn.ben.inbox()[-1].buttons


async def test_sharing_posts_the_functions_for_all_and_nobody_s_name(churn: Team) -> None:
    await churn.ana.types("/ceiling", in_=churn.channel)
    await churn.ana.clicks("Share in channel")

    shared = churn.cho.sees(churn.channel)[-1]
    assert not shared.ephemeral
    assert "churn (production): ceiling 4.0 of 5" in shared.text
    assert "Infrastructure: strong (4.0)" in shared.text
    assert "@" not in shared.text
    assert shared.buttons == []


async def test_status_of_ones_project_opens_in_home(churn: Team) -> None:
    await churn.ana.opens_home()
    await churn.ana.clicks("Status", on=churn.ana.home())

    assert churn.ana.modal is not None
    assert "churn (production): ceiling 4.0 of 5" in churn.ana.modal.text
    assert len(churn.ana.inbox()) == 1


async def test_status_opened_in_home_is_no_dead_end(world: World, churn: Team) -> None:
    await world.changes(churn.cho, churn.channel, domain_expert="Not me")
    await churn.ana.opens_home()
    await churn.ana.clicks("Status", on=churn.ana.home())
    await churn.ana.clicks("Who knows this?")
    assert churn.ana.modal is not None
    assert "If you lead it and know that person, press Add someone." in churn.ana.modal.text

    await churn.ana.clicks("Add someone")
    assert churn.ana.modal is not None
    assert churn.ana.modal.title == "Settings"


async def test_the_stage_is_changed_from_status_and_home_follows(churn: Team) -> None:
    await churn.ana.opens_home()
    await churn.ana.clicks("Status", on=churn.ana.home())
    await churn.ana.clicks("Stage")
    churn.ana.fills("Stage", "Operation (needs most: infrastructure engineer)")
    await churn.ana.submits()
    await churn.ana.dismisses()

    assert churn.ana.modal is None
    assert "churn (operation)" in churn.ana.home().text


async def test_a_poll_is_opened_and_closed_by_its_leads_one_at_a_time(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-05")
    ana, channel = churn.ana, churn.channel
    assert "No poll is open. /ceiling poll opens one now." in await asks(ana, "/ceiling poll close", channel)
    said = await asks(ana, "/ceiling poll", channel)
    assert "The poll for churn is open until Tuesday, June 9, 2026 at 09:00. 3 people are asked now." in said
    await world.catch_up()
    assert len(churn.ben.inbox()) == 2
    assert "A poll is already open. /ceiling poll close closes it." in await asks(
        ana, "/ceiling poll", channel
    )
    assert "for the project's leads" in await asks(churn.ben, "/ceiling poll close", channel)
    assert "The poll for churn is closed: 0 of 3 in." in await asks(ana, "/ceiling poll close churn", channel)


async def test_a_poll_opened_right_after_the_answers_asks_nobody(churn: Team) -> None:
    said = await asks(churn.ana, "/ceiling poll", churn.channel)

    assert "Nobody needs to be asked: all answered in the last two working days." in said


async def test_an_open_poll_is_closed_by_a_button_of_the_status(churn: Team) -> None:
    await asks(churn.ana, "/ceiling", churn.channel)
    await churn.ana.clicks("Ask now")
    await asks(churn.ben, "/ceiling", churn.channel)
    assert "Close the poll" not in churn.ben.sees(churn.channel)[-1].buttons
    await asks(churn.ana, "/ceiling", churn.channel)
    await churn.ana.clicks("Close the poll")
    assert "The poll for churn is closed: 3 of 3 in." in told(churn.ana, churn.channel)
