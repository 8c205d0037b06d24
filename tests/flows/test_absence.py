"""Being away: up to a fortnight roles go on counting; for longer they pause, and the leads hear it first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.world import summaries

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def test_a_fortnight_away_is_covered_and_shown_with_its_end(world: World, churn: Team) -> None:
    await world.goes_away(churn.cho, churn.channel, until="2026-06-14")
    await world.settle()
    await churn.ana.types("/ceiling status", in_=churn.channel)

    status = churn.ana.sees(churn.channel)[-1].text
    assert "@Cho Lin: others come to them for it, covered, away until 14 June 2026" in status
    assert summaries(churn.ana, churn.channel) == []
    assert "away" not in churn.ana.inbox()[-1].text


async def test_of_a_longer_absence_the_lead_hears_before_the_channel(world: World, churn: Team) -> None:
    await world.goes_away(churn.cho, churn.channel, until="2026-06-15")

    note = churn.ana.inbox()[-1].text
    assert "@Cho Lin will be away until 15 June 2026." in note
    assert "what they say about domain expertise does not count" in note
    assert summaries(churn.ana, churn.channel) == []

    await world.settle()
    [summary] = summaries(churn.ana, churn.channel)
    assert "Domain expertise: 5.0 → 0.0, because the cover is away for a longer time." in summary.text
    assert "Cho" not in summary.text


async def test_status_says_that_a_long_absence_does_not_count(world: World, churn: Team) -> None:
    await world.goes_away(churn.cho, churn.channel, until="2026-07-15")
    await churn.ana.types("/ceiling status", in_=churn.channel)

    assert "does not count while away until 15 July 2026" in churn.ana.sees(churn.channel)[-1].text


async def test_when_the_absence_is_over_the_roles_count_again(world: World, churn: Team) -> None:
    await world.goes_away(churn.cho, churn.channel, until="2026-06-21")
    await world.settle()
    await world.wait_until_local("2026-06-22", "09:01")

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise has recovered")


async def test_one_can_come_back_earlier(world: World, churn: Team) -> None:
    await world.goes_away(churn.cho, churn.channel, until="2026-07-15")
    await world.settle()
    await churn.cho.types("/ceiling away back", in_=churn.channel)
    await world.settle()

    assert "Welcome back" in churn.cho.sees(churn.channel)[-1].text
    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise has recovered")


async def test_an_absence_drawn_out_beyond_a_fortnight_is_a_long_one(world: World, churn: Team) -> None:
    await world.goes_away(churn.cho, churn.channel, until="2026-06-12")
    await world.wait_until_local("2026-06-10")
    await world.goes_away(churn.cho, churn.channel, until="2026-06-20")

    assert "@Cho Lin will be away until 20 June 2026" in churn.ana.inbox()[-1].text


async def test_who_covers_nothing_may_be_away_for_long_without_a_word_to_anyone(
    world: World, churn: Team
) -> None:
    await world.changes(churn.cho, churn.channel, domain_expert="Not me")
    before = len(churn.ana.inbox())
    await world.goes_away(churn.cho, churn.channel, until="2026-08-31")

    assert len(churn.ana.inbox()) == before


async def test_nobody_away_is_asked(world: World, churn: Team) -> None:
    await world.goes_away(churn.cho, churn.channel, until="2026-06-19")
    before = len(churn.cho.inbox())
    await world.wait_until_local("2026-06-18")

    assert len(churn.cho.inbox()) == before


async def test_an_open_poll_waits_no_more_for_who_goes_away(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15")
    for person in (churn.ana, churn.ben):
        await person.clicks("No change")
    await world.goes_away(churn.cho, churn.channel, until="2026-06-19")
    assert "you are away, so nothing is asked of you" in churn.cho.inbox()[-1].text
    await world.settle()

    await churn.ana.types("/ceiling status", in_=churn.channel)
    assert "A poll is open" not in churn.ana.sees(churn.channel)[-1].text


async def test_who_is_away_is_not_reminded(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15")
    await world.goes_away(churn.cho, churn.channel, until="2026-06-19")
    before = len(churn.cho.inbox())
    await world.wait_until_local("2026-06-19")

    assert len(churn.cho.inbox()) == before


async def test_who_comes_back_while_the_poll_is_open_is_asked_again(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15")
    await world.goes_away(churn.cho, churn.channel, until="2026-06-19")
    await churn.cho.types("/ceiling away back", in_=churn.channel)
    await world.catch_up()

    assert "No change" in churn.cho.inbox()[-1].buttons


async def test_when_everyone_is_away_there_is_no_poll_and_the_lead_hears_why(
    world: World, churn: Team
) -> None:
    for person in (churn.ana, churn.ben, churn.cho):
        await world.goes_away(person, churn.channel, until="2026-06-15")
    await world.wait_until_local("2026-06-15", "09:01")

    note = churn.ana.inbox()[-1]
    assert "has nobody to ask now: everyone is away or has left. So no poll was opened" in note.text
    await churn.ana.types("/ceiling status", in_=churn.channel)
    assert "A poll is open" not in churn.ana.sees(churn.channel)[-1].text
