"""Small teams for the tests of the rules: who claims what, and what they wear elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.coverage import DEFAULT_HAT_COST, Claim, Coverage, count_hats
from bot.domain.roles import Role, Strengths

if TYPE_CHECKING:
    from collections.abc import Mapping

SCIENTIST = Role.DATA_SCIENTIST
ENGINEER = Role.ML_ENGINEER
INFRASTRUCTURE = Role.INFRASTRUCTURE_ENGINEER
EXPERT = Role.DOMAIN_EXPERT

ANA, BEN, CAM, DEE = 1, 2, 3, 4


def team(
    *claims: tuple[int, Role, int],
    hats_elsewhere: Mapping[int, int] | None = None,
    hat_cost: int = DEFAULT_HAT_COST,
) -> Coverage:
    """Return the coverage of a project from (person, role, stated confidence), hats counted."""
    made = tuple(Claim(person, role, confidence) for person, role, confidence in claims)
    hats = count_hats(made)
    hats.update(hats_elsewhere or {})
    return Coverage(made, hats, hat_cost)


def strengths(scientist: int, engineer: int, infrastructure: int, expert: int) -> Strengths:
    """Return strengths in tenths, in the order in which these tests read best."""
    return Strengths(scientist, engineer, infrastructure, expert)
