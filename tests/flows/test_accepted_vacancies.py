"""A lead may accept that a role is vacant for a while: it is shown as accepted, and alarms nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.sandbox import NotSeen
from tests.flows.world import asks, summaries, sweep

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.flows.conftest import Team
    from tests.flows.world import World


@pytest.fixture
async def without_infrastructure(world: World, team: Team) -> Team:
    """The project *churn* after its first poll: nobody covers infrastructure, and Ana, its lead, looks at it."""
    await world.set_up(team.ana, team.channel)
    await world.answers(team.ana, data_scientist="others come", ml_engineer="others come")
    await team.ben.clicks("None of them")
    await world.answers(team.cho, domain_expert="others come")
    await world.settle()
    await team.ana.types("/ceiling", in_=team.channel)
    return team


async def accept(team: Team, until_on: str) -> None:
    """Let Ana accept in the status before her that infrastructure is vacant until a day."""
    await team.ana.clicks("Accept vacancy")
    team.ana.fills("Until the end of", until_on)
    await team.ana.submits()
    await team.ana.dismisses()


async def ben_comes(world: World, team: Team) -> None:
    """Let Ben take infrastructure over, until the change has settled and been seen."""
    await world.changes(team.ben, team.channel, infrastructure_engineer="own it")
    await world.settle()


async def ben_goes(world: World, team: Team) -> None:
    """Let him hand it away again."""
    await world.changes(team.ben, team.channel, infrastructure_engineer="Not me")
    await world.settle()


async def test_an_accepted_vacancy_is_shown_as_such_to_all_and_who_accepted_it_to_members(
    world: World, without_infrastructure: Team
) -> None:
    team = without_infrastructure
    dee = world.sandbox.add_person("Dee Moss")
    elsewhere = world.sandbox.add_channel("elsewhere", members=[dee])
    await accept(team, "2026-07-31")

    said = await asks(team.ben, "/ceiling", team.channel)
    assert "Infrastructure: vacant, accepted until 31 July 2026" in said
    assert "accepted by @Ana Ruiz" in said
    said = await asks(dee, "/ceiling status churn", elsewhere)
    assert "vacant, accepted until 31 July 2026" in said
    assert "accepted by" not in said


async def test_the_role_may_be_taken_over_and_given_up_again_without_an_alarm_until_it_is_accepted_no_longer(
    world: World, without_infrastructure: Team
) -> None:
    team = without_infrastructure
    await accept(team, "2026-07-31")
    await ben_comes(world, team)
    await ben_goes(world, team)
    assert summaries(team.ana, team.channel) == []

    await team.ana.types("/ceiling", in_=team.channel)
    await team.ana.clicks("No longer accept")
    await ben_comes(world, team)
    await ben_goes(world, team)
    assert len(summaries(team.ana, team.channel)) == 1


async def test_it_is_accepted_no_longer_than_was_said(world: World, without_infrastructure: Team) -> None:
    team = without_infrastructure
    await accept(team, "2026-06-05")
    await world.wait_until_local("2026-06-08", "10:00")
    await ben_comes(world, team)
    await ben_goes(world, team)

    assert len(summaries(team.ana, team.channel)) == 1


async def test_whatever_cannot_be_accepted_is_said_at_its_field(
    world: World, without_infrastructure: Team
) -> None:
    team = without_infrastructure
    await team.ana.clicks("Accept vacancy")
    assert "Domain expert" not in (team.ana.modal.options("Role") if team.ana.modal else [])
    await team.ana.submits()
    assert "Please pick a day, a stage below, or both" in errors(team)
    team.ana.fills("Until the end of", "2026-05-31")
    await team.ana.submits()
    assert "Please pick a day that is today or later" in errors(team)
    team.ana.fills("Until the end of", "2026-07-31")
    team.ana.fills("Or until the project reaches", "Research")
    await team.ana.submits()
    assert "research" in (team.ana.modal.text if team.ana.modal else "")
    assert world.sandbox.broken_rules == []


def errors(team: Team) -> str:
    """Return what is said at the fields of the modal before Ana."""
    assert team.ana.modal is not None
    return " ".join(team.ana.modal.errors.values())


async def test_only_leads_are_offered_to_accept_one(without_infrastructure: Team) -> None:
    team = without_infrastructure
    await team.ben.types("/ceiling", in_=team.channel)
    with pytest.raises(NotSeen):
        await team.ben.clicks("Accept vacancy")


async def test_when_its_time_is_over_the_lead_is_asked_again_and_may_accept_it_for_longer(
    world: World, without_infrastructure: Team
) -> None:
    team = without_infrastructure
    await accept(team, "2026-06-04")
    await world.wait_until_local("2026-06-05", "09:05")
    note = team.ana.inbox()[-1]
    assert "a vacancy in infrastructure was accepted until 4 June 2026. That time is over" in note.text
    assert note.buttons == ["Accept vacancy", "Ask for a secondment"]

    await accept(team, "2026-07-31")
    assert "vacant, accepted until 31 July 2026" in await asks(team.ben, "/ceiling", team.channel)


async def test_what_nobody_looks_at_by_itself_is_looked_at_once_a_day(
    world: World, without_infrastructure: Team
) -> None:
    team = without_infrastructure
    await accept(team, "2026-06-04")

    def as_the_version_before(session: Session) -> None:
        session.connection().execute(text("UPDATE acceptances SET notice_at = NULL"))

    await world.bot.database.write(as_the_version_before)
    await world.wait_until_local("2026-06-05", "09:05")
    assert "That time is over" not in team.ana.inbox()[-1].text
    await sweep(world)
    await world.wait_until_local("2026-06-08", "09:05")
    assert (
        "a vacancy in infrastructure was accepted until 4 June 2026. That time is over"
        in team.ana.inbox()[-1].text
    )
