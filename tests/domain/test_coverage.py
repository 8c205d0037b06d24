"""How claims become strengths: hats, focus, rounding, depth."""

from __future__ import annotations

import pytest

from bot.domain.coverage import Claim, count_hats, effective_confidence, focus, risk_hat
from tests.domain.teams import ANA, BEN, CAM, ENGINEER, EXPERT, INFRASTRUCTURE, SCIENTIST, strengths, team


@pytest.mark.parametrize(
    ("hats", "percent"), [(0, 100), (1, 100), (2, 90), (3, 80), (6, 50), (7, 50), (40, 50)]
)
def test_every_further_hat_costs_a_tenth_of_the_focus_down_to_half(hats: int, percent: int) -> None:
    assert focus(hats, hat_cost=10) == percent


def test_a_hat_cost_of_zero_turns_the_cost_of_hats_off() -> None:
    assert focus(12, hat_cost=0) == 100


def test_the_dearest_hats_still_leave_half() -> None:
    assert focus(2, hat_cost=50) == focus(3, hat_cost=50) == 50


def test_four_stated_with_two_hats_is_three_point_six() -> None:
    assert effective_confidence(4, hats=2, hat_cost=10) == 36


@pytest.mark.parametrize(
    ("confidence", "hats", "hat_cost", "tenths"),
    [
        (3, 2, 15, 26),  # 25.5
        (1, 2, 15, 9),  # 8.5
        (3, 2, 12, 26),  # 26.4
        (3, 2, 11, 27),  # 26.7
        (5, 2, 15, 43),  # 42.5
    ],
)
def test_effective_confidence_is_rounded_half_up_to_a_tenth(
    confidence: int, hats: int, hat_cost: int, tenths: int
) -> None:
    assert effective_confidence(confidence, hats, hat_cost) == tenths


def test_a_role_is_as_strong_as_its_strongest_claim() -> None:
    assert team((ANA, SCIENTIST, 3), (BEN, SCIENTIST, 4)).strength(SCIENTIST) == 40


def test_a_role_nobody_claims_has_no_strength_and_no_best_claim() -> None:
    coverage = team((ANA, SCIENTIST, 3))
    assert coverage.strengths == strengths(30, 0, 0, 0)
    assert coverage.best(EXPERT) is None


def test_roles_carried_by_one_person_are_carried_at_reduced_effectiveness_across_the_board() -> None:
    coverage = team((ANA, SCIENTIST, 5), (ANA, ENGINEER, 4), (ANA, INFRASTRUCTURE, 2))
    assert coverage.strengths == strengths(40, 32, 16, 0)


def test_hats_in_other_projects_weigh_as_much_as_those_here() -> None:
    assert team((ANA, SCIENTIST, 5), hats_elsewhere={ANA: 2}).strength(SCIENTIST) == 40


def test_learning_a_role_costs_the_learner_nothing() -> None:
    coverage = team((ANA, SCIENTIST, 4), (ANA, ENGINEER, 1))
    assert coverage.strengths == strengths(40, 10, 0, 0)


def test_a_fresh_mind_may_be_stronger_than_a_more_confident_busy_one() -> None:
    coverage = team((ANA, EXPERT, 5), (BEN, EXPERT, 4), hats_elsewhere={ANA: 3})
    assert coverage.best(EXPERT) == Claim(BEN, EXPERT, 4)
    assert coverage.strength(EXPERT) == 40


def test_among_equally_strong_claims_the_higher_stated_then_the_first_known_is_best() -> None:
    busy = team((BEN, EXPERT, 4), (ANA, EXPERT, 5), hats_elsewhere={ANA: 2})
    assert busy.best(EXPERT) == Claim(ANA, EXPERT, 5)
    equal = team((BEN, EXPERT, 4), (ANA, EXPERT, 4))
    assert equal.best(EXPERT) == Claim(ANA, EXPERT, 4)


def test_depth_counts_those_who_do_the_routine_work_alone() -> None:
    coverage = team((ANA, EXPERT, 2), (BEN, EXPERT, 3), (CAM, EXPERT, 5), (BEN, ENGINEER, 2))
    assert coverage.depth(EXPERT) == 2
    assert coverage.depth(ENGINEER) == 0


def test_depth_goes_by_what_was_stated_not_by_what_hats_leave_of_it() -> None:
    assert team((ANA, EXPERT, 3), hats_elsewhere={ANA: 9}).depth(EXPERT) == 1


def test_the_coverage_without_someone_is_that_of_the_others() -> None:
    coverage = team((ANA, SCIENTIST, 5), (BEN, SCIENTIST, 2), (ANA, EXPERT, 4))
    assert coverage.without(ANA).strengths == strengths(20, 0, 0, 0)


def test_an_answer_replaces_all_that_the_person_said_of_this_project() -> None:
    coverage = team((ANA, SCIENTIST, 5), (ANA, EXPERT, 4), (BEN, ENGINEER, 3))
    answered = coverage.with_answer(ANA, [Claim(ANA, EXPERT, 4)])
    assert answered.strengths == strengths(0, 30, 0, 40)


def test_none_of_them_is_an_answer_too() -> None:
    assert team((ANA, SCIENTIST, 5)).with_answer(ANA, []).strengths == strengths(0, 0, 0, 0)


def test_an_answer_here_leaves_the_hats_worn_elsewhere() -> None:
    coverage = team((ANA, SCIENTIST, 5), hats_elsewhere={ANA: 2})
    answered = coverage.with_answer(ANA, [Claim(ANA, SCIENTIST, 5), Claim(ANA, ENGINEER, 5)])
    assert answered.strengths == strengths(35, 35, 0, 0)


def test_hats_are_claims_of_two_or_more() -> None:
    claims = [Claim(ANA, SCIENTIST, 2), Claim(ANA, EXPERT, 1), Claim(ANA, ENGINEER, 5), Claim(BEN, EXPERT, 1)]
    assert count_hats(claims) == {ANA: 2}


def test_the_risk_hat_is_the_one_held_least_confidently() -> None:
    claims = [Claim(ANA, SCIENTIST, 4), Claim(ANA, EXPERT, 2), Claim(ANA, ENGINEER, 3)]
    assert risk_hat(claims) == Claim(ANA, EXPERT, 2)


def test_two_hats_are_several() -> None:
    assert risk_hat([Claim(ANA, SCIENTIST, 4), Claim(ANA, EXPERT, 3)]) == Claim(ANA, EXPERT, 3)


def test_hats_held_alike_make_no_risk_hat() -> None:
    assert risk_hat([Claim(ANA, SCIENTIST, 4), Claim(ANA, EXPERT, 4)]) is None


def test_one_hat_and_a_role_being_learnt_make_no_risk_hat() -> None:
    assert risk_hat([Claim(ANA, SCIENTIST, 4), Claim(ANA, EXPERT, 1)]) is None
