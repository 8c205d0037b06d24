"""The domain expert, who is needed at the beginning and cannot be hired, and the role that decides a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.world import summaries

if TYPE_CHECKING:
    from bot.sandbox import Channel, Person, Seen
    from tests.flows.conftest import Team
    from tests.flows.world import World


@pytest.fixture
async def without_expert(world: World, team: Team) -> Team:
    """The project *churn* after its first poll: nobody knows the domain."""
    await world.set_up(team.ana, team.channel)
    await world.answers(team.ana, data_scientist="others come")
    await world.answers(team.ben, ml_engineer="own it")
    await world.answers(team.cho, infrastructure_engineer="own it")
    await world.settle()
    return team


def missing(person: Person, channel: Channel) -> list[Seen]:
    """Return the messages in which a person reads that a project has no domain expert."""
    return [seen for seen in person.sees(channel) if "has no domain expert yet" in seen.text]


async def test_on_the_fifth_day_in_working_hours_the_channel_hears_it_once(
    world: World, without_expert: Team
) -> None:
    team = without_expert
    await world.wait_until_local("2026-06-08", "08:59")
    assert missing(team.ben, team.channel) == []
    await world.wait_until_local("2026-07-20")

    [message] = missing(team.ben, team.channel)
    assert message.buttons == ["I can cover this", "Who knows this?"]


async def test_not_when_someone_took_it_over_before_the_message_could_go_out(
    world: World, without_expert: Team
) -> None:
    await world.wait_until_local("2026-06-07", "12:00")
    await world.changes(without_expert.cho, without_expert.channel, domain_expert="routine")
    await world.wait_until_local("2026-06-09")

    assert missing(without_expert.ben, without_expert.channel) == []


async def test_not_again_when_the_live_summary_says_it(world: World, churn: Team) -> None:
    await world.changes(churn.cho, churn.channel, domain_expert="Not me")
    await world.settle()
    await world.wait_until_local("2026-06-09")

    assert missing(churn.ben, churn.channel) == []


async def test_a_summary_about_another_role_does_not_keep_it_back(world: World, without_expert: Team) -> None:
    await world.changes(without_expert.ben, without_expert.channel, ml_engineer="learning it")
    await world.settle()
    await world.wait_until_local("2026-06-09")

    assert len(missing(without_expert.ben, without_expert.channel)) == 1


async def test_an_open_poll_is_waited_for_because_it_may_bring_someone(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await team.ana.types("/ceiling settings", in_=team.channel)
    team.ana.fills("Open for (working days)", "10")
    await team.ana.submits()
    await team.ana.dismisses()
    await world.answers(team.cho, domain_expert="own it")
    await world.wait_until_local("2026-06-20")

    assert missing(team.ben, team.channel) == []


async def test_who_knows_this_asks_the_leads_and_tells_who_pressed(
    world: World, without_expert: Team
) -> None:
    await world.wait_until_local("2026-06-08", "09:01")
    await without_expert.ben.clicks("Who knows this?")
    await world.catch_up()

    assert without_expert.ben.sees(without_expert.channel)[-1].text == (
        "I am asking @Ana Ruiz to name someone for churn."
    )
    question = without_expert.ana.inbox()[-1]
    assert question.text.startswith("@Ben Okafor asks who could be the domain expert of churn")
    assert question.buttons == ["Add someone"]


async def test_pressed_twice_it_asks_once_a_day(world: World, without_expert: Team) -> None:
    await world.wait_until_local("2026-06-08", "09:01")
    before = len(without_expert.ana.inbox())
    for person in (without_expert.ben, without_expert.cho):
        await person.clicks("Who knows this?")
    await world.catch_up()

    assert len(without_expert.ana.inbox()) == before + 1


async def test_the_only_lead_who_presses_it_is_shown_what_to_do(world: World, without_expert: Team) -> None:
    await world.wait_until_local("2026-06-08", "09:01")
    before = len(without_expert.ana.inbox())
    await without_expert.ana.clicks("Who knows this?")
    await world.catch_up()

    assert len(without_expert.ana.inbox()) == before
    note = without_expert.ana.sees(without_expert.channel)[-1]
    assert "has no other lead I could ask" in note.text
    await without_expert.ana.clicks("Add someone", on=note)
    assert without_expert.ana.modal is not None


async def test_leads_hear_privately_when_the_deciding_role_falls_behind_an_unchanged_ceiling(
    world: World, churn: Team
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="learning it")
    await world.settle()
    await world.changes(churn.ana, churn.channel, ml_engineer="routine")
    await world.settle()

    note = churn.ana.inbox()[-1]
    assert "in production, ML engineering decides, and it fell" in note.text
    assert "ML engineering: 4.5 → 2.7, because stated confidence was lowered." in note.text
    assert "The ceiling stays at 1.0, so the channel was not told." in note.text
    assert len(summaries(churn.cho, churn.channel)) == 1
    assert all("decides" not in seen.text for seen in churn.cho.inbox())


async def test_a_fall_of_another_role_behind_an_unchanged_ceiling_is_told_to_nobody(
    world: World, churn: Team
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="learning it")
    await world.settle()
    before = len(churn.ana.inbox())
    await world.changes(churn.cho, churn.channel, domain_expert="parts of it")
    await world.settle()

    assert len(churn.ana.inbox()) == before
