"""What makes no noise: what is taken back in time, what rises, what was hidden, what a setting did."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.flows.world import summaries

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def test_a_hand_over_within_the_settling_time_posts_nothing(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="Not me")
    await world.pass_time(timedelta(minutes=4))
    await world.changes(churn.cho, churn.channel, infrastructure_engineer="others come")
    await world.settle()

    assert summaries(churn.ana, churn.channel) == []


async def test_a_mis_tap_that_is_taken_back_posts_nothing(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="own it")
    await world.pass_time(timedelta(minutes=4))
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert churn.ana.thread(summary) == []


async def test_a_fall_that_stands_is_told_when_the_settling_time_is_over_and_not_before(
    world: World, churn: Team
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.pass_time(timedelta(minutes=4))
    assert summaries(churn.ana, churn.channel) == []

    await world.pass_time(timedelta(minutes=2))
    assert len(summaries(churn.ana, churn.channel)) == 1


async def test_slow_erosion_over_three_answers_is_told(world: World, churn: Team) -> None:
    # Each further role costs Ben a tenth of his focus: infrastructure goes 4.0, 3.6, 3.2, 2.8.
    await world.changes(churn.ben, churn.channel, data_scientist="parts of it")
    await world.settle()
    assert summaries(churn.ana, churn.channel) == []
    await world.changes(churn.ben, churn.channel, ml_engineer="parts of it")
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert "Infrastructure: 4.0 → 3.2, because other duties took time." in summary.text


async def test_what_rises_is_no_news(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="others come")
    await world.settle()

    assert summaries(churn.ana, churn.channel) == []


async def test_a_fall_within_a_band_of_less_than_a_point_is_no_news(world: World, churn: Team) -> None:
    await world.changes(churn.cho, churn.channel, data_scientist="learning it")
    await world.changes(churn.ben, churn.channel, data_scientist="parts of it")
    await world.settle()

    assert summaries(churn.ana, churn.channel) == []


async def test_filling_a_vacancy_posts_nothing_even_when_filled_thinly(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await world.answers(team.ana, data_scientist="others come")
    await world.answers(team.ben, ml_engineer="own it")
    await world.answers(team.cho, infrastructure_engineer="own it")
    await world.settle()
    await world.changes(team.cho, team.channel, domain_expert="learning it")
    await world.settle()

    assert summaries(team.ana, team.channel) == []


async def test_a_vacant_role_does_not_hide_the_fall_of_another(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await world.answers(team.ana, data_scientist="others come")
    await world.answers(team.ben, ml_engineer="own it")
    await world.answers(team.cho, infrastructure_engineer="own it")
    await world.settle()
    await world.changes(team.ben, team.channel, ml_engineer="parts of it")
    await world.settle()

    [summary] = summaries(team.ana, team.channel)
    assert summary.text.startswith("churn: ML engineering is thin (2.0)")
    assert "Of the functions that were covered, the weakest fell from 4.0 to 2.0." in summary.text


async def test_its_recovery_is_told_by_its_own_strength(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)
    await world.answers(team.ana, data_scientist="others come")
    await world.answers(team.ben, ml_engineer="own it")
    await world.answers(team.cho, infrastructure_engineer="own it")
    await world.settle()
    await world.changes(team.ben, team.channel, ml_engineer="parts of it")
    await world.settle()
    await world.changes(team.ben, team.channel, ml_engineer="own it")
    await world.settle()

    [summary] = summaries(team.ana, team.channel)
    assert team.ana.thread(summary)[0].text.endswith("has recovered, from 2.0 to 4.0.")


async def test_a_fall_behind_a_weaker_role_is_not_told_to_the_channel_not_even_when_that_one_rises(
    world: World, churn: Team
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="learning it")
    await world.settle()
    await world.changes(churn.cho, churn.channel, domain_expert="parts of it")
    await world.settle()
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="own it")
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert "Domain expertise: 5.0" not in summary.text
    assert churn.ana.thread(summary) == []


async def test_other_thresholds_post_nothing_by_themselves(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, data_scientist="parts of it")
    await world.settle()
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Smallest fall to report in any case", "0.1")
    churn.ana.fills("Smallest fall to report, into a lower band", "0.1")
    await churn.ana.submits()
    await world.wait_until_local("2026-07-15")

    assert summaries(churn.cho, churn.channel) == []


async def test_a_fall_after_new_thresholds_is_told_by_them(world: World, churn: Team) -> None:
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Smallest fall to report in any case", "0.4")
    await churn.ana.submits()
    await churn.ana.dismisses()
    await world.changes(churn.ben, churn.channel, data_scientist="parts of it")
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    assert "fell from 4.0 to 3.6" in summary.text


async def test_a_shorter_patience_with_silence_posts_nothing_by_itself(world: World, churn: Team) -> None:
    for day in ("2026-06-15", "2026-06-29"):
        await world.wait_until_local(day)
        await churn.ana.clicks("No change")
        await churn.ben.clicks("No change")
    await world.wait_until_local("2026-07-02")
    await churn.ana.types("/ceiling settings", in_=churn.channel)
    churn.ana.fills("Missed polls until an answer no longer counts", "2")
    await churn.ana.submits()
    await world.wait_until_local("2026-07-10")

    assert summaries(churn.ben, churn.channel) == []
