"""A lead borrows a specialist: who hears of it, who is asked, and what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.lending import OBJECTIVE
from tests.flows.world import told

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World


async def test_the_specialist_is_told_who_lent_them_where_for_what_and_until_when(
    churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    [told] = lending.fay.inbox()
    assert "@Ana Ruiz has put you on secondment to churn as infrastructure engineer" in told.text
    assert "from ML platform" in told.text
    assert OBJECTIVE in told.text
    assert "From 1 June 2026. Planned return: 31 August 2026." in told.text
    assert "/secondment met" in told.text


async def test_the_lead_reads_what_happens_now(churn: Team, lending: Lending) -> None:
    said = await lending.starts(churn.ana)
    assert "@Fay Sato is on secondment to churn" in said
    assert "They have been told, and are asked with the others." in said
    assert "/invite" not in said


async def test_nobody_else_is_told_in_public(churn: Team, lending: Lending) -> None:
    before = len(churn.cho.sees(churn.channel))
    await lending.starts(churn.ana)
    assert len(churn.cho.sees(churn.channel)) == before
    assert lending.hal.sees(lending.home) == []


async def test_a_specialist_who_comes_while_a_poll_is_open_is_asked_now(
    world: World, team: Team, lending: Lending
) -> None:
    await world.set_up(team.ana, team.channel)
    await lending.starts(team.ana)
    prompt = lending.fay.inbox()[-1]
    assert "@Ana Ruiz added you" in prompt.text
    assert "Answer" in prompt.buttons
    await world.settle()
    [root] = team.cho.sees(team.channel)
    assert "0 of 4 in" in root.text


async def test_a_specialist_who_comes_between_polls_is_asked_with_the_others(
    world: World, churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    assert len(lending.fay.inbox()) == 1
    await world.wait_until_local("2026-06-15", "09:01")
    assert "@Ana Ruiz added you" in lending.fay.inbox()[-1].text


async def test_the_lead_is_told_the_exact_invitation_when_home_cannot_be_reached(
    world: World, churn: Team, lending: Lending
) -> None:
    deaf = world.sandbox.add_channel("platform-deaf", members=[churn.ana, lending.hal], with_bot=False)
    said = await lending.starts(churn.ana, home_channel=deaf)
    assert "I am not in #platform-deaf yet." in said
    assert "/invite @ceiling" in said


@pytest.mark.parametrize(
    "typed", ["/secondment start", "/ceiling secondment start", "/secondment start churn"]
)
async def test_it_starts_from_either_command(churn: Team, lending: Lending, typed: str) -> None:
    await churn.ana.types(typed, in_=churn.channel)
    await lending.fills_in(churn.ana)
    assert "on secondment" in lending.fay.inbox()[-1].text


@pytest.mark.parametrize(
    ("starts_on", "returns_on", "sentence"),
    [
        ("2026-05-04", "2026-05-29", "Please pick a return date that lies ahead."),
        ("2026-05-04", "2026-06-01", "Please pick a return date that lies ahead."),
        ("2026-07-01", "2026-06-30", "Please pick a return date after the start."),
        ("2026-07-01", "2026-07-01", "Please pick a return date after the start."),
    ],
)
async def test_a_return_that_cannot_be_is_said_at_its_field(
    churn: Team, lending: Lending, starts_on: str, returns_on: str, sentence: str
) -> None:
    await lending.starts(churn.ana, starts_on=starts_on, returns_on=returns_on)
    assert churn.ana.modal is not None
    assert churn.ana.modal.errors == {"Planned return": sentence}
    assert lending.fay.inbox() == []


async def test_a_start_ahead_is_refused_at_its_field_rather_than_begun_at_once(
    churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana, starts_on="2026-06-02")
    assert churn.ana.modal is not None
    assert list(churn.ana.modal.errors) == ["Start"]
    assert "start it on that day" in churn.ana.modal.errors["Start"]
    assert lending.fay.inbox() == []


async def test_a_bot_cannot_be_lent(world: World, churn: Team, lending: Lending) -> None:
    robot = world.sandbox.add_person("Robo", is_bot=True)
    await lending.starts(churn.ana, specialist=robot)
    assert churn.ana.modal is not None
    assert churn.ana.modal.errors == {
        "Specialist": "Please leave out bots and people who have left: they cannot be asked."
    }


async def test_nor_can_a_bot_head_a_home(world: World, churn: Team, lending: Lending) -> None:
    robot = world.sandbox.add_person("Robo", is_bot=True)
    await lending.starts(churn.ana, head=robot)
    assert churn.ana.modal is not None
    assert list(churn.ana.modal.errors) == ["Head of the home function"]


async def test_nobody_is_lent_twice_to_the_same_project(churn: Team, lending: Lending) -> None:
    await lending.starts(churn.ana)
    await lending.starts(churn.ana)
    assert churn.ana.modal is not None
    assert "already on secondment" in churn.ana.modal.errors["Specialist"]


async def test_a_member_can_become_the_specialist_and_keeps_what_they_cover(
    world: World, churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana, specialist=churn.ben)
    await churn.ana.types("/ceiling status", in_=churn.channel)
    assert "Infrastructure: strong (4.0)" in churn.ana.sees(churn.channel)[-1].text
    assert "on secondment" in churn.ben.inbox()[-1].text
    assert world.sandbox.broken_rules == []


async def test_only_leads_start_one(churn: Team, lending: Lending) -> None:
    await churn.cho.types("/secondment start", in_=churn.channel)
    assert churn.cho.modal is None
    assert "for the project's leads" in churn.cho.sees(churn.channel)[-1].text
    assert lending.fay.inbox() == []


async def test_an_unknown_project_is_said_to_be_so(churn: Team) -> None:
    await churn.ana.types("/secondment start nosuch", in_=churn.channel)
    assert churn.ana.modal is None
    assert "I know no such project" in churn.ana.sees(churn.channel)[-1].text


async def test_a_drop_offers_to_borrow_someone_for_the_fallen_role_and_a_member_has_the_leads_asked(
    world: World, churn: Team, lending: Lending
) -> None:
    await churn.ben.types("/checkin churn")
    await churn.ben.chooses("Infrastructure engineer", "Not me")
    await churn.ben.submits()
    await world.settle()
    for _ in range(2):
        await churn.cho.clicks("Ask for a secondment")
        assert churn.cho.modal is None
        said = told(churn.cho, churn.channel)
        assert said == "I am asking @Ana Ruiz to borrow a specialist in infrastructure for churn."
    await world.catch_up()
    [asked] = [seen for seen in churn.ana.inbox() if "asks you to borrow" in seen.text]
    assert asked.text.startswith("@Cho Lin asks you to borrow a specialist for churn: infrastructure")

    await churn.ana.clicks("Start a secondment", on=asked)
    assert churn.ana.modal is not None
    assert churn.ana.modal.value("For which roles?") == ["Infrastructure engineer"]
    await lending.fills_in(churn.ana)
    assert "31 August 2026" in lending.fay.inbox()[-1].text
