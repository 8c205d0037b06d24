"""Ceiling arithmetic: what one step would make of the ceiling."""

from __future__ import annotations

from bot.domain.coverage import Claim
from bot.domain.roles import Stage
from bot.domain.steps import Step, steps_of
from tests.domain.teams import ANA, BEN, CAM, DEE, ENGINEER, EXPERT, INFRASTRUCTURE, SCIENTIST, team

STAGE = Stage.PRODUCTION


def test_a_step_in_the_weakest_role_lifts_the_ceiling() -> None:
    coverage = team((ANA, SCIENTIST, 4), (BEN, ENGINEER, 2), (CAM, INFRASTRUCTURE, 4), (DEE, EXPERT, 4))
    assert steps_of(coverage, STAGE)[0] == Step((ENGINEER,), stated=2, ceiling_before=20, ceiling_after=30)


def test_a_step_anywhere_else_changes_nothing() -> None:
    coverage = team((ANA, SCIENTIST, 4), (BEN, ENGINEER, 2), (CAM, INFRASTRUCTURE, 4), (DEE, EXPERT, 4))
    others = steps_of(coverage, STAGE)[1:]
    assert [step.roles for step in others] == [(SCIENTIST,), (INFRASTRUCTURE,), (EXPERT,)]
    assert all(step.changes_nothing for step in others)


def test_a_vacant_role_is_filled_by_a_newcomer_who_does_the_routine_work_alone() -> None:
    coverage = team((ANA, SCIENTIST, 4), (BEN, ENGINEER, 4), (CAM, INFRASTRUCTURE, 4))
    assert steps_of(coverage, STAGE)[0] == Step((EXPERT,), stated=None, ceiling_before=0, ceiling_after=30)


def test_the_ceiling_is_lifted_no_higher_than_the_next_weakest_role() -> None:
    coverage = team((ANA, SCIENTIST, 4), (BEN, ENGINEER, 2), (CAM, INFRASTRUCTURE, 4))
    assert steps_of(coverage, STAGE)[0].ceiling_after == 20


def test_tied_weakest_roles_are_stepped_together() -> None:
    coverage = team((ANA, SCIENTIST, 2), (BEN, ENGINEER, 2), (CAM, INFRASTRUCTURE, 4), (DEE, EXPERT, 4))
    step = steps_of(coverage, STAGE)[0]
    assert step == Step((ENGINEER, SCIENTIST), stated=2, ceiling_before=20, ceiling_after=30)


def test_several_vacant_roles_are_filled_by_as_many_newcomers() -> None:
    coverage = team((ANA, SCIENTIST, 4), (BEN, ENGINEER, 4))
    step = steps_of(coverage, STAGE)[0]
    assert (step.roles, step.ceiling_after) == ((EXPERT, INFRASTRUCTURE), 30)


def test_a_step_out_of_learning_costs_the_hat_it_makes() -> None:
    coverage = team((ANA, SCIENTIST, 4), (ANA, ENGINEER, 1), (CAM, INFRASTRUCTURE, 4), (DEE, EXPERT, 4))
    assert steps_of(coverage, STAGE)[0].ceiling_after == 18


def test_a_step_may_be_worth_less_to_a_person_of_many_hats() -> None:
    coverage = team((ANA, SCIENTIST, 2), (ANA, ENGINEER, 4), (ANA, INFRASTRUCTURE, 4), (ANA, EXPERT, 4))
    assert steps_of(coverage, STAGE)[0] == Step((SCIENTIST,), stated=2, ceiling_before=14, ceiling_after=21)


def test_nobody_steps_beyond_the_most_there_is_to_state() -> None:
    coverage = team((ANA, SCIENTIST, 5), (BEN, ENGINEER, 5), (CAM, INFRASTRUCTURE, 5), (DEE, EXPERT, 5))
    assert steps_of(coverage, STAGE) == [
        Step((ENGINEER, EXPERT, SCIENTIST, INFRASTRUCTURE), stated=5, ceiling_before=50, ceiling_after=50)
    ]


def test_who_is_best_in_tied_roles_does_not_change_while_they_step() -> None:
    # Ana and Ben are equals in data science, and she is known longer: she takes both steps, although the hat
    # that the first one makes would leave Ben ahead in the second.
    coverage = team(
        (ANA, ENGINEER, 1),
        (ANA, SCIENTIST, 1),
        (BEN, SCIENTIST, 1),
        (CAM, INFRASTRUCTURE, 4),
        (DEE, EXPERT, 4),
        hats_elsewhere={ANA: 1},
    )
    assert steps_of(coverage, STAGE)[0].ceiling_after == 16


def test_a_lapsed_role_is_covered_again_by_a_fresh_answer_of_whoever_covered_it() -> None:
    coverage = team((ANA, SCIENTIST, 4), (BEN, ENGINEER, 4), (CAM, INFRASTRUCTURE, 4))
    step = steps_of(coverage, STAGE, [Claim(DEE, EXPERT, 4)])[0]
    assert step == Step((EXPERT,), stated=None, ceiling_before=0, ceiling_after=40, lapsed=(EXPERT,))
    assert step.vacant == ()


def test_a_fresh_answer_counts_as_a_whole_with_every_hat_in_it() -> None:
    coverage = team((ANA, SCIENTIST, 5), (BEN, ENGINEER, 5))
    lapsed = [Claim(DEE, EXPERT, 4), Claim(DEE, INFRASTRUCTURE, 5)]
    assert steps_of(coverage, STAGE, lapsed)[0].ceiling_after == 36


def test_beside_a_lapsed_role_a_vacant_one_still_needs_a_newcomer() -> None:
    coverage = team((ANA, SCIENTIST, 4), (BEN, ENGINEER, 4))
    step = steps_of(coverage, STAGE, [Claim(DEE, EXPERT, 4)])[0]
    assert (step.roles, step.lapsed, step.vacant) == ((EXPERT, INFRASTRUCTURE), (EXPERT,), (INFRASTRUCTURE,))
    assert step.ceiling_after == 30


def test_arithmetic_changes_no_coverage() -> None:
    coverage = team((ANA, SCIENTIST, 1), hats_elsewhere={ANA: 1})
    steps_of(coverage, STAGE)
    assert coverage == team((ANA, SCIENTIST, 1), hats_elsewhere={ANA: 1})
