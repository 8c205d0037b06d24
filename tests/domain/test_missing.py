"""What a missing role leads to."""

from __future__ import annotations

import pytest

from bot.domain.missing import Consequence, consequence_of, solo_pattern
from bot.domain.roles import Role, Strengths
from tests.domain.teams import ENGINEER, EXPERT, INFRASTRUCTURE, SCIENTIST, strengths


@pytest.mark.parametrize(
    ("role", "consequence"),
    [
        (INFRASTRUCTURE, Consequence.SCALING_WALL),
        (ENGINEER, Consequence.RESEARCH_ONLY),
        (SCIENTIST, Consequence.WRONG_OUTCOME),
        (EXPERT, Consequence.WRONG_THING),
    ],
)
def test_every_missing_role_has_a_consequence_of_its_own(role: Role, consequence: Consequence) -> None:
    assert consequence_of(role) is consequence


def test_a_data_scientist_alone_has_no_path_to_production() -> None:
    assert solo_pattern(strengths(50, 0, 0, 0)) is Consequence.NO_PATH_TO_PRODUCTION


def test_an_ml_engineer_alone_cannot_be_sure_of_measuring_what_matters() -> None:
    assert solo_pattern(strengths(0, 50, 0, 0)) is Consequence.UNSURE_MEASURE


def test_both_without_infrastructure_hit_the_wall_at_the_first_load() -> None:
    assert solo_pattern(strengths(40, 40, 0, 0)) is Consequence.WALL_AT_FIRST_LOAD


@pytest.mark.parametrize(
    "other",
    [Strengths(), strengths(0, 0, 0, 40), strengths(40, 0, 0, 40), strengths(40, 40, 40, 40)],
)
def test_any_other_team_has_no_pattern_of_its_own(other: Strengths) -> None:
    assert solo_pattern(other) is None
