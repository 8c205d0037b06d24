"""Many projects side by side, and the loan desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.coverage import Claim
from bot.domain.loans import CeilingChange, loans
from bot.domain.portfolio import Place, only_covers, set_ceilings
from bot.domain.roles import Role, Stage
from tests.domain.teams import ANA, BEN, CAM, DEE, ENGINEER, EXPERT, INFRASTRUCTURE, SCIENTIST, strengths
from tests.domain.workspaces import PROJECTS, Workspace, workspaces

if TYPE_CHECKING:
    from collections.abc import Mapping

CHURN, SEARCH, FRAUD = PROJECTS
# Ana and Dee carry churn but for its infrastructure; Ben covers that in search, and does it well.
ANSWERS: Mapping[tuple[int, int], Mapping[Role, int]] = {
    (ANA, CHURN): {SCIENTIST: 4, ENGINEER: 4, INFRASTRUCTURE: 2},
    (DEE, CHURN): {EXPERT: 5},
    (BEN, SEARCH): {INFRASTRUCTURE: 4},
    (CAM, SEARCH): {SCIENTIST: 5, ENGINEER: 5},
    (DEE, SEARCH): {EXPERT: 5},
}


def places(workspace: Workspace, projects: tuple[int, ...] = tuple(PROJECTS)) -> list[Place]:
    """Return the projects as the desk sees them; who has answered anything is a member."""
    members = {each: frozenset(p for p, there in workspace.answers if there == each) for each in projects}
    return [Place(each, Stage.RESEARCH, workspace.coverage(each), members[each]) for each in projects]


def wearing(workspace: Workspace, person: int, project: int, *claims: Claim) -> Workspace:
    """Return the workspace with a person covering roles in a project as well."""
    return workspace.saying(person, project, {claim.role: claim.confidence for claim in claims})


def test_a_loan_is_told_with_what_it_lifts_and_what_it_costs() -> None:
    desk = loans(places(Workspace(ANSWERS, hat_cost=10), (CHURN, SEARCH)))
    assert [(loan.person_id, loan.roles, loan.from_ids) for loan in desk] == [
        (BEN, (INFRASTRUCTURE,), (SEARCH,))
    ]
    # Ana's other hats hold churn at 3.2 then; with a second hat Ben brings 3.6 to both.
    assert desk[0].host == CeilingChange(CHURN, 16, 32)
    assert desk[0].falls == (CeilingChange(SEARCH, 40, 36),)
    assert (desk[0].gain, desk[0].cost) == (16, 4)


def test_a_domain_expert_is_never_lent_for_whatever_role() -> None:
    expert = {**ANSWERS, (BEN, FRAUD): {EXPERT: 2}}
    assert loans(places(Workspace(expert, hat_cost=10))) == []


def test_who_is_lent_already_or_is_in_the_host_is_not_proposed() -> None:
    workspace = Workspace(ANSWERS, hat_cost=10)
    assert loans(places(workspace, (CHURN, SEARCH)), lent={BEN}) == []
    assert loans(places(workspace.saying(BEN, CHURN, {}), (CHURN, SEARCH))) == []


def test_a_loan_that_a_project_out_of_sight_would_pay_for_is_left_out() -> None:
    churn, search = places(Workspace(ANSWERS, hat_cost=10), (CHURN, SEARCH))
    assert loans([churn], [search]) == []
    hidden = {
        **ANSWERS,
        (BEN, FRAUD): {SCIENTIST: 4, ENGINEER: 4, INFRASTRUCTURE: 4},
        (DEE, FRAUD): {EXPERT: 5},
    }
    churn, search, fraud = places(Workspace(hidden, hat_cost=10))
    assert loans([churn, search, fraud])
    assert loans([churn, search], [fraud]) == []


def test_tied_functions_are_lifted_together_or_not_at_all() -> None:
    both = {**ANSWERS, (ANA, CHURN): {SCIENTIST: 5}, (BEN, SEARCH): {INFRASTRUCTURE: 4, ENGINEER: 4}}
    one = {**ANSWERS, (ANA, CHURN): {SCIENTIST: 5}}
    lifted = loans(places(Workspace(both, hat_cost=10), (CHURN, SEARCH)))
    assert [loan.roles for loan in lifted if loan.host.project_id == CHURN] == [(ENGINEER, INFRASTRUCTURE)]
    assert loans(places(Workspace(one, hat_cost=10), (CHURN, SEARCH))) == []


@given(workspaces, st.integers(0, 3))
def test_every_loan_comes_to_what_the_answers_would_come_to(workspace: Workspace, sight: int) -> None:
    everything = places(workspace)
    seen, unseen = everything[:sight], everything[sight:]
    desk = loans(seen, unseen)
    for loan in desk:
        claims = _brought(workspace, loan.person_id, loan.roles, loan.from_ids)
        after = wearing(workspace, loan.person_id, loan.host.project_id, *claims)
        ceilings = {each: after.coverage(each).strengths.ceiling for each in PROJECTS}
        before = {each: workspace.coverage(each).strengths.ceiling for each in PROJECTS}
        fallen = {each for each in PROJECTS if ceilings[each] < before[each]}
        assert loan.gain == ceilings[loan.host.project_id] - before[loan.host.project_id] > 0
        assert loan.cost == sum(before[each] - ceilings[each] for each in fallen)
        assert {fall.project_id for fall in loan.falls} == fallen
        assert fallen <= {place.project_id for place in seen}
    assert [(-loan.gain, loan.cost) for loan in desk] == sorted((-loan.gain, loan.cost) for loan in desk)


@given(workspaces)
def test_no_loan_moves_a_domain_expert_or_one_role_of_several_tied_ones(workspace: Workspace) -> None:
    experts = {p for (p, _), said in workspace.answers.items() if said.get(EXPERT, 0) > 1}
    for loan in loans(places(workspace)):
        assert EXPERT not in loan.roles
        assert loan.person_id not in experts
        host = workspace.coverage(loan.host.project_id)
        assert set(loan.roles) == set(host.strengths.weakest(Stage.RESEARCH))
        assert all(_stated(workspace, loan.person_id, role, loan.from_ids) >= 3 for role in loan.roles)


def _brought(
    workspace: Workspace, person: int, roles: tuple[Role, ...], where: tuple[int, ...]
) -> list[Claim]:
    return [Claim(person, role, _stated(workspace, person, role, where)) for role in roles]


def _stated(workspace: Workspace, person: int, role: Role, where: tuple[int, ...]) -> int:
    return max(workspace.answers.get((person, project), {}).get(role, 0) for project in where)


def test_the_only_cover_of_several_projects_is_named_and_that_of_one_is_not() -> None:
    answers = {
        (ANA, CHURN): {SCIENTIST: 4, ENGINEER: 4},
        (ANA, SEARCH): {SCIENTIST: 3},
        (BEN, SEARCH): {SCIENTIST: 2, INFRASTRUCTURE: 4},
        (CAM, FRAUD): {EXPERT: 5, SCIENTIST: 5},
    }
    found = only_covers(places(Workspace(answers, hat_cost=10)))
    assert [(each.person_id, set(each.held)) for each in found] == [
        (ANA, {(CHURN, SCIENTIST), (CHURN, ENGINEER), (SEARCH, SCIENTIST)})
    ]


def test_a_tie_counts_for_each_function_that_sets_the_ceiling() -> None:
    counted = set_ceilings([strengths(40, 36, 18, 50), strengths(40, 18, 18, 50)])
    assert counted == {INFRASTRUCTURE: 2, ENGINEER: 1}
