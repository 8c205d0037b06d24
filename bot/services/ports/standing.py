"""What may be shown of a project's standing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.roles import Strengths

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.missing import Consequence
    from bot.domain.pauses import PausedBecause
    from bot.domain.roles import Role, Stage
    from bot.domain.standing import Standing
    from bot.domain.steps import Step
    from bot.domain.vacancies import AcceptedVacancy


@dataclass(frozen=True, slots=True)
class Holder:
    """A member who claims a role: stated confidence (1-5), hats, and what is left of it (tenths)."""

    slack_user_id: str
    confidence: int
    hats: int
    effective: int
    standing: Standing
    answered_at: datetime
    away_until: date | None = None

    @property
    def counts(self) -> bool:
        """Whether the claim makes up the role's strength (neither lapsed nor suspended by a long absence)."""
        return self.effective > 0


@dataclass(frozen=True, slots=True)
class AcceptedView:
    """A vacancy that a lead has accepted, and who did."""

    acceptance_id: int
    vacancy: AcceptedVacancy
    accepted_by: str


@dataclass(frozen=True, slots=True)
class RoleView:
    """One role: its strength (tenths), the depth behind it, and who claims it, the strongest first.

    `not_confirmed_since` is set when the role is without strength only because claims have lapsed; `accepted`
    when it is without strength and that is accepted.
    """

    role: Role
    strength: int
    depth: int
    holders: tuple[Holder, ...] = ()
    not_confirmed_since: datetime | None = None
    accepted: AcceptedView | None = None


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project with its four roles and the ceiling arithmetic."""

    project_id: int
    name: str
    stage: Stage
    slack_channel_id: str
    roles: tuple[RoleView, ...]
    steps: tuple[Step, ...]
    has_answers: bool

    @property
    def strengths(self) -> Strengths:
        """The strengths shown."""
        return Strengths(**{view.role.value: view.strength for view in self.roles})


@dataclass(frozen=True, slots=True)
class PollProgress:
    """An open poll: how many of those asked are in, and until when it stands open."""

    poll_id: int
    is_in: int
    asked: int
    opened_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """Since when and why a project is paused; its home channel and the bot's name are what mending it takes."""

    since: datetime
    because: PausedBecause
    slack_channel_id: str
    bot_name: str


@dataclass(frozen=True, slots=True)
class LatePoll:
    """A scheduled poll that opened late; `down` is from when until when nothing ran, if that is why."""

    due_at: datetime
    opened_at: datetime
    down: tuple[datetime, datetime] | None


@dataclass(frozen=True, slots=True)
class Running:
    """When the bot last looked at the clock (to about a minute), whether that is long ago, and what was late."""

    last_at: datetime
    has_stopped: bool = False
    late: LatePoll | None = None


@dataclass(frozen=True, slots=True)
class StatusView:
    """What `/ceiling status` shows one person of one project.

    While a poll is open the standing is the one from before it. `settles_at` says until when a change waits
    before it is compared, `summary_waits_until` until when a summary waits for working hours. Who covers what is
    for those who belong (members and leads); `may_be_shared` says whether it may be posted where it is looked at.
    """

    project: ProjectView
    open_poll: PollProgress | None
    next_poll_at: datetime
    percent_answered: int | None
    settles_at: datetime | None
    summary_waits_until: datetime | None
    viewer_is_member: bool
    viewer_belongs: bool
    viewer_may_lead: bool
    may_be_shared: bool
    own_confidences: dict[Role, int] | None
    pause: Pause | None = None
    running: Running | None = None


@dataclass(frozen=True, slots=True)
class PollView:
    """A poll's root message in the channel: its progress, and once it is closed the `result` as of its close."""

    project_id: int
    project_name: str
    progress: PollProgress
    is_first: bool
    set_up_by: str | None
    result: ProjectView | None


@dataclass(frozen=True, slots=True)
class FallenRole:
    """A role that fell: from and to (tenths), and the kinds of causes, the weightiest first."""

    role: Role
    fell_from: int
    fell_to: int
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DropView:
    """The summary of a drop, brought up to date while it is live, until `ended_at`.

    `percent_answered` is set only where so few answered that it must be said. `consequence` is what the lack of
    the weakest role leads to; `solo` the pattern of a team that covers very little.
    """

    drop_id: int
    project: ProjectView
    dropped_at: datetime
    fell_from: int
    fell_to: int
    lowest: int
    fallen: tuple[FallenRole, ...]
    consequence: Consequence
    solo: Consequence | None
    percent_answered: int | None
    recovered_at: datetime | None
    ended_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether the summary is brought up to date no more."""
        return self.ended_at is not None


@dataclass(frozen=True, slots=True)
class DropNews:
    """What a thread reply under a live summary says: a further drop, or the recovery (then `fallen` is empty).

    `is_deeper`: a further drop went below everything said before.
    """

    project_id: int
    project_name: str
    strength_from: int
    strength_to: int
    fallen: tuple[FallenRole, ...]
    is_deeper: bool = False
