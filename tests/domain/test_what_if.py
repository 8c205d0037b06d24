"""What an answer would change, before it is given."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.domain.coverage import Claim
from bot.domain.drops import Drop, LiveSummary, Thresholds, foretell
from bot.domain.roles import Stage, Strengths
from bot.domain.what_if import News, Told, WhatTheChannelKnows, news_of, with_hypothetical_answer
from tests.domain.teams import ANA, BEN, ENGINEER, INFRASTRUCTURE, SCIENTIST, team

STRONG = Strengths(40, 40, 40, 40)
FALLEN = STRONG.with_role(INFRASTRUCTURE, 20)
POSTED = datetime(2026, 6, 1, tzinfo=UTC)
NOTHING = Told(News.NOTHING)


def known(
    live: LiveSummary | None = None, *, reference: Strengths = STRONG, **more: Any
) -> WhatTheChannelKnows:
    return WhatTheChannelKnows(reference, Thresholds(), Stage.PRODUCTION, live=live, **more)


def test_an_answer_replaces_the_one_in_force_and_counts_every_hat() -> None:
    coverage = team((ANA, SCIENTIST, 5), (BEN, ENGINEER, 5))
    after = with_hypothetical_answer(
        coverage, ANA, [Claim(ANA, ENGINEER, 4), Claim(ANA, INFRASTRUCTURE, 4)], hats_elsewhere=1
    )
    assert after.strengths == Strengths(0, 50, 32, 0)
    assert after.hats[ANA] == 3


def test_the_answer_in_force_given_again_changes_nothing() -> None:
    coverage = team((ANA, SCIENTIST, 5), (ANA, ENGINEER, 1), hats_elsewhere={ANA: 2})
    after = with_hypothetical_answer(
        coverage, ANA, [Claim(ANA, SCIENTIST, 5), Claim(ANA, ENGINEER, 1)], hats_elsewhere=2
    )
    assert after.strengths == coverage.strengths


def test_a_fall_that_is_a_drop_is_news() -> None:
    assert news_of(STRONG, FALLEN, known()) == Told(News.DROP, Drop(40, 20, (INFRASTRUCTURE,)))


def test_a_fall_that_waits_already_is_not_this_answer_s_news() -> None:
    assert news_of(FALLEN, FALLEN, known()) == NOTHING


def test_the_fall_of_a_role_whose_vacancy_is_accepted_is_none() -> None:
    accepted = frozenset({INFRASTRUCTURE})
    assert news_of(STRONG, FALLEN, known(accepted=accepted)) == NOTHING
    assert news_of(STRONG, FALLEN.with_role(ENGINEER, 20), known(accepted=accepted)).drop == Drop(
        40, 20, (ENGINEER,)
    )


def test_what_a_departure_foretold_is_in_the_reference_and_only_a_deeper_fall_is_news() -> None:
    foretold = known(reference=foretell(STRONG, FALLEN))
    assert news_of(STRONG, FALLEN, foretold) == NOTHING
    assert news_of(STRONG, FALLEN.with_role(INFRASTRUCTURE, 10), foretold).news is News.DROP


def test_a_fall_of_the_decisive_role_that_leaves_the_ceiling_is_for_the_leads_alone() -> None:
    reference = STRONG.with_role(INFRASTRUCTURE, 20)
    fallen = reference.with_role(ENGINEER, 25)
    assert news_of(reference, fallen, known(reference=reference)) == Told(News.NOTHING, decisive=ENGINEER)
    assert news_of(fallen, fallen, known(reference=reference)) == NOTHING


def test_under_a_live_summary_only_a_deeper_fall_addresses_the_channel() -> None:
    live, deeper = LiveSummary(STRONG, 15, POSTED), FALLEN.with_role(INFRASTRUCTURE, 10)
    assert news_of(STRONG, FALLEN, known(live)).news is News.FURTHER_DROP
    assert news_of(STRONG, FALLEN, known(live, is_recovered=True)).news is News.FURTHER_DROP
    assert news_of(STRONG, deeper, known(live)).news is News.DROP


def test_a_summary_that_nobody_has_read_yet_takes_the_fall_in() -> None:
    live = LiveSummary(STRONG, 15, POSTED)
    assert news_of(STRONG, FALLEN, known(live, is_read=False)).news is News.DROP


def test_what_brings_the_weakest_function_back_is_a_recovery_once() -> None:
    live = LiveSummary(STRONG, 20, POSTED)
    assert news_of(FALLEN, STRONG, known(live, reference=FALLEN)) == Told(News.RECOVERY)
    assert news_of(STRONG, STRONG, known(live, reference=FALLEN)) == NOTHING
    assert news_of(FALLEN, STRONG, known(live, reference=FALLEN, is_recovered=True)) == NOTHING
