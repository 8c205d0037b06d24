"""Which secondments a person sees, and which one a command means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.lending import OBJECTIVE
from tests.flows.world import asks

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World


@pytest.fixture
async def both(churn: Team, lending: Lending) -> Lending:
    """Two are lent to *churn*: Fay for infrastructure and Ben, a member already, for ML engineering."""
    await lending.starts(churn.ana)
    await lending.starts(
        churn.ana, specialist=churn.ben, roles=["ML engineer"], objective="Teach the team.", head=None
    )
    return lending


async def _reads(person: Person, line: str, lending: Lending) -> str:
    return await asks(person, line, lending.world.sandbox.workspace.direct(person))


@pytest.mark.parametrize("line", ["/secondment list", "/secondment", "/ceiling secondment list"])
async def test_everyone_sees_those_of_a_public_project_and_parties_their_buttons(
    churn: Team, both: Lending, line: str
) -> None:
    said = await _reads(churn.cho, line, both)
    assert "@Fay Sato in churn as infrastructure engineer, from ML platform" in said
    assert OBJECTIVE in said
    assert "Objective open. From 1 June 2026. Planned return: 31 August 2026." in said
    assert "@Ben Okafor in churn as ML engineer" in said
    assert churn.cho.inbox()[-1].buttons == []
    await _reads(churn.ana, line, both)
    assert churn.ana.inbox()[-1].buttons == ["Objective met", "Change return date", "End early"] * 2


async def test_head_and_specialist_decide_about_their_own_only(both: Lending) -> None:
    for person in (both.hal, both.fay):
        await _reads(person, "/secondment list", both)
        assert person.inbox()[-1].buttons == ["Objective met", "Change return date", "End early"]


async def test_those_of_a_private_host_are_its_own_and_a_head_reads_only_the_bare_facts(
    world: World, churn: Team, lending: Lending
) -> None:
    lending.host = world.sandbox.add_channel("secret", members=[churn.ana, churn.ben], private=True)
    await world.set_up(churn.ana, lending.host, "tender")
    await lending.starts(churn.ana)
    assert "tender" in await _reads(churn.ben, "/secondment list", lending)
    assert "no secondment" in await _reads(churn.cho, "/secondment list", lending)
    said = await _reads(lending.hal, "/secondment list", lending)
    assert f"@Fay Sato in a private project, from ML platform\nObjective: {OBJECTIVE}" in said
    assert "31 August 2026" in said
    seen = lending.hal.inbox()[-1]
    assert "tender" not in str(seen.blocks) + seen.fallback
    assert "nfrastructure" not in seen.text
    await lending.marks_met(lending.fay, goals="Win it")
    await _reads(lending.hal, "/secondment list", lending)
    assert lending.hal.inbox()[-1].buttons == ["Return", "Change return date"]


@pytest.mark.parametrize("step", ["met", "extend", "end"])
async def test_a_head_acts_on_a_private_hosts_secondment_without_reading_of_it(
    world: World, team: Team, lending: Lending, step: str
) -> None:
    lending.host = world.sandbox.add_channel("secret", members=[team.ana, team.ben], private=True)
    await world.set_up(team.ana, lending.host, "tender")
    await lending.starts(team.ana)
    await lending.hal.types(f"/secondment {step}")
    asked = _modal_of(lending.hal)
    if step == "extend":
        lending.hal.fills("Planned return", "2026-09-30")
    await lending.hal.submits()
    assert "tender" not in asked + _modal_of(lending.hal)
    assert "@Fay Sato" in _modal_of(lending.hal)


def _modal_of(person: Person) -> str:
    assert person.modal is not None
    return str(person.modal.view.sent) + person.modal.text


async def test_with_several_at_hand_they_are_listed_with_their_buttons(churn: Team, both: Lending) -> None:
    assert "@Fay Sato" in await _reads(churn.ana, "/secondment met", both)
    await churn.ana.clicks("Objective met", within="@Ben Okafor")
    assert "Teach the team." in _modal_of(churn.ana)


@pytest.mark.parametrize("line", ["/secondment met @ben.okafor", "/ceiling secondment met @ben.okafor"])
async def test_a_mention_of_the_specialist_means_theirs(churn: Team, both: Lending, line: str) -> None:
    del both
    await churn.ana.types(line)
    assert "Teach the team." in _modal_of(churn.ana)


async def test_only_one_that_can_still_be_met_is_meant(churn: Team, both: Lending) -> None:
    await both.marks_met(both.fay)
    await churn.ana.types("/secondment met")
    assert "Teach the team." in _modal_of(churn.ana)
    await churn.ana.dismisses()
    assert "@Fay Sato has returned" in await _reads(churn.ana, "/secondment return", both)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/secondment met", "I know no such secondment."),
        ("/secondment return nosuch", "I know no such secondment."),
        ("/secondment borrow", "does not know “borrow”"),
        ("/secondment help", "/secondment start"),
        ("/ceiling secondment help", "/secondment start"),
    ],
)
async def test_what_fits_nothing_is_said_plainly(
    churn: Team, lending: Lending, line: str, sentence: str
) -> None:
    assert sentence in await _reads(churn.ana, line, lending)
