"""An admin of the workspace says what it costs to carry several roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.world import asks, refused, summaries

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World

LINE = "/ceiling settings workspace"


async def test_an_admin_changes_what_a_further_hat_costs_and_others_are_sent_to_one(
    world: World, churn: Team
) -> None:
    admin = world.sandbox.add_person("Ada Admin", is_admin=True)
    churn.channel.members.append(admin.id)
    assert "for admins of the workspace" in refused(await asks(churn.ana, LINE, churn.channel))
    assert LINE not in await asks(churn.ana, "/ceiling help", churn.channel)
    assert LINE in await asks(admin, "/ceiling help", churn.channel)

    await admin.types(LINE, in_=churn.channel)
    admin.fills("Each further hat costs (%)", "51", force=True)
    await admin.submits(force=True)
    assert admin.modal is not None
    assert admin.modal.errors == {"Each further hat costs (%)": "Please give a number from 0 to 50."}
    admin.fills("Each further hat costs (%)", "40")
    await admin.submits()
    assert "Each further hat costs 40 % from now on." in admin.modal.text
    await admin.dismisses()
    await world.settle()

    assert "5 stated, 2 hats → 3.0" in await asks(churn.ana, "/ceiling", churn.channel)
    assert summaries(churn.ana, churn.channel) == []
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    assert churn.ana.modal is not None
    assert "Each further hat costs (%): 10 → 40" in churn.ana.modal.text
