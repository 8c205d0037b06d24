"""Moving a project to another channel: who stays, who is told, and where it is spoken of from then on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.flows.asking import newest
from tests.flows.world import asks, summaries, told

if TYPE_CHECKING:
    from bot.sandbox import Channel
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World


@pytest.fixture
def attic(world: World, team: Team) -> Channel:
    """A private channel of Ana and Ben, the bot among them."""
    return world.sandbox.add_channel("attic", members=[team.ana, team.ben], private=True)


async def moves(world: World, team: Team, to: Channel, name: str = "churn") -> str:
    """Let Ana move the project; return what she reads then, at the fields or instead of them."""
    await team.ana.types("/ceiling settings churn")
    team.ana.fills("Home channel", to)
    team.ana.fills("Project name", name)
    await team.ana.submits()
    modal = team.ana.modal
    assert modal is not None
    said = "".join(f"{field}: {error}" for field, error in modal.errors.items()) or modal.text
    await team.ana.dismisses()
    await world.catch_up()
    return said


async def test_both_channels_are_told_members_stay_and_later_messages_go_to_the_new_one(
    world: World, churn: Team, attic: Channel
) -> None:
    assert "Its home is #attic now." in await moves(world, churn, attic)
    assert "Ana Ruiz moved churn here from #churn." in told(churn.ben, attic)
    assert "Ana Ruiz moved churn to" in told(churn.ana, churn.channel)
    await churn.ana.types("/ceiling settings churn")
    assert churn.ana.modal is not None
    assert "Home channel: #churn → #attic" in churn.ana.modal.text
    assert churn.ana.modal.value("Home channel") == "#attic"
    await churn.ana.dismisses()

    await world.pass_time(timedelta(days=2))
    assert "@Cho Lin" in await asks(churn.ana, "/ceiling", attic), (
        "she is not in the channel, and still a member"
    )
    await world.changes(churn.ben, attic, infrastructure_engineer="with help")
    await world.settle()
    assert len(summaries(churn.ben, attic)) == 1
    assert summaries(churn.ben, churn.channel) == []


async def test_who_may_see_a_project_follows_its_channel(world: World, churn: Team, attic: Channel) -> None:
    eve = world.sandbox.add_person("Eve", zone="Europe/Berlin")
    lobby = world.sandbox.add_channel("lobby", members=[eve])
    assert "churn (production)" in await asks(eve, "/ceiling status churn", lobby)

    await moves(world, churn, attic)
    assert "I know no such project" in await asks(eve, "/ceiling status churn", lobby)
    await moves(world, churn, lobby)
    assert "churn (production)" in await asks(eve, "/ceiling status churn", lobby)


async def test_a_move_that_cannot_be_says_why_at_its_field_and_changes_nothing(
    world: World, churn: Team, attic: Channel
) -> None:
    await world.sandbox.remove_bot(attic)
    await world.catch_up()
    assert await moves(world, churn, attic) == (
        "Home channel: I am not in this channel yet. Type /invite @ceiling in it, then try again."
    )
    await world.sandbox.invite_bot(attic)
    await world.set_up(churn.ben, attic, "Churn")
    assert "Project name: The channel already has a project of that name" in await moves(world, churn, attic)
    assert "churn (production)" in await asks(churn.ana, "/ceiling", churn.channel)

    assert "Its home is #attic now." in await moves(world, churn, attic, name="churn 2")


async def test_an_open_poll_and_a_live_summary_are_posted_anew_and_the_old_ones_stay_as_they_were(
    world: World, churn: Team, attic: Channel
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="with help")
    await world.wait_until_local("2026-06-10")
    await churn.ana.types("/ceiling settings churn")
    churn.ana.fills("How to ask", "In the channel")
    await churn.ana.submits()
    await churn.ana.dismisses()
    await churn.ana.types("/ceiling poll", in_=churn.channel)
    await world.catch_up()
    edited = [seen.edited for seen in churn.cho.sees(churn.channel)]

    await moves(world, churn, attic)
    assert len(summaries(churn.ben, attic)) == 1
    root = next(seen for seen in churn.ben.sees(attic) if "Answer" in seen.buttons)
    assert "0 of 3 in" in root.text
    await churn.ben.clicks("Answer", on=root)
    await churn.ben.submits()
    await churn.ben.dismisses()
    await world.pass_time(timedelta(days=3))

    assert any("poll closed\n1 of 3 in" in seen.text for seen in churn.ben.sees(attic))
    *stale, notice = churn.cho.sees(churn.channel)
    assert [seen.edited for seen in stale] == edited
    assert "0 of 3 in" in stale[-1].text
    assert "what stands here is not brought up to date" in notice.text


async def test_goals_named_after_a_move_are_told_where_the_project_is_now(
    world: World, churn: Team, attic: Channel, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    await lending.marks_met(churn.ana)
    assert "Next goals: none yet" in told(churn.ana, churn.channel)
    await moves(world, churn, attic)
    await churn.ana.clicks("Add next goals")
    churn.ana.fills("Next goals", "Hand the runbooks to Ben")
    await churn.ana.submits()
    await churn.ana.dismisses()
    await world.catch_up()

    assert "Hand the runbooks to Ben" in told(churn.ben, attic)
    assert not any("runbooks" in seen.text for seen in churn.cho.sees(churn.channel))


async def test_a_project_whose_channel_was_archived_goes_on_in_another(
    world: World, churn: Team, attic: Channel
) -> None:
    await world.sandbox.archive(churn.channel)
    await world.catch_up()
    assert "or when a lead moves it to another channel in its settings" in newest(churn.ana).text
    await churn.ana.clicks("Settings", on=newest(churn.ana))
    churn.ana.fills("Home channel", attic)
    await churn.ana.submits()
    await churn.ana.dismisses()
    await world.catch_up()

    assert "churn goes on." in newest(churn.ana).text
    assert "moved churn here" in told(churn.ben, attic)
    assert "Next poll" in await asks(churn.ana, "/ceiling", attic)
