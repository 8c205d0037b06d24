"""A workspace that was kept and restored: everybody sees what they saw, and the bot goes on working in it."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.clock import Clock
from bot.demo.standing_clock import StandingClock
from bot.sandbox.keeping import kept, restored
from tests.flows.world import START, World, choose, opens_prompt

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox import Person, Sandbox


def opened(directory: Path, workspace: bytes | None = None) -> Any:
    clock = StandingClock(START)
    url = f"sqlite:///{directory}/ceiling.db"
    return World.opened(url, clock, clock.set, workspace=workspace, migrates=True)


async def everything_seen(sandbox: Sandbox) -> str:
    """Return the page's whole state for everyone, in every place and every thread."""
    channels = sandbox.workspace.channels
    states = []
    async with aiohttp.ClientSession() as session:
        for person in sandbox.workspace.people:
            for place in ["home", *channels]:
                stamps = ["", *channels[place].messages] if place in channels else [""]
                for thread in stamps:
                    query = {"as": person, "in": place, "thread": thread}
                    async with session.get(f"{sandbox.page_url}page/state", params=query) as answer:
                        states.append({**await answer.json(), "version": 0, "traffic": None})
    return json.dumps(states, indent=1)


async def test_a_restored_workspace_shows_everyone_the_same_and_the_bot_goes_on_in_it(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    async with opened(before) as world:
        await lives_a_little(world)
        content, seen = world.sandbox.kept(), await everything_seen(world.sandbox)
    shutil.copytree(before, after)

    async with opened(after, content) as world:
        assert await everything_seen(world.sandbox) == seen
        ana, ben = (world.sandbox.workspace.people[each] for each in list(world.sandbox.workspace.people)[:2])
        await answers_the_modal_that_was_open(world, ben)
        assert "thank you" in ben.inbox()[-1].text
        await world.pass_time(timedelta(days=15))
        assert "still waits for your answer" in ana.inbox()[-1].text
        assert world.sandbox.broken_rules == []


async def lives_a_little(world: World) -> None:
    ana = world.sandbox.add_person("Ana", zone="Europe/Berlin")
    ben = world.sandbox.add_person("Ben", zone="America/New_York")
    churn = world.sandbox.add_channel("churn", members=[ana, ben], private=True)
    await world.set_up(ana, churn)
    await world.answers(ana, ml_engineer="own it")
    await ana.opens_home()
    await ana.types("/ceiling status", in_=churn)
    world.sandbox.mark_all_read()
    await ana.types("How is it going?", in_=churn, under=ana.sees(churn)[0].message)
    await opens_prompt(ben)
    await choose(ben, "domain_expert", "own it")


async def answers_the_modal_that_was_open(world: World, ben: Person) -> None:
    assert ben.modal is not None
    assert str(ben.modal.value("Domain expert")).startswith("4")
    await ben.submits()
    await world.catch_up()


def test_a_living_part_is_not_kept_but_taken_from_where_the_state_is_restored() -> None:
    clock = Clock()
    living = {"clock": clock}
    state = {"held": [1, 2], "clock": clock}
    again = restored(kept(state, living), {"clock": (other := Clock())})
    assert again == {"held": [1, 2], "clock": other}
