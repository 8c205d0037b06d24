"""While a drop is news: one summary, what follows in its thread and in itself, and its end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.flows.world import summaries

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World

LEVELS = {0: "Not me", 1: "learning it", 2: "parts of it", 3: "routine", 4: "own it", 5: "others come"}


async def says(world: World, team: Team, level: int) -> None:
    """Let Ben say how well he covers infrastructure, and let it settle."""
    await world.changes(team.ben, team.channel, infrastructure_engineer=LEVELS[level])
    await world.settle()


async def test_a_further_drop_goes_into_the_thread_and_into_the_message(world: World, churn: Team) -> None:
    await says(world, churn, 2)
    await says(world, churn, 1)

    [summary] = summaries(churn.cho, churn.channel)
    assert summary.text.startswith("churn: infrastructure is thin (1.0)")
    assert "The lowest since then: 1.0." in summary.text
    [reply] = churn.cho.thread(summary)
    assert "fell further, from 2.0 to 1.0" in reply.text
    assert "Infrastructure: 2.0 → 1.0, because stated confidence was lowered." in reply.text


async def test_only_a_new_lowest_addresses_the_channel_again(world: World, churn: Team) -> None:
    for level in (2, 4, 2, 1):
        await says(world, churn, level)

    channel = churn.cho.sees(churn.channel)
    assert [seen.text.splitlines()[0] for seen in channel if "further" in seen.text] == [
        "churn: the weakest function fell further, from 2.0 to 1.0."
    ]
    replies = [seen.text.splitlines()[0] for seen in churn.cho.thread(summaries(churn.cho, churn.channel)[0])]
    assert replies == [
        "churn: the weakest function has recovered, from 2.0 to 4.0.",
        "churn: the weakest function fell again, from 4.0 to 2.0.",
        "churn: the weakest function fell further, from 2.0 to 1.0.",
    ]


async def test_a_further_drop_of_another_role_turns_message_and_buttons_to_that_role(
    world: World, churn: Team
) -> None:
    await says(world, churn, 2)
    await world.changes(churn.cho, churn.channel, domain_expert="Not me")
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise is vacant")
    assert "Domain expertise: 5.0 → 0.0, because it is no longer claimed." in summary.text
    assert "Infrastructure: 4.0 → 2.0, because stated confidence was lowered." in summary.text
    assert summary.buttons == ["I can cover this", "Who knows this?", "See trend"]


async def test_a_summary_ends_when_the_recovery_has_lasted_for_two_scheduled_closes(
    world: World, churn: Team
) -> None:
    await says(world, churn, 2)
    await says(world, churn, 4)
    for day in ("2026-06-15", "2026-06-17"):
        await world.wait_until_local(day, "09:10")
        assert len(summaries(churn.cho, churn.channel)) == 1
    await world.wait_until_local("2026-06-24")
    await says(world, churn, 2)
    assert len(summaries(churn.cho, churn.channel)) == 1, "one close with the recovery does not end it"
    await says(world, churn, 4)

    await world.wait_until_local("2026-07-01", "09:10")
    await says(world, churn, 2)
    assert len(summaries(churn.cho, churn.channel)) == 2


async def test_a_summary_is_live_for_28_days_at_most(world: World, churn: Team) -> None:
    await says(world, churn, 2)
    await world.wait_until_local("2026-07-02", "12:00")
    await says(world, churn, 1)

    first, second = summaries(churn.cho, churn.channel)
    assert first.buttons == []
    assert first.text.startswith("churn: infrastructure fell\n")
    assert "/ceiling shows how it stands now." in first.text
    assert second.text.startswith("churn: infrastructure is thin (1.0)")


async def test_an_answer_that_flaps_for_half_a_year_makes_one_summary_in_four_weeks(
    world: World, churn: Team
) -> None:
    for week in range(26):
        await says(world, churn, 2 if week % 2 == 0 else 4)
        await world.pass_time(timedelta(days=7) - timedelta(minutes=6))

    told = summaries(churn.cho, churn.channel)
    assert len(told) == 7
    assert all(churn.cho.thread(seen) for seen in told[:-1])


async def test_a_drop_at_night_waits_for_the_projects_working_hours_and_status_says_so(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-05", "22:00")
    await says(world, churn, 2)
    await churn.cho.types("/ceiling status", in_=churn.channel)
    assert summaries(churn.cho, churn.channel) == []
    status = churn.cho.sees(churn.channel)[-1]
    assert "A summary waits for working hours: Monday, June 8, 2026 at 09:00." in status.text

    await world.wait_until_local("2026-06-08", "09:01")
    assert len(summaries(churn.cho, churn.channel)) == 1


async def test_what_falls_further_before_anyone_could_read_of_it_is_one_summary(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-05", "22:00")
    await says(world, churn, 2)
    await says(world, churn, 1)
    await world.wait_until_local("2026-06-08", "09:01")

    [summary] = summaries(churn.cho, churn.channel)
    assert "The weakest function fell from 4.0 to 1.0." in summary.text
    assert churn.cho.thread(summary) == []


async def test_what_recovers_before_anyone_could_read_of_it_is_told_once_as_recovered(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-05", "22:00")
    await says(world, churn, 2)
    await says(world, churn, 4)
    await world.wait_until_local("2026-06-08", "09:01")

    [summary] = summaries(churn.cho, churn.channel)
    assert summary.text.startswith("churn: infrastructure has recovered")
    assert churn.cho.thread(summary) == []
