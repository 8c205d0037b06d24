"""What a missing role leads to, in one or two sentences about the project."""

from __future__ import annotations

from bot.domain.missing import Consequence

CONSEQUENCE = {
    Consequence.SCALING_WALL: "Without infrastructure, the project stops where real load begins.",
    Consequence.RESEARCH_ONLY: "Without ML engineering, good research never reaches production.",
    Consequence.WRONG_OUTCOME: "Without data science, the system gets better and better at the wrong goal.",
    Consequence.WRONG_THING: (
        "Without domain expertise, everything looks right and the wrong thing is built. "
        "This failure is the hardest to see."
    ),
    Consequence.NO_PATH_TO_PRODUCTION: "Only data science is covered: a good idea has no way to production.",
    Consequence.UNSURE_MEASURE: (
        "Only ML engineering is covered: the system may run well, "
        "and nobody knows whether it measures what matters."
    ),
    Consequence.WALL_AT_FIRST_LOAD: (
        "Data science and ML engineering are covered, infrastructure is not: "
        "the first real load will stop it."
    ),
}

# The same while the function is not missing but thin.
WHILE_THIN = {
    Consequence.SCALING_WALL: "While infrastructure is thin, real load may be more than it bears.",
    Consequence.RESEARCH_ONLY: "While ML engineering is thin, good research reaches production late or in part.",
    Consequence.WRONG_OUTCOME: "While data science is thin, the system may get better at the wrong goal.",
    Consequence.WRONG_THING: "While domain expertise is thin, a wrong turn may look right for a long time.",
}
