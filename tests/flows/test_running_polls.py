"""While a poll is open nobody reads its results; what changes in it settles at its close."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.flows.world import summaries

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def status(person: Person, team: Team) -> str:
    """Return what a person reads as status."""
    await person.types("/ceiling status", in_=team.channel)
    return person.sees(team.channel)[-1].text


async def test_others_read_the_standing_from_before_it_and_not_that_anything_changes(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="learning it")

    seen = await status(churn.cho, churn)
    assert "Infrastructure: strong (4.0)" in seen
    assert "1 of 3 in" in seen
    assert "change waits" not in seen
    assert "learning it" not in seen


async def test_each_reads_their_own_answer(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="learning it")

    assert "Your own answer: Infrastructure engineer: learning it." in await status(churn.ben, churn)


async def test_what_changes_in_a_poll_is_told_at_its_close(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="learning it")
    await churn.cho.clicks("No change")
    await world.wait_until_local("2026-06-17", "08:59")
    assert summaries(churn.ana, churn.channel) == []

    await world.wait_until_local("2026-06-17", "09:01")
    [summary] = summaries(churn.ana, churn.channel)
    assert "fell from 4.0 to 1.0" in summary.text


async def test_a_poll_closes_when_the_last_answer_has_settled(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="learning it")
    for person in (churn.cho, churn.ana):
        await person.clicks("No change")
    await world.pass_time(timedelta(minutes=4))
    assert summaries(churn.ana, churn.channel) == []

    await world.pass_time(timedelta(minutes=2))
    assert len(summaries(churn.ana, churn.channel)) == 1


async def test_an_edit_just_before_the_early_close_gets_its_time_to_settle(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    for person in (churn.ana, churn.ben, churn.cho):
        await person.clicks("No change")
    await world.pass_time(timedelta(minutes=4))
    await world.edits(churn.ben, infrastructure_engineer="parts of it")
    await world.pass_time(timedelta(minutes=3))
    await world.edits(churn.ben, infrastructure_engineer="own it")
    await world.settle()

    assert summaries(churn.ana, churn.channel) == []
    assert "A poll is open" not in await status(churn.ana, churn)


async def test_a_lead_closes_a_poll_and_what_changed_is_told_at_once(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="learning it")
    await churn.ana.types("/ceiling poll close", in_=churn.channel)
    await world.catch_up()

    assert len(summaries(churn.cho, churn.channel)) == 1


async def test_a_live_summary_shows_nothing_of_a_running_poll(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="learning it")
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    assert summary.text.startswith("churn: infrastructure is thin (2.0)")


async def test_a_first_poll_that_nobody_answers_is_told_to_the_lead_with_what_to_do(
    world: World, team: Team
) -> None:
    await world.set_up(team.ana, team.channel)
    await world.wait_until_local("2026-06-03", "10:05")

    note = team.ana.inbox()[-1]
    assert "closed without an answer" in note.text
    assert note.buttons == ["Ask now", "Settings"]
    assert "Nobody has answered yet" in team.cho.sees(team.channel)[-1].text
    assert summaries(team.cho, team.channel) == []


async def test_the_first_answers_after_an_empty_first_poll_are_no_news(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await world.wait_until_local("2026-06-03", "10:05")
    await world.changes(team.ben, team.channel, infrastructure_engineer="learning it")
    await world.settle()

    assert summaries(team.cho, team.channel) == []
