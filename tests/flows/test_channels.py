"""What becomes of a project's channel: it pauses when nothing can be said there, and goes on when it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.asking import newest
from tests.flows.world import asks, summaries

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox import Channel
    from tests.flows.conftest import Team
    from tests.flows.world import World

    Act = Callable[[World, Team], Awaitable[object]]

ENDS: dict[str, tuple[Act, str]] = {
    "archived": (lambda world, team: world.sandbox.archive(team.channel), "is archived"),
    "deleted": (lambda world, team: world.sandbox.delete_channel(team.channel), "its channel was deleted"),
    "without the bot": (lambda world, team: world.sandbox.remove_bot(team.channel), "I am not in #churn"),
}


@pytest.mark.parametrize("end", ENDS)
async def test_a_project_whose_channel_cannot_be_used_pauses_and_its_lead_reads_why(
    world: World, churn: Team, end: str
) -> None:
    act, why = ENDS[end]
    await act(world, churn)
    await world.catch_up()
    assert f"churn is paused, because {'#churn ' if end == 'archived' else ''}{why}" in newest(churn.ana).text

    world.sandbox.clear_calls()
    await world.wait_until_local("2026-06-30")
    assert world.sandbox.calls == []
    assert "Paused since Monday, June 1, 2026" in await asks(churn.ana, "/ceiling status churn", lobby(world))


def lobby(world: World) -> Channel:
    return world.sandbox.add_channel("lobby", members=list(world.sandbox.workspace.people.values()))


@pytest.mark.parametrize("how", ["unarchived", "invited"])
async def test_it_goes_on_with_the_next_poll_and_tells_its_channel_nothing(
    world: World, churn: Team, how: str
) -> None:
    sandbox, channel = world.sandbox, churn.channel
    await (sandbox.archive(channel) if how == "unarchived" else sandbox.remove_bot(channel))
    await world.wait_until_local("2026-07-01")
    had = len(channel.messages)
    await (sandbox.unarchive(channel) if how == "unarchived" else sandbox.invite_bot(channel))
    await world.catch_up()
    assert len(channel.messages) == had
    assert newest(churn.ana).text.startswith("churn goes on. The next poll opens Monday, July 13, 2026")

    asked = len(churn.ben.inbox())
    await world.wait_until_local("2026-07-13", "09:01")
    assert len(churn.ben.inbox()) == asked + 1


async def test_an_event_that_comes_late_changes_nothing(world: World, churn: Team) -> None:
    await world.sandbox.remove_bot(churn.channel)
    removed = world.sandbox.deliveries[-1]
    await world.sandbox.invite_bot(churn.channel)
    await world.sandbox.repeat(removed)
    await world.catch_up()
    assert "Next poll" in await asks(churn.ana, "/ceiling status", churn.channel)


async def test_a_private_channel_tells_of_its_end_under_names_of_its_own(world: World, team: Team) -> None:
    secret = world.sandbox.add_channel("secret", members=[team.ana, team.ben], private=True)
    await world.set_up(team.ana, secret)
    secret.members.remove(world.sandbox.bot_user_id)
    await world.sandbox.emit({"type": "group_left", "channel": secret.id, "actor_id": team.ana.id})
    await world.catch_up()
    assert "/invite @ceiling" in newest(team.ana).text


async def test_a_channel_with_another_id_is_still_the_projects_home(world: World, churn: Team) -> None:
    old = churn.channel.id
    await world.sandbox.change_channel_id(churn.channel)
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()

    assert churn.channel.id != old
    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: infrastructure is thin")
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="own it")
    await world.settle()
    assert "has recovered" in churn.ana.sees(churn.channel)[-1].text


async def test_an_uninstalled_app_stops_without_a_call_and_goes_on_with_a_new_token(
    world: World, churn: Team
) -> None:
    asked = len(churn.ben.inbox())
    world.sandbox.clear_calls()
    await world.sandbox.uninstall()
    told = world.sandbox.deliveries[-2:]
    await world.wait_until_local("2026-06-22")
    assert world.sandbox.calls == []
    assert [each.status for each in told] == [200, 200]

    world.sandbox.reinstall()
    await world.stop_bot()
    await world.start_bot()
    for late in told:
        await world.sandbox.repeat(late)
    await world.catch_up()
    assert len(churn.ben.inbox()) == asked + 1, "the poll that fell due meanwhile"
    assert "@Ben Okafor: could own it" in await asks(churn.ana, "/ceiling status", churn.channel)
