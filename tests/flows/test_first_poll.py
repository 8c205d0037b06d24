"""A project is set up, its members are asked at once, and the channel sees what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def test_members_are_asked_at_once_and_told_who_added_them(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)

    [prompt] = team.cho.inbox()
    assert "@Ana Ruiz added you" in prompt.text
    assert "visible to this project" in prompt.text
    assert prompt.buttons == ["Answer", "None of them", "Skip", "Not my project", "Ask me less"]


async def test_the_channel_sees_progress_but_no_results_while_the_first_poll_is_open(
    world: World, team: Team
) -> None:
    await world.set_up(team.ana, team.channel)
    await world.answers(team.ben, infrastructure_engineer="own it")
    await world.settle()

    [root] = team.cho.sees(team.channel)
    assert "1 of 3 in" in root.text
    assert "Infrastructure" not in root.text


async def test_the_channel_sees_the_standing_once_everyone_has_answered(churn: Team) -> None:
    [root] = churn.cho.sees(churn.channel)
    assert "3 of 3 in" in root.text
    assert "Infrastructure: strong (4.0)" in root.text
