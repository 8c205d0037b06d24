"""What may be shown to a person who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.polls import CheckInState
from bot.domain.standing import Away, Standing

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from bot.domain.polls import HowOften
    from bot.domain.recurrence import Cadence
    from bot.domain.roles import Role, Stage, Strengths
    from bot.domain.what_if import News
    from bot.services.ports.portfolio import ProjectName
    from bot.services.ports.standing import Pause


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """One of a person's own claims: stated confidence (1-5), their hats, and the effective confidence (tenths)."""

    role: Role
    confidence: int
    hats: int
    effective: int


@dataclass(frozen=True, slots=True)
class CheckInView:
    """One person's check-in, as the prompt that carries it shows it: equal for people who are asked the same.

    `own` is the answer in force (None when this person never answered for the project, () for "none of them"),
    `own_at` when it was given, and `standing` how far it still counts.
    `added_by` is empty for someone who added themselves.
    `answered_after` is set when that answer came after this poll had closed. `has_namesake` is set where another
    project in the same message is called the same.
    """

    poll_id: int
    project_id: int
    project_name: str
    slack_channel_id: str
    state: CheckInState
    closes_at: datetime
    is_closed: bool
    own: tuple[OwnClaim, ...] | None
    added_by: str
    cadence: Cadence
    own_at: datetime | None = None
    standing: Standing = Standing.CURRENT
    is_member: bool = True
    is_away: bool = False
    answered_after: bool = False
    has_namesake: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still waited for."""
        return self.state is CheckInState.ASKED and not self.is_closed and self.is_member


@dataclass(frozen=True, slots=True)
class PromptView:
    """One direct message to one person; `risk_hat` (with the project it is worn in) is told to them alone."""

    check_ins: tuple[CheckInView, ...]
    risk_hat: tuple[Role, ProjectName] | None = None

    @property
    def is_first(self) -> bool:
        """Whether this person has never answered in any of its projects, and so gets the explanation."""
        return all(check_in.own is None for check_in in self.check_ins)


@dataclass(frozen=True, slots=True)
class ReminderView:
    """What one person is reminded of at one moment; empty when there is nothing to remind of."""

    check_ins: tuple[CheckInView, ...]


@dataclass(frozen=True, slots=True)
class CheckInForm:
    """The check-in modal of one project: prefilled with the answer in force, or with one role on top of it.

    `poll_id` is the poll it was opened from, else the one that is open; `prompt_id` the prompt that asks this
    person in it; `poll_has_closed` whether it is over.
    """

    project_id: int
    project_name: str
    confidences: dict[Role, int]
    poll_id: int | None
    prompt_id: int | None
    poll_has_closed: bool = False


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """What an answer would change, told to its giver before it is given; strengths in tenths.

    `before` is the standing they see, None before the first one. `hats` and `focus` (percent) are theirs with this
    answer. `fallen` are the roles of a drop that the answer would cause, the weakest first; `leads_hear_of` is the
    stage's decisive role if they alone would be told of its fall. `settle_minutes` is how long a change stands
    before it is news; `waits_until` is set if it then waits for working hours. `away_until` is set when nothing of
    theirs counts until then.
    """

    project_name: str
    stage: Stage
    before: Strengths | None
    after: Strengths
    hats: int
    focus: int
    news: News
    fallen: tuple[Role, ...]
    leads_hear_of: Role | None
    poll_is_open: bool
    settle_minutes: int
    waits_until: datetime | None
    away_until: date | None


@dataclass(frozen=True, slots=True)
class AnswerTaken:
    """What an answer came to: told to its owner alone."""

    project_id: int
    project_name: str
    own: tuple[OwnClaim, ...]
    risk_hat: tuple[Role, ProjectName] | None
    poll_closed_before: bool


@dataclass(frozen=True, slots=True)
class HowOftenView:
    """How often the acting person is asked about a project, and after how many polls silence ends a claim."""

    project_id: int
    project_name: str
    how_often: HowOften
    lapse_after: int


@dataclass(frozen=True, slots=True)
class LapseWarning:
    """A claim that the next poll would end if it passes in silence too."""

    membership_id: int
    project_id: int
    project_name: str
    slack_user_id: str
    roles: tuple[Role, ...]
    silent_polls: int
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class VouchView:
    """A lead's word that a member still covers their roles; `is_undone` once the member took it back."""

    vouch_id: int
    project_id: int
    project_name: str
    slack_user_id: str
    vouched_by: str
    roles: tuple[Role, ...]
    is_undone: bool


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """Everything that can be set of a project, for `settings` and as the defaults of `setup`.

    Falls in tenths, `settle_minutes` 0-1440, `lapse_after` polls, `hat_cost` in percent (of the workspace).
    """

    project_id: int | None
    name: str
    stage: Stage
    leads: tuple[str, ...]
    members: tuple[str, ...]
    way: str
    cadence: Cadence
    work_days: frozenset[int]
    holiday_region: str | None
    days_open: int
    settle_minutes: int
    fall_into_lower_band: int
    fall_on_its_own: int
    lapse_after: int
    follows_channel: bool = False
    posts_results: bool = False
    posts_digest: bool = False
    slack_channel_id: str | None = None
    pause: Pause | None = None


@dataclass(frozen=True, slots=True)
class HoursView:
    """Between which times of their day somebody works, by the clocks of an IANA zone."""

    works_from: time
    works_until: time
    zone: str


@dataclass(frozen=True, slots=True)
class AwayView:
    """A person's own absence, if one is set."""

    from_on: date
    until_on: date

    @property
    def is_long(self) -> bool:
        """Whether what they cover does not count in it."""
        return Away(self.from_on, self.until_on).is_long
