"""What an answer would change, before it is given."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.coverage import Claim
from bot.domain.drops import Drop, LiveSummary, Thresholds
from bot.domain.roles import Stage, Strengths
from bot.domain.what_if import News, WhatTheChannelKnows, news_of, with_hypothetical_answer
from tests.domain.teams import ANA, BEN, ENGINEER, INFRASTRUCTURE, SCIENTIST, team

STRONG = Strengths(40, 40, 40, 40)
FALLEN = STRONG.with_role(INFRASTRUCTURE, 20)
POSTED = datetime(2026, 6, 1, tzinfo=UTC)


def known(live: LiveSummary | None = None) -> WhatTheChannelKnows:
    return WhatTheChannelKnows(STRONG, live, Thresholds(), Stage.PRODUCTION)


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
    assert news_of(STRONG, FALLEN, known()) == (News.DROP, Drop(40, 20, (INFRASTRUCTURE,)))


def test_a_fall_that_waits_already_is_not_this_answer_s_news() -> None:
    assert news_of(FALLEN, FALLEN, known()) == (News.NOTHING, None)


def test_under_a_live_summary_only_a_deeper_fall_addresses_the_channel() -> None:
    live = LiveSummary(STRONG, 15, POSTED)
    assert news_of(STRONG, FALLEN, known(live))[0] is News.FURTHER_DROP
    assert news_of(STRONG, FALLEN.with_role(INFRASTRUCTURE, 10), known(live))[0] is News.DROP


def test_what_brings_the_weakest_function_back_is_a_recovery() -> None:
    live = LiveSummary(STRONG, 20, POSTED)
    assert news_of(FALLEN, STRONG, WhatTheChannelKnows(FALLEN, live, Thresholds(), Stage.PRODUCTION)) == (
        News.RECOVERY,
        None,
    )
