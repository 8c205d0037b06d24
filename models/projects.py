"""Projects, and who belongs to them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false, text
from sqlmodel import Field

from bot.domain.drops import DEFAULT_SETTLE_MINUTES, Thresholds
from bot.domain.pauses import PausedBecause
from bot.domain.polls import DEFAULT_DAYS_OPEN, MOST_DAYS_OPEN, HowOften, Way
from bot.domain.recurrence import MOST_WEEKS_BETWEEN, Cadence, Rhythm
from bot.domain.roles import Role, Stage
from bot.domain.standing import DEFAULT_LAPSE_AFTER
from bot.domain.workdays import WorkingTime
from models.holidays import days_off
from models.keys import WorkspaceRow, belongs_to, between, referable
from models.types import UtcDateTime, enum_column
from models.workspaces import Person


class Project(WorkspaceRow, table=True):
    """A team's work with a home channel; the settings say when and how its members are asked.

    `work_days` holds the weekday digits ("01234" is Monday to Friday). Falls are in
    tenths, `settle_minutes` is 0-1440. While `paused_at` is set nobody is asked;
    `archived_at` is set only beside it.
    """

    __tablename__ = "projects"
    __table_args__ = (
        referable(),
        belongs_to("channels", "channel_id"),
        belongs_to("people", "created_by_id"),
        UniqueConstraint("workspace_id", "channel_id", "name"),
        between("weekday", 0, 6),
        between("weeks", 1, MOST_WEEKS_BETWEEN),
        between("days_open", 1, MOST_DAYS_OPEN),
        between("settle_minutes", 0, 1440),
        between("fall_into_lower_band", 1, 50),
        between("fall_on_its_own", 1, 50),
        between("lapse_after", 1, 12),
        CheckConstraint("work_days <> ''", name="work_days_some"),
        CheckConstraint("nth IN (1, 2, 3, 4, -1)", name="nth_known"),
        CheckConstraint("(paused_at IS NULL) = (paused_because IS NULL)", name="paused_for_a_reason"),
    )

    channel_id: int = Field(index=True)
    name: str
    stage: Stage = Field(sa_type=enum_column(Stage))
    created_at: datetime = Field(sa_type=UtcDateTime)
    created_by_id: int

    way: Way = Field(default=Way.DIRECT, sa_type=enum_column(Way))
    rhythm: Rhythm = Field(default=Rhythm.EVERY_N_WEEKS, sa_type=enum_column(Rhythm))
    weekday: int = 0
    weeks: int = 2
    nth: int = 1
    ask_at: time = time(9)
    zone: str
    anchor_on: date
    work_days: str = "01234"
    holiday_region: str | None = None
    days_open: int = DEFAULT_DAYS_OPEN

    settle_minutes: int = DEFAULT_SETTLE_MINUTES
    fall_into_lower_band: int = Thresholds().into_lower_band
    fall_on_its_own: int = Thresholds().on_its_own
    lapse_after: int = DEFAULT_LAPSE_AFTER

    follows_channel: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    posts_results: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    digest_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

    next_poll_at: datetime = Field(sa_type=UtcDateTime, index=True)
    settle_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    expert_check_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_because: PausedBecause | None = Field(default=None, sa_type=enum_column(PausedBecause))

    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def is_paused(self) -> bool:
        """Whether nobody is asked for the time being."""
        return self.paused_at is not None

    @property
    def cadence(self) -> Cadence:
        """When this project is asked."""
        return Cadence(
            rhythm=self.rhythm,
            weekday=self.weekday,
            at=self.ask_at,
            zone=self.zone,
            anchor_on=self.anchor_on,
            weeks=self.weeks,
            nth=self.nth,
        )

    @property
    def weekly(self) -> Cadence:
        """When this project's digest is posted: at the hour and on the day of its polls, every week."""
        return replace(self.cadence, rhythm=Rhythm.WEEKLY)

    @property
    def working_time(self) -> WorkingTime:
        """The project's work days and hours."""
        days = frozenset(int(day) for day in self.work_days)
        return WorkingTime(self.zone, days, days_off=days_off(self.holiday_region))

    def working_time_of(self, person: Person) -> WorkingTime:
        """The project's work days, by a person's own clock and hours."""
        own = person.working_time
        return replace(self.working_time, zone=own.zone, starts=own.starts, ends=own.ends)

    def next_poll_after(self, now: datetime) -> datetime:
        """When the next poll falls due; one that would fall on a holiday waits for the next work day."""
        return self.working_time.on_working_day(self.cadence.next_due(now))

    @property
    def thresholds(self) -> Thresholds:
        """How far the weakest function must fall to be a drop."""
        return Thresholds(self.fall_into_lower_band, self.fall_on_its_own)

    @property
    def settle(self) -> timedelta:
        """How long a change must stand before it is compared with the reference."""
        return timedelta(minutes=self.settle_minutes)


class Lead(WorkspaceRow, table=True):
    """A person who leads a project."""

    __tablename__ = "leads"
    __table_args__ = (
        belongs_to("projects", "project_id"),
        belongs_to("people", "person_id"),
        UniqueConstraint("project_id", "person_id"),
    )

    project_id: int
    person_id: int = Field(index=True)


class Leaving(StrEnum):
    """Why a membership ended."""

    NOT_MY_PROJECT = "not_my_project"
    REMOVED = "removed"
    LEFT_CHANNEL = "left_channel"
    DEACTIVATED = "deactivated"
    RETURNED = "returned"


class Membership(WorkspaceRow, table=True):
    """A person belongs to a project from one instant until another; coming back makes a new row.

    `seen_in_channel` once they were in its home channel: then leaving that ends the membership.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        referable(),
        belongs_to("projects", "project_id"),
        belongs_to("people", "person_id"),
        belongs_to("people", "added_by_id"),
        Index(
            "uq_memberships_current",
            "project_id",
            "person_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )

    project_id: int = Field(index=True)
    person_id: int = Field(index=True)
    added_by_id: int
    joined_at: datetime = Field(sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    how_often: HowOften = Field(default=HowOften.EVERY_POLL, sa_type=enum_column(HowOften))
    leaving: Leaving | None = Field(default=None, sa_type=enum_column(Leaving))
    seen_in_channel: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Answer(WorkspaceRow, table=True):
    """Everything one member said about one project at one time: a stated confidence (1-5) per role, or none.

    Answers are only ever added; a membership's newest is in force. `request_key` names the press or the submission
    it came from, so the same one twice is one answer.
    """

    __tablename__ = "answers"
    __table_args__ = (
        referable(),
        belongs_to("memberships", "membership_id"),
        UniqueConstraint("workspace_id", "request_key"),
        Index("ix_answers_newest", "membership_id", "id"),
        *(between(role.value, 1, 5) for role in Role),
    )

    membership_id: int
    answered_at: datetime = Field(sa_type=UtcDateTime)
    request_key: str
    data_scientist: int | None = None
    ml_engineer: int | None = None
    infrastructure_engineer: int | None = None
    domain_expert: int | None = None

    @property
    def confidences(self) -> dict[Role, int]:
        """The roles claimed, with the stated confidence."""
        stated = {role: getattr(self, role.value) for role in Role}
        return {role: confidence for role, confidence in stated.items() if confidence is not None}
