"""What a missing role leads to, and the patterns of very small teams; the words are in `bot.slack.words`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.roles import Role

if TYPE_CHECKING:
    from bot.domain.roles import Strengths

# Domain experts "need to be present at the beginning": by then the first working week has passed.
DOMAIN_EXPERT_NEEDED_BY_DAY = 5


class Consequence(StrEnum):
    """What happens to a project in which a role is missing."""

    SCALING_WALL = "scaling_wall"
    RESEARCH_ONLY = "research_only"
    WRONG_OUTCOME = "wrong_outcome"
    WRONG_THING = "wrong_thing"
    NO_PATH_TO_PRODUCTION = "no_path_to_production"
    UNSURE_MEASURE = "unsure_measure"
    WALL_AT_FIRST_LOAD = "wall_at_first_load"


_CONSEQUENCE = {
    Role.INFRASTRUCTURE_ENGINEER: Consequence.SCALING_WALL,
    Role.ML_ENGINEER: Consequence.RESEARCH_ONLY,
    Role.DATA_SCIENTIST: Consequence.WRONG_OUTCOME,
    Role.DOMAIN_EXPERT: Consequence.WRONG_THING,
}

# A few people covering just these roles fail in a way of their own.
_SOLO = {
    frozenset({Role.DATA_SCIENTIST}): Consequence.NO_PATH_TO_PRODUCTION,
    frozenset({Role.ML_ENGINEER}): Consequence.UNSURE_MEASURE,
    frozenset({Role.DATA_SCIENTIST, Role.ML_ENGINEER}): Consequence.WALL_AT_FIRST_LOAD,
}


def consequence_of(role: Role) -> Consequence:
    """Return what the lack of one role leads to."""
    return _CONSEQUENCE[role]


def solo_pattern(strengths: Strengths) -> Consequence | None:
    """Return the pattern of a team that covers only data science, only ML engineering, or just those two."""
    return _SOLO.get(frozenset(role for role, strength in strengths if strength))
