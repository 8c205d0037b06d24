"""Workspaces for the laws: people who cover roles of several projects, made up by hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.domain.coverage import LEAST_FOCUS, MOST_HAT_COST, Claim, Coverage, count_hats
from bot.domain.roles import LEAST_CONFIDENCE, MOST_CONFIDENCE, Role, Strengths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PEOPLE = range(1, 5)
PROJECTS = range(3)


@dataclass(frozen=True)
class Workspace:
    """The claims in force of each person in each project (role and stated confidence)."""

    answers: Mapping[tuple[int, int], Mapping[Role, int]]
    hat_cost: int

    def claims(self, project: int) -> list[Claim]:
        """Return the claims of one project."""
        return [
            Claim(person, role, confidence)
            for (person, there), answer in self.answers.items()
            for role, confidence in answer.items()
            if there == project
        ]

    def coverage(self, project: int) -> Coverage:
        """Return the coverage of one project, hats counted over all."""
        everything = [claim for each in PROJECTS for claim in self.claims(each)]
        return Coverage(tuple(self.claims(project)), count_hats(everything), self.hat_cost)

    def strengths(self) -> Iterator[tuple[int, Role, int]]:
        """Yield every project's every role with its strength."""
        return (
            (project, role, strength)
            for project in PROJECTS
            for role, strength in self.coverage(project).strengths
        )

    def saying(self, person: int, project: int, answer: Mapping[Role, int]) -> Workspace:
        """Return the workspace after a person's answer in a project."""
        return replace(self, answers={**self.answers, (person, project): answer})


people = st.sampled_from(PEOPLE)
projects = st.sampled_from(PROJECTS)
roles = st.sampled_from(Role)
confidences = st.integers(LEAST_CONFIDENCE, MOST_CONFIDENCE)
answers = st.dictionaries(roles, confidences)
workspaces = st.builds(
    Workspace,
    st.dictionaries(st.tuples(people, projects), answers),
    st.integers(0, MOST_HAT_COST),
)

# No claim leaves less than the lowest confidence at the lowest focus.
_LEAST_STRENGTH = LEAST_CONFIDENCE * 10 * LEAST_FOCUS // 100
tenths = st.just(0) | st.integers(_LEAST_STRENGTH, MOST_CONFIDENCE * 10)
all_strengths = st.builds(Strengths, tenths, tenths, tenths, tenths)
