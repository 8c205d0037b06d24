"""The names of roles, functions and stages, and the five points of stated confidence in words."""

from __future__ import annotations

from bot.domain.roles import Role, Stage

ROLE_NAME = {
    Role.DATA_SCIENTIST: "Data scientist",
    Role.ML_ENGINEER: "ML engineer",
    Role.INFRASTRUCTURE_ENGINEER: "Infrastructure engineer",
    Role.DOMAIN_EXPERT: "Domain expert",
}
FUNCTION_NAME = {
    Role.DATA_SCIENTIST: "Data science",
    Role.ML_ENGINEER: "ML engineering",
    Role.INFRASTRUCTURE_ENGINEER: "Infrastructure",
    Role.DOMAIN_EXPERT: "Domain expertise",
}
ROLE_DOES = {
    Role.DATA_SCIENTIST: "Defines the problem, the measure of success and the approach.",
    Role.ML_ENGINEER: "Makes it run in production, on full data, under load.",
    Role.INFRASTRUCTURE_ENGINEER: "Owns cloud or hardware: access, storage, cost.",
    Role.DOMAIN_EXPERT: "Knows what the data means and what the business needs.",
}
STAGE_NAME = {
    Stage.FRAMING: "Framing",
    Stage.RESEARCH: "Research",
    Stage.PRODUCTION: "Production",
    Stage.OPERATION: "Operation",
}
CONFIDENCE = {
    1: "learning it",
    2: "parts of it, with help",
    3: "the routine work alone",
    4: "I could own it this quarter",
    5: "others come to me for it",
}
# The same five points, said of someone else.
CONFIDENCE_OF_ANOTHER = {**CONFIDENCE, 4: "could own it this quarter", 5: "others come to them for it"}
NOT_ME = "Not me"


def role_name(role: Role) -> str:
    """Return the name of a role: "Infrastructure engineer"."""
    return ROLE_NAME[role]


def function_name(role: Role) -> str:
    """Return the name of the function a role stands for: "Infrastructure"."""
    return FUNCTION_NAME[role]


def stage_name(stage: Stage) -> str:
    """Return the name of a stage."""
    return STAGE_NAME[stage]


def anchored(confidence: int) -> str:
    """Return a stated confidence (1-5) with its words, as a choice: "3 · the routine work alone"."""
    return f"{confidence} · {CONFIDENCE[confidence]}"
