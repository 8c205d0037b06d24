"""Silence is never an instant zero, and never trusted for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.sandbox import NotSeen
from tests.flows.world import asks, summaries

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World

POLLS = ("2026-06-15", "2026-06-29", "2026-07-13", "2026-07-27")
TWO_DAYS = timedelta(days=2, minutes=10)
WARNED_OWNER = "If the next poll passes without an answer"
WARNED_LEAD = "After one more poll without an answer it stops counting"


async def polls_pass(world: World, *confirming: Person, days: tuple[str, ...] = POLLS[:3]) -> None:
    """Let scheduled polls open and close, in which only some people confirm what they said."""
    for day in days:
        await world.wait_until_local(day)
        for person in confirming:
            await person.clicks("No change")
        await world.pass_time(TWO_DAYS)


def told(person: Person, words: str) -> list[str]:
    """Return the direct messages in which a person reads some words."""
    return [seen.text for seen in person.inbox() if words in seen.text]


async def test_owner_and_lead_are_told_privately_before_a_claim_lapses(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[:1])
    assert not told(churn.cho, WARNED_OWNER)
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[1:2])

    assert len(told(churn.cho, WARNED_OWNER)) == 1
    [to_lead] = told(churn.ana, WARNED_LEAD)
    assert "@Cho Lin covers domain expertise" in to_lead
    assert summaries(churn.ana, churn.channel) == []
    assert not told(churn.ben, "Cho")


async def test_then_the_channel_reads_since_when_it_is_not_confirmed_and_never_vacant(
    world: World, churn: Team
) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS)

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise is not confirmed")
    assert "Domain expertise: not confirmed since Monday, June 1, 2026" in summary.text
    assert "because it was not confirmed for several polls" in summary.text
    assert "vacant" not in summary.text
    assert "Cho" not in summary.text


async def test_status_and_home_say_not_confirmed_too(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben)
    await churn.ana.types("/ceiling status", in_=churn.channel)
    await churn.ana.opens_home()

    status = churn.ana.sees(churn.channel)[-1].text
    assert "Domain expertise: not confirmed since Monday, June 1, 2026" in status
    assert "@Cho Lin: others come to them for it, no longer counts: not confirmed since" in status
    assert "vacant" not in status + churn.ana.home().text


async def test_one_missed_poll_makes_a_claim_unconfirmed_and_nothing_else(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[:1])
    await churn.ana.types("/ceiling status", in_=churn.channel)

    status = churn.ana.sees(churn.channel)[-1].text
    assert "Domain expertise: strong (5.0)" in status
    assert "@Cho Lin: others come to them for it, unconfirmed since Monday, June 1, 2026" in status


async def test_one_press_on_the_warning_confirms(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[:2])
    await churn.cho.clicks("I still cover this")
    assert "Saved for churn" in churn.cho.inbox()[-1].text
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[2:])

    assert summaries(churn.ana, churn.channel) == []


async def test_who_answers_after_a_lapse_counts_again(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben)
    await world.changes(churn.cho, churn.channel)
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise has recovered")


async def test_a_skip_confirms_nothing_and_says_so(world: World, churn: Team) -> None:
    for day in POLLS[:3]:
        await world.wait_until_local(day)
        await churn.ana.clicks("No change")
        await churn.ben.clicks("No change")
        await churn.cho.clicks("Skip")
        assert "A skip confirms nothing" in churn.cho.inbox()[-1].text
        await world.pass_time(TWO_DAYS)

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise is not confirmed")


async def test_polls_that_too_few_answered_end_no_claim(world: World, churn: Team) -> None:
    await polls_pass(world, days=POLLS)

    assert summaries(churn.ana, churn.channel) == []
    assert not told(churn.cho, WARNED_OWNER)
    await churn.ana.types("/ceiling status", in_=churn.channel)
    assert "unconfirmed since Monday, June 1, 2026" in churn.ana.sees(churn.channel)[-1].text


async def test_a_poll_outside_the_schedule_ends_no_claim(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[:2])
    await world.wait_until_local("2026-07-06")
    await churn.ana.types("/ceiling poll", in_=churn.channel)
    await world.catch_up()
    for person in (churn.ana, churn.ben):
        await person.clicks("No change")
    await world.wait_until_local("2026-07-10")

    assert summaries(churn.ana, churn.channel) == []


async def test_a_poll_that_never_reached_somebody_does_not_count_for_them(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[:2])
    world.sandbox.faults.add("chat.postMessage", times=9, error="user_disabled", channel=churn.cho.id)
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[2:3])

    assert summaries(churn.ana, churn.channel) == []


async def test_nobody_away_goes_unconfirmed(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[:2])
    await world.wait_until_local("2026-07-10")
    await world.goes_away(churn.cho, churn.channel, until="2026-07-17")
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[2:3])

    assert summaries(churn.ana, churn.channel) == []


async def test_a_shorter_patience_warns_before_the_next_poll_ends_a_claim(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[:1])
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Missed polls until an answer no longer counts", "2")
    await churn.ana.submits()
    await world.catch_up()

    assert len(told(churn.cho, WARNED_OWNER)) == 1


async def test_a_confirmed_claim_is_not_warned_of(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben, churn.cho, days=POLLS)

    with pytest.raises(NotSeen):
        await churn.cho.clicks("I still cover this")


async def test_a_lead_passes_on_that_it_still_holds_and_silence_ends_the_claim_no_sooner(
    world: World, churn: Team
) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[:2])
    await churn.ana.clicks("They still cover it")
    assert "noted that @Cho Lin still covers domain expertise" in churn.ana.inbox()[-1].text
    await world.catch_up()
    assert "@Ana Ruiz passed on that you still cover domain expertise" in churn.cho.inbox()[-1].text
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[2:])

    assert summaries(churn.ana, churn.channel) == []
    assert len(told(churn.cho, WARNED_OWNER)) == 2
    assert "unconfirmed since Monday, June 1, 2026" in await asks(churn.ana, "/ceiling", churn.channel)


async def test_what_a_lead_passed_on_is_undone_in_one_tap_and_stays_undone(world: World, churn: Team) -> None:
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[:2])
    warning = churn.ana.inbox()[-1]
    await churn.ana.clicks("They still cover it", on=warning)
    await world.catch_up()
    await churn.cho.clicks("Undo")
    assert "undone. Only your own answer counts now" in churn.cho.inbox()[-1].text
    await polls_pass(world, churn.ana, churn.ben, days=POLLS[2:3])

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise is not confirmed")
