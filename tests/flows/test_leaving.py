"""Who leaves the channel or the workspace is no longer available; their roles go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.world import summaries

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


@pytest.mark.parametrize("how", ["leaves the channel", "is deactivated"])
async def test_the_channel_hears_that_the_cover_is_no_longer_available(
    world: World, churn: Team, how: str
) -> None:
    if how == "is deactivated":
        await world.sandbox.deactivate(churn.ben)
    else:
        await world.sandbox.leave(churn.ben, churn.channel)
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: infrastructure is vacant")
    assert "Infrastructure: 4.0 → 0.0, because the cover is no longer available." in summary.text
    assert "Ben" not in summary.text


async def test_who_is_taken_out_in_the_settings_is_no_longer_available_either(
    world: World, churn: Team
) -> None:
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Members", [churn.ana, churn.cho])
    await churn.ana.submits()
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    assert "because the cover is no longer available" in summary.text


async def test_an_open_poll_waits_no_more_for_who_has_left(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15")
    for person in (churn.ana, churn.ben):
        await person.clicks("No change")
    await world.sandbox.deactivate(churn.cho)
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise is vacant")


async def test_who_comes_back_starts_anew(world: World, churn: Team) -> None:
    await world.sandbox.leave(churn.ben, churn.channel)
    await world.settle()
    await world.sandbox.join(churn.ben, churn.channel)
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Members", [churn.ana, churn.ben, churn.cho])
    await churn.ana.submits()
    await churn.ana.dismisses()
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="own it")
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: infrastructure has recovered")
