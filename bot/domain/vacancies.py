"""A vacancy that a lead has accepted: named as such, and for a while no reason to speak up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import DomainExpertNeeded
from bot.domain.roles import Role, Stage

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class AcceptedVacancy:
    """A role that may be vacant until a date (still included) or until the project reaches a stage.

    Raises DomainExpertNeeded for the domain expert, "the least transferable skill", and ValueError when it
    has no end.
    """

    role: Role
    until_on: date | None = None
    until_stage: Stage | None = None

    def __post_init__(self) -> None:
        """Refuse what nobody may accept."""
        if self.role is Role.DOMAIN_EXPERT:
            raise DomainExpertNeeded
        if self.until_on is None and self.until_stage is None:
            raise ValueError("an accepted vacancy ends on a date or with a stage")

    def holds(self, day: date, stage: Stage) -> bool:
        """Whether the vacancy is still accepted on a day, in the stage the project is in then."""
        in_time = self.until_on is None or day <= self.until_on
        return in_time and (self.until_stage is None or _order(stage) < _order(self.until_stage))


def _order(stage: Stage) -> int:
    return list(Stage).index(stage)
