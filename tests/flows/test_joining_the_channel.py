"""Somebody joins a project's channel: nobody is added without a lead's word, and leads are asked if they wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from models.workspaces import Channel
from tests.flows.asking import newest
from tests.flows.world import sweep

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def wishes_to_be_asked(team: Team, *, wished: bool = True) -> None:
    """Let Ana set whether the leads are asked about whoever joins the channel."""
    await team.ana.types("/ceiling settings", in_=team.channel)
    team.ana.fills("When somebody joins the channel", ["Ask the leads whether to add them"] if wished else [])
    await team.ana.submits()
    await team.ana.dismisses()


async def dee_joins(world: World, team: Team, *, wished: bool = True) -> Person:
    """Let Dee join the channel, its leads to be asked or not."""
    await wishes_to_be_asked(team, wished=wished)
    dee = world.sandbox.add_person("Dee Diaz", zone="Europe/Berlin")
    for _ in range(2):  # Slack may tell twice
        await world.sandbox.join(dee, team.channel)
    await world.catch_up()
    return dee


async def test_a_lead_who_wishes_it_is_asked_and_adds_whoever_joined(world: World, churn: Team) -> None:
    asked_before = len(churn.ana.inbox())
    dee = await dee_joins(world, churn)
    assert len(churn.ana.inbox()) == asked_before + 1
    asked = newest(churn.ana)
    assert "@Dee Diaz joined #churn. Are they part of churn?" in asked.text
    assert dee.inbox() == []

    await churn.ana.clicks("Add", on=asked)
    await world.catch_up()
    assert "@Dee Diaz is a member of churn now" in newest(churn.ana).text
    await world.wait_until_local("2026-06-15", "09:01")
    assert "which roles do you cover" in newest(dee).text


async def test_whoever_is_not_added_is_never_asked(world: World, churn: Team) -> None:
    dee = await dee_joins(world, churn)
    await churn.ana.clicks("Not now", on=newest(churn.ana))
    assert "Nobody was added." in newest(churn.ana).text
    await world.wait_until_local("2026-06-15", "09:01")

    assert dee.inbox() == []


async def test_otherwise_leads_are_not_bothered(world: World, churn: Team) -> None:
    asked_before = len(churn.ana.inbox())
    await dee_joins(world, churn, wished=False)

    assert len(churn.ana.inbox()) == asked_before


async def test_whoever_joined_unheard_is_asked_about_once_a_day_later_and_nobody_who_was_there_before(
    world: World, churn: Team
) -> None:
    await wishes_to_be_asked(churn)
    eve = world.sandbox.add_person("Eve Elder", zone="Europe/Berlin")
    churn.channel.members.append(eve.id)
    await sweep(world)
    asked_before = len(churn.ana.inbox())
    dee = world.sandbox.add_person("Dee Diaz", zone="Europe/Berlin")
    churn.channel.members.append(dee.id)
    for _ in range(2):
        await sweep(world)

    assert [seen.text for seen in churn.ana.inbox()[asked_before:] if "Are they part of" in seen.text] == [
        newest(churn.ana).text
    ]
    assert "@Dee Diaz joined #churn. Are they part of churn?" in newest(churn.ana).text


async def test_whoever_was_asked_about_at_their_event_is_not_asked_about_again_by_the_sweep(
    world: World, churn: Team
) -> None:
    await wishes_to_be_asked(churn)
    await sweep(world)
    await dee_joins(world, churn)
    asked = len(churn.ana.inbox())
    await sweep(world)

    assert len(churn.ana.inbox()) == asked


async def test_of_many_who_joined_unheard_a_few_are_looked_up_a_day(world: World, churn: Team) -> None:
    await wishes_to_be_asked(churn)
    await sweep(world)
    asked = len(churn.ana.inbox())
    crowd = [world.sandbox.add_person(f"Person {n}", zone="Europe/Berlin") for n in range(7)]
    churn.channel.members.extend(each.id for each in crowd)
    await sweep(world)
    assert len(churn.ana.inbox()) == asked + 5
    await sweep(world)

    assert len(churn.ana.inbox()) == asked + 7


async def test_who_is_in_a_channel_is_kept_only_as_long_as_somebody_wishes_to_be_asked(
    world: World, churn: Team
) -> None:
    kept = []
    for wished in (False, True, False):
        await wishes_to_be_asked(churn, wished=wished)
        await sweep(world)
        channel = await world.bot.database.read(lambda session: session.exec(select(Channel)).one())
        kept.append(bool(channel.present))

    assert kept == [False, True, False]
