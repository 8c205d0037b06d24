"""Bands, ties and the ceiling."""

from __future__ import annotations

import pytest

from bot.domain.roles import DECISIVE_ROLE, Band, Stage, Strengths, band_of, band_rank
from tests.domain.teams import ENGINEER, EXPERT, INFRASTRUCTURE, SCIENTIST, strengths


@pytest.mark.parametrize(
    ("tenths", "band"),
    [
        (0, Band.VACANT),
        (1, Band.THIN),
        (24, Band.THIN),
        (25, Band.WORKABLE),
        (34, Band.WORKABLE),
        (35, Band.STRONG),
        (50, Band.STRONG),
    ],
)
def test_a_strength_is_vacant_at_0_thin_below_2_5_workable_below_3_5_and_then_strong(
    tenths: int, band: Band
) -> None:
    assert band_of(tenths) is band


def test_bands_rise_with_strength() -> None:
    ranks = [band_rank(tenths) for tenths in range(51)]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2, 3}


def test_the_ceiling_is_the_weakest_function() -> None:
    assert strengths(40, 30, 20, 50).ceiling == 20


def test_a_project_nobody_covers_has_a_ceiling_of_zero() -> None:
    assert Strengths().ceiling == 0


def test_one_weakest_role_stands_alone() -> None:
    assert strengths(40, 30, 20, 50).weakest(Stage.FRAMING) == (INFRASTRUCTURE,)


def test_tied_roles_are_all_weakest() -> None:
    assert strengths(20, 30, 20, 50).weakest(Stage.PRODUCTION) == (SCIENTIST, INFRASTRUCTURE)


@pytest.mark.parametrize(
    ("stage", "order"),
    [
        (Stage.FRAMING, (EXPERT, ENGINEER, SCIENTIST, INFRASTRUCTURE)),
        (Stage.RESEARCH, (SCIENTIST, EXPERT, ENGINEER, INFRASTRUCTURE)),
        (Stage.PRODUCTION, (ENGINEER, EXPERT, SCIENTIST, INFRASTRUCTURE)),
        (Stage.OPERATION, (INFRASTRUCTURE, EXPERT, ENGINEER, SCIENTIST)),
    ],
)
def test_among_equals_the_decisive_role_of_the_stage_comes_first(
    stage: Stage, order: tuple[object, ...]
) -> None:
    assert strengths(30, 30, 30, 30).weakest(stage) == order
    assert DECISIVE_ROLE[stage] is order[0]


def test_a_changed_role_leaves_the_others() -> None:
    assert strengths(10, 20, 30, 40).with_role(EXPERT, 5) == strengths(10, 20, 30, 5)


def test_strengths_are_read_role_by_role() -> None:
    assert dict(strengths(10, 20, 30, 40)) == {
        SCIENTIST: 10,
        ENGINEER: 20,
        INFRASTRUCTURE: 30,
        EXPERT: 40,
    }
