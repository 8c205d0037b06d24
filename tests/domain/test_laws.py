"""The laws of coverage and of drops, which hold for every workspace and whatever happens in it.

One more law, that recomputing from the stored facts gives the stored reading, is tested with the database.
"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.coverage import Claim, Coverage
from bot.domain.drops import (
    Thresholds,
    accept_vacancy,
    decisive_fall,
    drop_of,
    foretell,
    settle,
    shift_quietly,
)
from bot.domain.roles import MOST_CONFIDENCE, Role, Stage, Strengths
from bot.domain.secondments import preview_departure
from bot.domain.steps import steps_of
from tests.domain.workspaces import (
    PEOPLE,
    Workspace,
    all_strengths,
    answers,
    confidences,
    people,
    projects,
    roles,
    tenths,
    workspaces,
)

stages = st.sampled_from(Stage)
thresholds = st.builds(Thresholds, st.integers(1, 50), st.integers(1, 50))


def at_most(left: Strengths, right: Strengths) -> bool:
    """Say whether no role is stronger on the left."""
    return all(strength <= right[role] for role, strength in left)


# Coverage


@given(workspaces, people, projects, roles, confidences)
def test_more_confidence_in_a_role_never_lowers_that_role_s_strength(
    workspace: Workspace, person: int, project: int, role: Role, confidence: int
) -> None:
    answer = workspace.answers.get((person, project), {})
    assume(answer.get(role, 0) <= confidence)
    bolder = workspace.saying(person, project, {**answer, role: confidence})
    assert bolder.coverage(project).strength(role) >= workspace.coverage(project).strength(role)


@given(workspaces, people, projects, answers)
def test_a_claim_by_someone_with_none_in_this_project_never_lowers_its_strengths(
    workspace: Workspace, person: int, project: int, answer: dict[Role, int]
) -> None:
    without = workspace.saying(person, project, {})
    joined = without.saying(person, project, answer)
    assert at_most(without.coverage(project).strengths, joined.coverage(project).strengths)


@given(workspaces, people, projects, roles, st.integers(2, MOST_CONFIDENCE))
def test_one_more_hat_raises_nobody_anywhere(
    workspace: Workspace, person: int, project: int, role: Role, confidence: int
) -> None:
    answer = workspace.answers.get((person, project), {})
    assume(answer.get(role, 0) <= 1)
    one_more = workspace.saying(person, project, {**answer, role: confidence})
    for before, after in zip(workspace.strengths(), one_more.strengths(), strict=True):
        is_the_role_itself = before[:2] == (project, role)
        assert after <= before or is_the_role_itself


@given(workspaces, people, projects, roles)
def test_learning_one_more_role_lowers_nobody_anywhere(
    workspace: Workspace, person: int, project: int, role: Role
) -> None:
    answer = workspace.answers.get((person, project), {})
    assume(role not in answer)
    learning = workspace.saying(person, project, {**answer, role: 1})
    assert all(
        after >= before for before, after in zip(workspace.strengths(), learning.strengths(), strict=True)
    )


@given(workspaces, projects, stages)
def test_the_ceiling_is_above_no_strength_and_the_weakest_roles_are_those_at_it(
    workspace: Workspace, project: int, stage: Stage
) -> None:
    strengths = workspace.coverage(project).strengths
    weakest = strengths.weakest(stage)
    assert weakest
    assert all(strength >= strengths.ceiling for _, strength in strengths)
    assert {role for role, strength in strengths if strength == strengths.ceiling} == set(weakest)


@given(workspaces, st.permutations(PEOPLE), projects, stages)
def test_the_order_of_different_people_s_answers_does_not_matter(
    workspace: Workspace, order: list[int], project: int, stage: Stage
) -> None:
    expected = workspace.coverage(project)
    elsewhere = {
        person: workspace.saying(person, project, {}).coverage(project).hats[person] for person in order
    }
    coverage = Coverage((), elsewhere, workspace.hat_cost)
    for person in order:
        answer = workspace.answers.get((person, project), {})
        coverage = coverage.with_answer(person, [Claim(person, *claim) for claim in answer.items()])
    assert coverage.strengths == expected.strengths
    assert [coverage.best(role) for role in Role] == [expected.best(role) for role in Role]
    assert steps_of(coverage, stage) == steps_of(expected, stage)


@given(workspaces, people, projects, answers)
def test_an_answer_foreseen_is_the_answer_counted(
    workspace: Workspace, person: int, project: int, answer: dict[Role, int]
) -> None:
    foreseen = workspace.coverage(project).with_answer(
        person, [Claim(person, *claim) for claim in answer.items()]
    )
    counted = workspace.saying(person, project, answer).coverage(project)
    assert foreseen.strengths == counted.strengths


@given(workspaces, people, projects, stages)
def test_a_departure_foreseen_is_the_departure_counted(
    workspace: Workspace, person: int, project: int, stage: Stage
) -> None:
    preview = preview_departure(workspace.coverage(project), person, stage)
    gone = workspace.saying(person, project, {}).coverage(project).strengths
    assert (preview.strengths, preview.ceiling, preview.weakest) == (gone, gone.ceiling, gone.weakest(stage))


@given(workspaces, projects, stages)
def test_no_step_lowers_the_ceiling(workspace: Workspace, project: int, stage: Stage) -> None:
    steps = steps_of(workspace.coverage(project), stage)
    assert {role for step in steps for role in step.roles} == set(Role)
    assert all(step.ceiling_after >= step.ceiling_before for step in steps)


# Drops


@st.composite
def erosions(draw: st.DrawFn) -> list[Strengths]:
    """Draw a reference and the strengths on a way down from it."""
    path = [draw(all_strengths)]
    for _ in range(draw(st.integers(1, 6))):
        falls = draw(st.builds(Strengths, *[st.integers(0, 12)] * 4))
        left = {role.value: max(strength - falls[role], 0) for role, strength in path[-1]}
        path.append(Strengths(**left))
    return path


@given(all_strengths, all_strengths, thresholds, stages)
def test_settling_twice_in_a_row_with_nothing_changed_never_drops(
    reference: Strengths, strengths: Strengths, limits: Thresholds, stage: Stage
) -> None:
    settled = settle(reference, strengths, limits, stage).reference
    again = settle(settled, strengths, limits, stage)
    assert again.drop is None
    assert settle(again.reference, strengths, limits, stage).drop is None


@given(erosions(), thresholds, stages)
def test_erosion_in_any_number_of_steps_is_noticed_no_later_than_in_one(
    path: list[Strengths], limits: Thresholds, stage: Stage
) -> None:
    reference, *way = path
    in_one = drop_of(reference, way[-1], limits, stage)
    noticed = False
    for strengths in way:
        settlement = settle(reference, strengths, limits, stage)
        reference, noticed = settlement.reference, noticed or settlement.drop is not None
    assert noticed or in_one is None


@given(all_strengths, all_strengths, all_strengths, thresholds, stages)
def test_a_rise_after_settling_is_never_a_drop(
    reference: Strengths, strengths: Strengths, others: Strengths, limits: Thresholds, stage: Stage
) -> None:
    risen = Strengths(**{role.value: max(strength, others[role]) for role, strength in strengths})
    settled = settle(reference, strengths, limits, stage).reference
    assert drop_of(settled, risen, limits, stage) is None


@given(all_strengths, all_strengths, thresholds, stages)
def test_settled_strengths_are_never_above_the_reference(
    reference: Strengths, strengths: Strengths, limits: Thresholds, stage: Stage
) -> None:
    assert at_most(strengths, settle(reference, strengths, limits, stage).reference)


@given(all_strengths, all_strengths, roles, tenths, thresholds, stages)
def test_a_vacant_role_whatever_becomes_of_it_hides_no_fall_and_makes_none(
    reference: Strengths, strengths: Strengths, role: Role, then: int, limits: Thresholds, stage: Stage
) -> None:
    vacant = reference.with_role(role, 0)
    expected = drop_of(vacant, strengths, limits, stage)
    assert drop_of(vacant, strengths.with_role(role, then), limits, stage) == expected


@given(all_strengths, all_strengths, thresholds, stages)
def test_a_drop_is_a_fall_of_the_roles_it_names(
    reference: Strengths, strengths: Strengths, limits: Thresholds, stage: Stage
) -> None:
    drop = drop_of(reference, strengths, limits, stage)
    assume(drop is not None)
    assert drop is not None  # for the type checker
    named = [strengths[role] for role in drop.roles]
    assert named[0] == drop.after < drop.before
    assert all(weaker <= stronger < drop.before for weaker, stronger in pairwise([drop.after, *named]))
    assert all(reference[role] >= drop.before for role in drop.roles)


@given(all_strengths, all_strengths, thresholds, stages)
def test_a_quiet_change_of_what_has_settled_is_no_drop(
    before: Strengths, after: Strengths, limits: Thresholds, stage: Stage
) -> None:
    assert drop_of(shift_quietly(before, before, after), after, limits, stage) is None


@given(all_strengths, all_strengths, all_strengths, thresholds, stages)
def test_a_fall_no_deeper_than_foretold_is_no_drop(
    reference: Strengths, foretold: Strengths, others: Strengths, limits: Thresholds, stage: Stage
) -> None:
    now = Strengths(**{role.value: max(strength, others[role]) for role, strength in foretold})
    assert drop_of(foretell(reference, foretold, now), now, limits, stage) is None
    assert drop_of(foretell(reference, foretold), now, limits, stage) is None


@given(
    all_strengths,
    all_strengths,
    st.sampled_from([r for r in Role if r is not Role.DOMAIN_EXPERT]),
    thresholds,
)
def test_an_accepted_vacancy_is_in_no_drop(
    reference: Strengths, strengths: Strengths, role: Role, limits: Thresholds
) -> None:
    drop = drop_of(accept_vacancy(reference, role), strengths, limits, Stage.RESEARCH)
    assert drop is None or role not in drop.roles


@given(all_strengths, all_strengths, roles, thresholds, stages)
def test_the_leads_are_told_in_private_only_of_what_the_channel_does_not_hear(
    reference: Strengths, strengths: Strengths, decisive: Role, limits: Thresholds, stage: Stage
) -> None:
    told = decisive_fall(reference, strengths, decisive, limits)
    assert not (told and drop_of(reference, strengths, limits, stage))


@given(all_strengths, all_strengths, roles, thresholds, stages)
def test_the_leads_are_told_of_a_fall_once(
    reference: Strengths, strengths: Strengths, decisive: Role, limits: Thresholds, stage: Stage
) -> None:
    settled = settle(reference, strengths, limits, stage).reference
    assert not decisive_fall(settled, strengths, decisive, limits)
