"""A planned return comes near and passes: said in private, once each, and anew after an extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World


def _about_the_return(person: Person) -> list[str]:
    said = [seen.text for seen in person.inbox()]
    return [text for text in said if text.startswith("The secondment of")]


async def _extends(lead: Person, until: str, lending: Lending) -> str:
    await lead.types("/secondment extend", in_=lending.host)
    lead.fills("Planned return", until)
    await lead.submits()
    assert lead.modal is not None
    said = lead.modal.text
    await lead.dismisses()
    await lending.world.catch_up()
    return said


async def test_a_fortnight_before_specialist_leads_and_head_are_told_in_private(
    world: World, churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    await world.wait_until_local("2026-08-16", "23:00")
    people = (lending.fay, churn.ana, lending.hal)
    assert [_about_the_return(person) for person in people] == [[], [], []]
    in_public = len(churn.cho.sees(churn.channel))

    await world.wait_until_local("2026-08-18", "12:00")
    for person in people:
        [said] = _about_the_return(person)
        assert "The secondment of @Fay Sato to churn ends in 14 days, on 31 August 2026." in said
        assert person.inbox()[-1].buttons == ["Objective met", "Change return date"]
    assert _about_the_return(churn.cho) == []
    assert len(churn.cho.sees(churn.channel)) == in_public


async def test_on_the_day_after_they_are_told_once_more_and_then_never_again(
    world: World, churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    await world.wait_until_local("2026-11-30", "12:00")
    for person in (lending.fay, churn.ana, lending.hal):
        near, past = _about_the_return(person)
        assert "ends in 14 days" in near
        assert "was planned to end on 31 August 2026" in past


async def test_after_an_extension_both_are_said_again(world: World, churn: Team, lending: Lending) -> None:
    await lending.starts(churn.ana)
    await world.wait_until_local("2026-08-20", "12:00")
    said = await _extends(churn.ana, "2026-10-30", lending)
    assert "@Fay Sato stays in churn until 30 October 2026." in said
    await world.wait_until_local("2026-12-01", "12:00")
    first, near, past = _about_the_return(lending.hal)
    assert "on 31 August 2026" in first
    assert "ends in 14 days, on 30 October 2026" in near
    assert "was planned to end on 30 October 2026" in past


async def test_a_short_secondment_is_said_to_end_on_the_morning_after_it_began(
    world: World, churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana, returns_on="2026-06-09")
    assert _about_the_return(lending.fay) == []
    await world.wait_until_local("2026-06-02", "12:00")
    [said] = _about_the_return(lending.fay)
    assert "ends in 7 days, on 9 June 2026" in said


async def test_nothing_is_said_once_the_specialist_is_home(
    world: World, churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    await lending.marks_met(lending.fay)
    await churn.ana.types("/secondment return", in_=churn.channel)
    await world.wait_until_local("2026-09-30", "12:00")
    assert _about_the_return(lending.fay) == []


async def test_the_head_of_a_private_hosts_specialist_reads_nothing_of_the_host(
    world: World, team: Team, lending: Lending
) -> None:
    lending.host = world.sandbox.add_channel("secret", members=[team.ana, team.ben], private=True)
    await world.set_up(team.ana, lending.host, "tender")
    await lending.starts(team.ana)
    await world.wait_until_local("2026-08-18", "12:00")
    assert "to tender ends in 14 days" in _about_the_return(team.ana)[0]
    [said] = _about_the_return(lending.hal)
    assert "The secondment of @Fay Sato to a private project ends in 14 days" in said
    assert "eiling" not in said


async def test_the_notice_carries_what_to_do_next(world: World, churn: Team, lending: Lending) -> None:
    await lending.starts(churn.ana)
    await world.wait_until_local("2026-08-18", "12:00")
    await lending.hal.clicks("Change return date")
    lending.hal.fills("Planned return", "2026-09-30")
    await lending.hal.submits()
    assert lending.hal.modal is not None
    assert "stays in churn until 30 September 2026" in lending.hal.modal.text


async def test_a_return_is_not_moved_into_the_past(churn: Team, lending: Lending) -> None:
    await lending.starts(churn.ana)
    await churn.ana.types("/secondment extend", in_=churn.channel)
    churn.ana.fills("Planned return", "2026-06-01")
    await churn.ana.submits()
    assert churn.ana.modal is not None
    assert churn.ana.modal.errors == {"Planned return": "Please pick a return date that lies ahead."}
