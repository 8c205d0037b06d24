"""What may be shown of a secondment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.roles import Role
    from bot.domain.secondments import ReturnNotice, SecondmentState, Step


@dataclass(frozen=True, slots=True)
class SecondmentView:
    """A secondment as one viewer sees it; ceilings in tenths, `days` from its start until it was met (or now).

    `project_name` is None for a viewer outside a private host: to them nothing is shown of that project, its
    ceilings included, and its next goals are left out. `weakest_after` and `ceiling_after` are the departure
    preview, as foretold once the objective was met. `steps` are what the viewer may decide now. `has_namesake`
    is set where another host in the same list is called the same.
    """

    secondment_id: int
    project_id: int
    project_name: str | None
    host_slack_channel_id: str
    host_is_private: bool
    specialist: str
    roles: tuple[Role, ...]
    home: str
    home_slack_channel_id: str | None
    head: str | None
    objective: str
    starts_on: date
    returns_on: date
    state: SecondmentState
    days: int
    ceiling_at_start: int
    ceiling_now: int
    next_goals: str | None
    ceiling_after: int
    weakest_after: tuple[Role, ...]
    started_by: str
    steps: tuple[Step, ...] = ()
    has_namesake: bool = False


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What one party of a secondment decided, as another one is told; to whom the host is hidden, not by whom."""

    secondment: SecondmentView
    step: Step
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class ReturnNoticeView:
    """What is said of a planned return, to the specialist, a host lead or the head."""

    secondment: SecondmentView
    notice: ReturnNotice
    days_left: int
