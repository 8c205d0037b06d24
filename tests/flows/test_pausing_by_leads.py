"""What a lead does with a project as a whole: pause it, let it go on, hand it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.world import asks

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def presses(team: Team, button: str) -> str:
    """Let Ana press a button in the settings; return what they turn into."""
    await team.ana.types("/ceiling settings", in_=team.channel)
    await team.ana.clicks(button)
    return modal_text(team.ana)


def modal_text(person: Person) -> str:
    """Return what a person reads in the modal that is open."""
    assert person.modal is not None
    return person.modal.text


async def test_a_paused_project_asks_nobody_until_a_lead_resumes_it(world: World, churn: Team) -> None:
    assert "churn is paused. Until it is resumed nobody is asked" in await presses(churn, "Pause")
    await churn.ana.dismisses()
    await world.wait_until_local("2026-06-16")
    assert len(churn.ben.inbox()) == 1
    assert "because a lead paused it" in await asks(churn.ben, "/ceiling", churn.channel)

    assert "churn goes on. The next poll opens Monday, June 29" in await presses(churn, "Resume")
    await churn.ana.dismisses()
    await world.wait_until_local("2026-06-29", "09:01")
    assert len(churn.ben.inbox()) == 2


async def test_a_pause_is_taken_back_where_it_was_made(churn: Team) -> None:
    await presses(churn, "Pause")
    await churn.ana.clicks("Resume")
    assert "churn goes on" in modal_text(churn.ana)
    await churn.ana.dismisses()

    assert "paused" not in await asks(churn.ana, "/ceiling", churn.channel)


async def test_a_new_lead_is_told_who_handed_the_project_over(world: World, churn: Team) -> None:
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Leads", [churn.ben])
    await churn.ana.submits()
    await world.catch_up()

    handed = churn.ben.inbox()[-1]
    assert "@Ana Ruiz made you a lead of churn in #churn." in handed.text
    await churn.ben.clicks("Settings", on=handed)
    assert churn.ben.modal is not None
    assert "for the project's leads" in await asks(churn.ana, "/ceiling settings", churn.channel)
