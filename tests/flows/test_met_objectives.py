"""An objective is met: host and home read it at once, and again when its next goals are named."""

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
async def fay_covers(world: World, churn: Team, lending: Lending) -> Lending:
    """Fay is lent to *churn* and has said that others come to her for infrastructure: it is strong, at 5.0."""
    await lending.starts(churn.ana)
    await lending.says(lending.fay, infrastructure_engineer="others come")
    await world.wait_until_local("2026-07-15", "10:00")
    return lending


async def test_the_host_reads_it_at_once(churn: Team, fay_covers: Lending) -> None:
    await fay_covers.marks_met(fay_covers.fay, goals="Own the pipeline\nShare on-call")
    said = churn.cho.sees(churn.channel)[-1].text
    assert said.startswith(f"churn: objective met\nObjective: {OBJECTIVE}")
    assert "@Fay Sato, infrastructure engineer from ML platform, reached it in 44 days." in said
    assert "Ceiling at the start: 4.0. When it was met: 4.5." in said
    assert "Own the pipeline" in said
    assert "Share on-call" in said
    assert "Planned return: 31 August 2026." in said
    assert "After that the ceiling is 4.0, and the weakest function is infrastructure." in said


async def test_home_reads_the_same_without_a_button(churn: Team, fay_covers: Lending) -> None:
    await fay_covers.marks_met(fay_covers.fay)
    [at_home] = fay_covers.hal.sees(fay_covers.home)
    assert at_home.text.startswith("churn: objective met")
    assert "After that the ceiling is 4.0" in at_home.text
    assert at_home.buttons == []
    assert churn.cho.sees(churn.channel)[-1].buttons == ["Add next goals", "See trend"]


async def test_next_goals_named_later_show_in_both_channels(churn: Team, fay_covers: Lending) -> None:
    await fay_covers.marks_met(fay_covers.fay)
    assert "Next goals: none yet." in churn.cho.sees(churn.channel)[-1].text
    posted = len(churn.cho.sees(churn.channel))

    await churn.ana.clicks("Add next goals")
    churn.ana.fills("Next goals", "Own the pipeline")
    await churn.ana.submits()
    await fay_covers.world.catch_up()
    in_host, at_home = churn.cho.sees(churn.channel), fay_covers.hal.sees(fay_covers.home)
    assert len(in_host) == posted
    assert len(at_home) == 1
    for message in (in_host[-1], at_home[-1]):
        assert "Own the pipeline" in message.text
        assert message.edited
    assert in_host[-1].buttons == ["Change next goals", "See trend"]


async def test_the_home_of_a_private_host_reads_specialist_objective_and_dates_only(
    world: World, lending: Lending, team: Team
) -> None:
    secret = world.sandbox.add_channel("secret", members=[team.ana, team.ben], private=True)
    await world.set_up(team.ana, secret, "tender")
    lending.host = secret
    await lending.starts(team.ana)
    await lending.marks_met(lending.fay, goals="Win it")
    assert "Win it" in team.ben.sees(secret)[-1].text

    [at_home] = lending.hal.sees(lending.home)
    assert "@Fay Sato" in at_home.text
    assert OBJECTIVE in at_home.text
    assert "1 June 2026" in at_home.text
    assert "31 August 2026" in at_home.text
    for kept in ("tender", "Win it", "eiling", "nfrastructure", "secret"):
        assert kept not in at_home.text + at_home.fallback


@pytest.mark.parametrize("who", ["fay", "ana", "hal"])
async def test_specialist_lead_and_head_may_say_so(churn: Team, fay_covers: Lending, who: str) -> None:
    people: dict[str, Person] = {"fay": fay_covers.fay, "ana": churn.ana, "hal": fay_covers.hal}
    await fay_covers.marks_met(people[who])
    assert "objective met" in churn.cho.sees(churn.channel)[-1].text


async def test_others_may_not(world: World, churn: Team, fay_covers: Lending) -> None:
    admin = world.sandbox.add_person("Ada Admin", is_admin=True)
    for person in (churn.cho, admin):
        await person.types("/secondment met")
        assert person.modal is None
        told = person.inbox()[-1].text
        assert "the specialist, the project's leads and the head of the home function" in told
    assert len(fay_covers.hal.sees(fay_covers.home)) == 0


async def test_it_is_met_once(churn: Team, fay_covers: Lending) -> None:
    await churn.ana.types("/secondment met", in_=churn.channel)
    await fay_covers.marks_met(fay_covers.fay)
    await churn.ana.submits()
    assert churn.ana.modal is not None
    assert "already met" in next(iter(churn.ana.modal.errors.values()))
    await churn.ana.dismisses()
    assert "already met" in await asks(churn.ana, "/secondment met", churn.channel)
    assert len(fay_covers.hal.sees(fay_covers.home)) == 1


async def test_the_head_is_told_the_exact_invitation_when_home_cannot_be_reached(
    world: World, churn: Team, lending: Lending
) -> None:
    deaf = world.sandbox.add_channel("platform-deaf", members=[churn.ana, lending.hal], with_bot=False)
    await lending.starts(churn.ana, home_channel=deaf)
    await lending.marks_met(lending.fay)
    told = lending.hal.inbox()[-1]
    assert "I am not in #platform-deaf" in told.text
    assert "/invite @ceiling" in told.text

    await world.sandbox.invite_bot(deaf, by=lending.hal)
    await world.catch_up()
    assert any("objective met" in seen.text for seen in lending.hal.sees(deaf))


async def test_where_home_has_no_head_the_leads_are_told(world: World, churn: Team, lending: Lending) -> None:
    deaf = world.sandbox.add_channel("platform-deaf", members=[churn.ana], with_bot=False)
    await lending.starts(churn.ana, home_channel=deaf, head=None)
    await lending.marks_met(lending.fay)
    assert "/invite @ceiling" in churn.ana.inbox()[-1].text


async def test_without_a_home_channel_only_the_host_reads_it(churn: Team, lending: Lending) -> None:
    await lending.starts(churn.ana, home_channel=None)
    await lending.fay.types("/secondment met")
    assert lending.fay.modal is not None
    assert "a summary in the project's channel" in lending.fay.modal.text
    await lending.fay.submits()
    await lending.world.catch_up()
    assert "objective met" in churn.cho.sees(churn.channel)[-1].text
    assert lending.hal.sees(lending.home) == []


async def test_while_a_poll_is_open_the_summary_shows_the_standing_from_before_it(
    world: World, churn: Team, lending: Lending
) -> None:
    await lending.starts(churn.ana)
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="learning it")
    await lending.marks_met(lending.fay)
    assert "Ceiling at the start: 4.0. When it was met: 4.0." in churn.cho.sees(churn.channel)[-1].text
