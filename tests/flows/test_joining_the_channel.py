"""Somebody joins a project's channel: nobody is added without a lead's word, and leads are asked if they wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.asking import newest

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def dee_joins(world: World, team: Team, *, wished: bool = True) -> Person:
    """Let Dee join the channel, its leads to be asked or not."""
    await team.ana.types("/ceiling settings", in_=team.channel)
    team.ana.fills("When somebody joins the channel", ["Ask the leads whether to add them"] if wished else [])
    await team.ana.submits()
    await team.ana.dismisses()
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
