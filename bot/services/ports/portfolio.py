"""What may be shown of many projects side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.roles import Role, Stage, Strengths


@dataclass(frozen=True, slots=True)
class ProjectName:
    """What a project is called; `slack_channel_id` only where another one that is shown is called the same."""

    name: str
    slack_channel_id: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectInBrief:
    """A project among others: its standing (None before there is one); while a poll is open, that from before it.

    `not_confirmed` holds the roles that are without strength only because claims have lapsed, `accepted` those
    whose vacancy a lead has accepted for now. A namesake is another project of this name that is shown beside it.
    """

    project_id: int
    name: str
    stage: Stage
    slack_channel_id: str
    strengths: Strengths | None
    not_confirmed: frozenset[Role] = frozenset()
    accepted: frozenset[Role] = frozenset()
    is_paused: bool = False
    has_namesake: bool = False
    poll_is_open: bool = False


@dataclass(frozen=True, slots=True)
class StandsAlone:
    """A person who is the only one to do these roles alone, each with the name of its project."""

    slack_user_id: str
    held: tuple[tuple[Role, ProjectName], ...]


@dataclass(frozen=True, slots=True)
class CeilingMoves:
    """What a loan makes of the ceiling (tenths) of a project."""

    project: ProjectName
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class LoanView:
    """A loan worth asking for: what it lifts, and the projects it costs; `may_start` for who leads the host."""

    host_id: int
    specialist: str
    roles: tuple[Role, ...]
    from_names: tuple[ProjectName, ...]
    host: CeilingMoves
    falls: tuple[CeilingMoves, ...]
    may_start: bool


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """The projects one person may see, the weakest first, and what holds most of them up.

    `set_by` counts the projects whose ceiling a role sets, the most first. Who stands alone and whom to borrow is
    for leads and heads: None for everyone else. `loans` holds the best one for each project, and
    `other_loans` counts those beside them.
    """

    projects: tuple[ProjectInBrief, ...]
    set_by: tuple[tuple[Role, int], ...]
    alone: tuple[StandsAlone, ...] | None = None
    loans: tuple[LoanView, ...] | None = None
    other_loans: int = 0
    may_set_up: bool = True
