"""Setting a project up through its modal: a name and members, with defaults for all else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.world import asks, told

if TYPE_CHECKING:
    from bot.sandbox import Channel, Person
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def opens_setup(lead: Person, channel: Channel, name: str = "churn") -> None:
    await lead.types("/ceiling setup", in_=channel)
    lead.fills("Project name", name)


def pick(lead: Person, *members: Person | str) -> None:
    lead.fills("Who is asked?", "Only the people I pick")
    lead.fills("Members", members, force=True)


def reads(person: Person) -> str:
    assert person.modal is not None
    return person.modal.text


def errors(person: Person) -> dict[str, str]:
    assert person.modal is not None
    return person.modal.errors


async def test_the_modal_needs_a_name_and_members_and_has_defaults_for_all_else(
    world: World, team: Team
) -> None:
    await team.ana.types("/ceiling setup", in_=team.channel)

    assert "Home channel: #churn" in reads(team.ana)
    assert "every other Monday at 09:00, Berlin time, by direct message" in reads(team.ana)
    await team.ana.submits()
    await world.catch_up()
    assert "churn is set up. 3 people are asked now" in reads(team.ana)


async def test_only_the_people_picked_are_asked(world: World, team: Team) -> None:
    await opens_setup(team.ana, team.channel)
    pick(team.ana, team.ben, team.cho)
    await team.ana.submits()
    await world.catch_up()

    assert "2 people are asked now" in reads(team.ana)
    assert (len(team.ana.inbox()), len(team.ben.inbox()), len(team.cho.inbox())) == (0, 1, 1)


async def test_picked_people_and_everyone_at_once_is_questioned(team: Team) -> None:
    await opens_setup(team.ana, team.channel)
    team.ana.fills("Members", [team.ben])
    await team.ana.submits()

    assert list(errors(team.ana)) == ["Who is asked?"]
    assert "choose “Only the people I pick”" in errors(team.ana)["Who is asked?"]


async def test_picking_nobody_is_refused_at_the_field(team: Team) -> None:
    await opens_setup(team.ana, team.channel)
    team.ana.fills("Who is asked?", "Only the people I pick")
    await team.ana.submits()

    assert errors(team.ana) == {
        "Members": "There is nobody to ask. Please pick at least one member who is not a bot."
    }


@pytest.mark.parametrize("who", ["a bot", "the bot itself", "a deactivated person", "a stranger"])
async def test_whoever_cannot_be_asked_cannot_be_a_member(world: World, team: Team, who: str) -> None:
    robot = world.sandbox.add_person("Robo", is_bot=True)
    gone = world.sandbox.add_person("Gus Gone", deleted=True)
    picked: dict[str, Person | str] = {
        "a bot": robot,
        "the bot itself": world.sandbox.bot_user_id,
        "a deactivated person": gone,
        "a stranger": "U9999999",
    }
    await opens_setup(team.ana, team.channel)
    pick(team.ana, team.ben, picked[who])
    await team.ana.submits()

    assert errors(team.ana) == {
        "Members": "Please leave out bots and people who have left: they cannot be asked."
    }


async def test_a_bot_cannot_lead(world: World, team: Team) -> None:
    robot = world.sandbox.add_person("Robo", is_bot=True)
    await opens_setup(team.ana, team.channel)
    team.ana.fills("Leads", [robot])
    await team.ana.submits()

    assert list(errors(team.ana)) == ["Leads"]


async def test_a_project_needs_a_lead(team: Team) -> None:
    await opens_setup(team.ana, team.channel)
    team.ana.fills("Leads", None)
    await team.ana.submits(force=True)

    assert errors(team.ana) == {"Leads": "A project needs at least one lead. Please pick someone."}


async def test_everyone_leaves_out_bots_and_people_who_have_left(world: World, team: Team) -> None:
    robot = world.sandbox.add_person("Robo", is_bot=True)
    gone = world.sandbox.add_person("Gus Gone", deleted=True)
    channel = world.sandbox.add_channel("pricing", members=[team.ana, team.ben, robot, gone])
    await world.set_up(team.ana, channel, "pricing")

    assert "0 of 2 in" in told(team.ana, channel)


async def test_a_team_of_sixty_is_set_up_in_one_go(world: World) -> None:
    people = [world.sandbox.add_person(f"Person {n}") for n in range(60)]
    channel = world.sandbox.add_channel("crowd", members=people)
    await world.set_up(people[0], channel, "crowd")

    assert "0 of 60 in" in told(people[0], channel)
    assert all(len(person.inbox()) == 1 for person in people)


async def test_the_stage_that_was_picked_is_the_projects(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel, "churn", stage="Operation")

    assert "churn (operation)" in await asks(team.ana, "/ceiling", team.channel)


async def test_another_lead_may_be_named(world: World, team: Team) -> None:
    await opens_setup(team.ana, team.channel)
    team.ana.fills("Leads", [team.ben])
    await team.ana.submits()
    await team.ana.dismisses()
    await world.catch_up()

    await team.ben.types("/ceiling settings", in_=team.channel)
    assert team.ben.modal is not None
    assert "leads" in await asks(team.ana, "/ceiling settings", team.channel)


async def test_a_second_project_of_a_channel_needs_a_name_of_its_own(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel, "churn")
    await team.ben.types("/ceiling setup", in_=team.channel)
    for taken in ("churn", "Churn", "“churn”"):
        team.ben.fills("Project name", taken)
        await team.ben.submits()
        assert errors(team.ben) == {
            "Project name": (
                "The channel already has a project of that name, perhaps an archived one, which /ceiling status "
                "and its name still finds. Please choose another."
            )
        }
    team.ben.fills("Project name", "uplift")
    await team.ben.submits()

    assert "uplift is set up" in reads(team.ben)


async def test_a_second_project_starts_with_no_name(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel, "churn")
    await team.ana.types("/ceiling setup", in_=team.channel)

    with pytest.raises(ValueError, match="Project name: Please complete this required field"):
        await team.ana.submits()


async def test_the_same_name_in_another_channel_is_fine(world: World, team: Team) -> None:
    other = world.sandbox.add_channel("pricing", members=[team.ana])
    await world.set_up(team.ana, team.channel, "churn")
    await world.set_up(team.ana, other, "churn")

    assert "0 of 1 in" in told(team.ana, other)
