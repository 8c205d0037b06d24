"""A channel that is home to two projects: commands choose between them, and each is run by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.world import asks, told

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def test_commands_choose_between_them_and_settings_change_one(world: World, churn: Team) -> None:
    await world.set_up(churn.ana, churn.channel, "uplift", stage="Research")
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    choice = churn.ana.sees(churn.channel)[-1]
    assert "churn" in choice.text
    assert "uplift" in choice.text

    await churn.ana.types("/ceiling settings uplift", in_=churn.channel)
    await churn.ana.clicks("Pause")
    await churn.ana.dismisses()
    assert "Paused since" in await asks(churn.ana, "/ceiling status uplift", churn.channel)
    assert "Paused since" not in await asks(churn.ana, "/ceiling status churn", churn.channel)


async def test_an_archived_one_leaves_the_channel_to_the_other(world: World, churn: Team) -> None:
    await world.set_up(churn.ana, churn.channel, "uplift")
    await churn.ana.types("/ceiling settings uplift", in_=churn.channel)
    await churn.ana.clicks("Archive")
    await churn.ana.dismisses()

    await churn.ana.types("/ceiling", in_=churn.channel)
    assert told(churn.ana, churn.channel).startswith("churn (production)")
