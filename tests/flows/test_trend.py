"""How a project's history shows: as a chart where Slack draws one, plainer where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.world import asks, refused, told

if TYPE_CHECKING:
    from bot.sandbox import Seen
    from tests.flows.conftest import Team
    from tests.flows.world import World


def kinds(seen: Seen) -> list[str]:
    """The types of the blocks that a person sees."""
    return [block["type"] for block in seen.blocks]


async def a_fall(world: World, churn: Team) -> None:
    """Let infrastructure fall on 3 June, and the stage change two days later."""
    await world.wait_until_local("2026-06-03", "10:00")
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="with help")
    await world.settle()
    await world.wait_until_local("2026-06-05", "10:00")
    await churn.ana.types("/ceiling stage", in_=churn.channel)
    churn.ana.fills("Stage", "Operation (needs most: infrastructure engineer)")
    await churn.ana.submits()
    await churn.ana.dismisses()


async def test_a_trend_is_a_chart_with_what_happened_in_words_and_a_table(world: World, churn: Team) -> None:
    await a_fall(world, churn)
    said = await asks(churn.cho, "/ceiling trend", churn.channel)

    seen = churn.cho.sees(churn.channel)[-1]
    assert seen.ephemeral
    assert kinds(seen) == ["section", "data_visualization", "section", "data_table", "context", "actions"]
    assert "churn (operation): ceiling 4.0 on 1 June 2026, 2.0 now." in said
    assert "Ceiling: 1 Jun 4.0, 3 Jun 2.0, 5 Jun 2.0" in said
    assert "• 3 June 2026: the weakest function fell from 4.0 to 2.0 (infrastructure)" in said
    assert "• 5 June 2026: the stage became operation" in said
    assert "3 Jun | 2.0 | 4.5 | 4.5 | 2.0 | 5.0" in said
    assert "@" not in said
    assert "ceiling 2.0 (data science 4.5" in seen.fallback


async def test_where_slack_draws_no_chart_a_table_shows_and_else_text(world: World, churn: Team) -> None:
    await a_fall(world, churn)
    world.sandbox.faults.add("response_url", error="invalid_blocks", status=400)
    await churn.ana.clicks("See trend", on=churn.ana.sees(churn.channel)[-1])
    assert kinds(churn.ana.sees(churn.channel)[-1]) == ["section", "table", "section", "context", "actions"]

    world.sandbox.faults.add("response_url", 2, error="invalid_blocks", status=400)
    said = await asks(churn.ana, "/ceiling trend", churn.channel)
    assert "• 3 Jun: ceiling 2.0 (data science 4.5, ML engineering 4.5, infrastructure 2.0" in said
    assert kinds(churn.ana.sees(churn.channel)[-1])[1] == "section"


async def test_nothing_of_a_running_poll_is_in_a_trend(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await world.answers(churn.ben, infrastructure_engineer="with help")

    said = await asks(churn.ana, "/ceiling trend", churn.channel)
    assert "ceiling 4.0 on 1 June 2026, 4.0 before the poll that is open." in said
    assert "2.0" not in said


async def test_a_project_without_a_standing_says_when_its_trend_begins(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel)

    said = await asks(team.ben, "/ceiling trend", team.channel)
    assert said.startswith("churn (framing): no standing yet, so there is no trend.")


async def test_the_trend_of_a_private_project_is_for_those_who_may_see_it(world: World, churn: Team) -> None:
    eve = world.sandbox.add_person("Eve", zone="Europe/Berlin")
    hidden = world.sandbox.add_channel("nightjar", members=[churn.ana], private=True)
    lobby = world.sandbox.add_channel("lobby", members=[eve])
    await world.set_up(churn.ana, hidden, "nightjar")

    said = await asks(eve, "/ceiling trend nightjar", lobby)
    assert refused(said) == "I know no such project here. /ceiling setup makes one."


async def test_see_trend_under_a_status_in_home_shows_it_in_words(world: World, churn: Team) -> None:
    await a_fall(world, churn)
    await churn.ana.types("/ceiling", in_=churn.channel)
    assert "See trend" in churn.ana.sees(churn.channel)[-1].buttons
    await churn.ana.clicks("See trend")
    assert "Ceiling: 1 Jun 4.0" in told(churn.ana, churn.channel)
