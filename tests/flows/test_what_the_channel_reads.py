"""What a channel reads besides drops: results at a poll's close, what changed since the last, a weekly digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.asking import newest

if TYPE_CHECKING:
    from bot.sandbox import Seen
    from tests.flows.conftest import Team
    from tests.flows.lending import Lending
    from tests.flows.world import World

ALSO = "Also posted in the channel"


async def wish(world: World, team: Team, *posts: str, **fields: str) -> None:
    """Let Ana tick what is posted in the channel."""
    await team.ana.types("/ceiling settings", in_=team.channel)
    team.ana.fills(ALSO, list(posts))
    for label, content in fields.items():
        team.ana.fills(label.replace("_", " ").capitalize(), content)
    await team.ana.submits()
    await team.ana.dismisses()
    await world.catch_up()


def said(team: Team, words: str) -> list[Seen]:
    """Return what everyone reads in the channel with some words in it."""
    return [seen for seen in team.ben.sees(team.channel) if words in seen.text]


async def all_answer(world: World, team: Team) -> None:
    """Let everyone answer; infrastructure rises to 5, the domain falls to 3."""
    await world.answers(team.ben, newest(team.ben), infrastructure_engineer="others come")
    await world.answers(team.cho, newest(team.cho), domain_expert="routine work")
    await team.ana.clicks("No change", on=newest(team.ana))
    await world.settle()


async def test_results_of_a_poll_by_direct_message_are_posted_at_its_close_if_wished(
    world: World, churn: Team
) -> None:
    await wish(world, churn, "Results when a poll closes")
    await world.wait_until_local("2026-06-15", "09:01")
    assert not said(churn, "0 of 3 in")
    await all_answer(world, churn)

    [results] = [seen for seen in said(churn, "3 of 3 in") if "Ceiling: 3.0 of 5." in seen.text]
    [changes] = churn.ben.thread(results)
    assert changes.text.splitlines()[1:] == [
        "• Infrastructure: 4.0 → 5.0",
        "• Domain expertise: 5.0 → 3.0",
        "The ceiling went from 4.0 to 3.0 of 5.",
    ]
    assert "@" not in changes.text


async def test_otherwise_nothing_of_a_poll_by_direct_message_is_posted(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await all_answer(world, churn)

    [first] = said(churn, "poll closed")
    assert churn.ben.thread(first) == []


async def test_a_poll_that_changes_nothing_has_no_reply(world: World, churn: Team) -> None:
    await wish(world, churn, how_to_ask="In the channel")
    await world.wait_until_local("2026-06-17", "09:01")

    [root] = said(churn, "0 of 3 in")
    assert churn.ben.thread(root) == []


async def test_the_digest_sums_up_an_eventful_week_and_leaves_out_an_uneventful_one(
    world: World, churn: Team
) -> None:
    await wish(world, churn, "A weekly digest")
    await world.wait_until_local("2026-06-08", "09:01")
    first = len(said(churn, "churn: the week"))
    await world.wait_until_local("2026-06-09")
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="others come")
    await world.settle()
    await world.wait_until_local("2026-06-15", "09:01")

    digest = said(churn, "churn: the week")[-1]
    assert "The ceiling went from 4.0 to 4.5 of 5." in digest.text
    assert "Infrastructure: 4.0 → 5.0" in digest.text
    assert "A poll is open until" in digest.text
    assert digest.buttons == ["Status", "See trend"]
    await world.wait_until_local("2026-06-29", "09:01")
    assert len(said(churn, "churn: the week")) == first + 1


async def test_the_digest_is_silent_on_who_goes_home_soon_or_should_have(
    world: World, churn: Team, lending: Lending
) -> None:
    await wish(world, churn, "A weekly digest")
    await lending.starts(churn.ana, returns_on="2026-06-12")
    await world.wait_until_local("2026-06-08", "09:01")
    [digest] = said(churn, "churn: the week")
    assert "specialist" not in digest.text
    await world.wait_until_local("2026-06-15", "09:01")
    assert len(said(churn, "churn: the week")) == 1
