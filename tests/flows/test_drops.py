"""The weakest function drops: the channel hears what changed, why, what it leads to, and what one can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.flows.world import choose, summaries, told

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World


async def test_the_channel_hears_what_fell_how_far_and_why(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    assert summary.text.startswith("churn: infrastructure is thin (2.0)")
    assert "The weakest function fell from 4.0 to 2.0." in summary.text
    assert "Infrastructure: 4.0 → 2.0, because stated confidence was lowered." in summary.text
    assert "Ben" not in summary.text


async def test_a_summary_shows_all_four_functions_the_arithmetic_and_what_the_lack_leads_to(
    world: World, churn: Team
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    for line in (
        "Data science: strong (4.5)",
        "ML engineering: strong (4.5)",
        "Infrastructure: thin (2.0)",
        "Domain expertise: strong (5.0)",
        "One step up in infrastructure, to “the routine work alone”, lifts churn to 3.0.",
        "While infrastructure is thin, real load may be more than it bears.",
    ):
        assert line in summary.text


async def test_the_stages_decisive_role_is_said_first(world: World, churn: Team) -> None:
    await world.changes(churn.ana, churn.channel, ml_engineer="learning it")
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    lines = summary.text.splitlines()
    assert lines[:2] == [
        "churn: ML engineering is thin (1.0)",
        "In production, ML engineering decides, and it is the weak point.",
    ]


async def test_another_role_is_not_said_to_decide(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    assert "decides" not in summary.text


async def test_a_withdrawn_role_is_vacant_and_said_to_be_claimed_no_longer(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="Not me")
    await world.settle()

    [summary] = summaries(churn.cho, churn.channel)
    assert summary.text.startswith("churn: infrastructure is vacant")
    assert "because it is no longer claimed" in summary.text
    assert "Someone who does the routine work in infrastructure lifts churn to 3.0." in summary.text


async def test_for_most_roles_one_can_cover_or_ask_for_a_secondment(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()

    assert summaries(churn.cho, churn.channel)[0].buttons == [
        "I can cover this",
        "Ask for a secondment",
        "See trend",
    ]


async def test_the_domain_expert_is_asked_for_and_never_borrowed(world: World, churn: Team) -> None:
    await world.changes(churn.cho, churn.channel, domain_expert="Not me")
    await world.settle()

    assert summaries(churn.ben, churn.channel)[0].buttons == [
        "I can cover this",
        "Who knows this?",
        "See trend",
    ]


async def test_when_few_answered_the_summary_says_so_and_is_posted_all_the_same(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-15")
    await world.answers(churn.ben, infrastructure_engineer="parts of it")
    await world.wait_until_local("2026-06-17", "09:05")

    [summary] = summaries(churn.cho, churn.channel)
    assert "Only 33 % answered the last poll" in summary.text


async def test_when_most_answered_no_rate_is_said(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15")
    await world.answers(churn.ben, infrastructure_engineer="parts of it")
    await churn.cho.clicks("No change")
    await world.wait_until_local("2026-06-17", "09:05")

    [summary] = summaries(churn.cho, churn.channel)
    assert "answered the last poll" not in summary.text


async def test_two_roles_that_fell_alike_are_both_named_in_the_order_of_the_stage(
    world: World, churn: Team
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.changes(churn.cho, churn.channel, domain_expert="parts of it")
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: domain expertise and infrastructure are thin (2.0)")
    assert "One step up in domain expertise and infrastructure together lifts churn to 3.0." in summary.text


async def test_i_can_cover_this_opens_my_answer_with_the_role_filled_in(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="Not me")
    await world.settle()
    await churn.cho.clicks("I can cover this")

    assert churn.cho.modal is not None
    assert churn.cho.modal.value("Infrastructure engineer") == "3 · the routine work alone"
    assert churn.cho.modal.value("Domain expert") == "5 · others come to me for it"


async def test_someone_who_is_still_learning_finds_the_role_filled_in_too(world: World, churn: Team) -> None:
    await world.changes(churn.cho, churn.channel, infrastructure_engineer="learning it")
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="Not me")
    await world.settle()
    await churn.cho.clicks("I can cover this")

    assert churn.cho.modal is not None
    assert churn.cho.modal.value("Infrastructure engineer") == "3 · the routine work alone"


async def test_a_cover_shows_in_the_message_at_once_even_before_it_is_a_recovery(
    world: World, churn: Team
) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="Not me")
    await world.settle()
    await churn.cho.clicks("I can cover this")
    await churn.cho.submits()
    await churn.cho.dismisses()
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: infrastructure is workable (2.7)")
    assert churn.ana.thread(summary) == []


async def test_a_full_cover_is_a_recovery_in_the_thread_and_in_the_message(world: World, churn: Team) -> None:
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()
    await churn.cho.clicks("I can cover this")
    await choose(churn.cho, "infrastructure_engineer", "others come")
    await churn.cho.submits()
    await churn.cho.dismisses()
    await world.settle()

    [summary] = summaries(churn.ana, churn.channel)
    assert summary.text.startswith("churn: infrastructure has recovered")
    assert summary.buttons == []
    [reply] = churn.ana.thread(summary)
    assert reply.text == "churn: the weakest function has recovered, from 2.0 to 4.5."


async def test_of_the_help_of_someone_who_is_no_member_the_leads_hear_once_and_can_add_them(
    world: World, churn: Team
) -> None:
    dan = world.sandbox.add_person("Dan Weiss", zone="Europe/Berlin")
    await world.changes(churn.ben, churn.channel, infrastructure_engineer="parts of it")
    await world.settle()
    for _ in range(2):
        await dan.clicks("I can cover this")
        assert dan.modal is None
        assert "I am telling @Ana Ruiz, who can add you" in told(dan, churn.channel)
    await world.catch_up()
    [offer] = [seen for seen in churn.ana.inbox() if "Dan Weiss" in seen.text]
    assert offer.text.startswith("@Dan Weiss can cover infrastructure for churn, and is no member of it.")

    await churn.ana.clicks("Add", on=offer)
    await dan.clicks("I can cover this")
    assert dan.modal is not None
    assert dan.modal.value("Infrastructure engineer") == "3 · the routine work alone"
