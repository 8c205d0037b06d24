"""Slack, or whoever replays what it signed, may deliver anything again: it counts once and is answered alike."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlmodel import SQLModel, col, select

from models.messages import Message
from tests.flows.asking import newest
from tests.flows.lending import RETURN
from tests.flows.world import choose

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from sqlmodel import Session

    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World


async def twice(world: World, act: Awaitable[Any]) -> None:
    """Let somebody act, and deliver what came of it twice more at the same time: nobody sees a difference."""
    await act
    await world.catch_up()
    delivered = world.sandbox.deliveries[-1]
    before = shown(world), await stored(world)
    again = await asyncio.gather(*(world.sandbox.repeat(delivered) for _ in range(2)))
    await world.catch_up()

    assert [(ack.status, ack.body) for ack in again] == [(delivered.status, delivered.answer)] * 2
    assert (shown(world), await stored(world)) == before


def shown(world: World) -> dict[str, Any]:
    """Return every message of every channel; a private note that repeats word for word counts once."""
    return {
        channel.id: (
            [each.text for each in channel.messages.values() if each.only_for is None],
            {(each.text, each.only_for) for each in channel.messages.values() if each.only_for},
        )
        for channel in world.sandbox.workspace.channels.values()
    }


async def stored(world: World) -> Counter[str]:
    """Count the rows of each table, and how often something was posted."""

    def count(session: Session) -> Counter[str]:
        counted = Counter(
            {
                name: session.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in SQLModel.metadata.tables.items()
            }
        )
        posted = select(func.count()).where(col(Message.slack_ts).is_not(None))
        return counted + Counter({"posted": session.exec(posted).one()})

    return await world.bot.database.read(count)


async def fills_in_and_submits(team: Team, **fields: object) -> None:
    for name, content in fields.items():
        team.ana.fills(name.replace("_", " "), content)
    await team.ana.submits()


async def test_everything_that_runs_a_project_counts_once(world: World, team: Team) -> None:
    ana, channel = team.ana, team.channel
    await ana.types("/ceiling setup", in_=channel)
    await twice(world, fills_in_and_submits(team, Project_name="churn"))
    await ana.dismisses()
    await twice(world, ana.types("/ceiling poll close", in_=channel))
    await twice(world, ana.clicks("Ask now", on=newest(ana)))
    await twice(world, ana.types("/ceiling poll close", in_=channel))
    await twice(world, ana.types("/ceiling poll", in_=channel))
    await ana.types("/ceiling settings", in_=channel)
    await twice(world, fills_in_and_submits(team, Project_name="churn 2"))
    await ana.dismisses()
    await ana.types("/ceiling stage", in_=channel)
    await twice(world, fills_in_and_submits(team, Stage=stage_options(team)[-1]))
    await ana.dismisses()


def stage_options(team: Team) -> list[str]:
    assert team.ana.modal is not None
    return team.ana.modal.options("Stage")


async def test_every_answer_and_absence_counts_once(world: World, churn: Team) -> None:
    await churn.ana.types("/ceiling status", in_=churn.channel)
    await twice(world, churn.ana.clicks("Share in channel"))
    await world.wait_until_local("2026-06-15", "09:01")
    await twice(world, churn.ana.clicks("No change"))
    await twice(world, churn.cho.clicks("Skip"))
    await churn.ben.clicks("Update")
    await choose(churn.ben, "infrastructure_engineer", "parts of it")
    await twice(world, churn.ben.submits())
    await churn.ben.types("/ceiling away", in_=churn.channel)
    churn.ben.fills("Last day away", "2026-07-31")
    await twice(world, churn.ben.submits())
    await churn.ben.dismisses()
    await twice(world, churn.ben.types("/ceiling away back", in_=churn.channel))


async def test_the_same_absence_declared_again_tells_nobody_again(world: World, churn: Team) -> None:
    await world.goes_away(churn.ben, churn.channel, "2026-07-31")
    told = len(churn.ana.inbox())
    await world.goes_away(churn.ben, churn.channel, "2026-07-31")
    assert len(churn.ana.inbox()) == told


async def test_every_step_of_a_secondment_counts_once(world: World, churn: Team, lending: Lending) -> None:
    ana, channel = churn.ana, churn.channel
    await ana.types("/secondment start", in_=channel)
    await twice(world, lending.fills_in(ana))
    for command, fields in (
        ("/secondment extend", {"Planned return": "2026-09-30"}),
        ("/secondment met", {}),
    ):
        await ana.types(command, in_=channel)
        await twice(world, fills_in_and_submits(churn, **fields))
        await ana.dismisses()
    await ana.clicks("Add next goals")
    await twice(world, fills_in_and_submits(churn, Next_goals="Watch it."))
    await ana.dismisses()
    await twice(world, ana.types("/secondment return", in_=channel))
    await lending.starts(ana, returns_on=RETURN)
    await ana.types("/secondment end", in_=channel)
    await twice(world, fills_in_and_submits(churn))


async def test_every_event_counts_once(world: World, churn: Team) -> None:
    sandbox = world.sandbox
    elsewhere = sandbox.add_channel("uplift", members=[churn.ana], with_bot=False)
    await twice(world, sandbox.invite_bot(elsewhere, by=churn.ana))
    await twice(world, sandbox.rename_channel(churn.channel, "churn-2"))
    await twice(world, sandbox.leave(churn.cho, churn.channel))
    await twice(world, sandbox.deactivate(churn.ben))
    await twice(world, sandbox.reactivate(churn.ben))
