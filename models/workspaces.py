"""A Slack workspace in which Ceiling is installed, and the people and channels of it that Ceiling knows."""

from datetime import date, datetime, time

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.domain.coverage import DEFAULT_HAT_COST, MOST_HAT_COST
from bot.domain.workdays import DAY_ENDS, DAY_STARTS, WorkingTime
from models.keys import WorkspaceRow, belongs_to, between, referable, stored_id
from models.types import UtcDateTime


class Workspace(SQLModel, table=True):
    """One workspace; `hat_cost` is in percent.

    Nothing is sent before `blocked_until`: Slack's rate limit. `stopped_at` says since when Slack refuses the
    workspace's token, `stopped_because` in Slack's words why; `accepted_at` when Slack last accepted it. Before
    `sweep_at` the daily sweep looks nothing up.
    """

    __tablename__ = "workspaces"
    __table_args__ = (between("hat_cost", 0, MOST_HAT_COST),)

    id: int | None = Field(default=None, primary_key=True)
    slack_team_id: str = Field(unique=True)
    bot_user_id: str
    bot_id: str
    bot_name: str
    name: str
    hat_cost: int = DEFAULT_HAT_COST
    created_at: datetime = Field(sa_type=UtcDateTime)
    blocked_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    stopped_because: str | None = None
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sweep_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def key(self) -> int:
        """The id of a workspace that has been stored."""
        return stored_id(self.id)


class Person(WorkspaceRow, table=True):
    """What Slack says of a person; `zone` is their IANA time zone.

    `works_from` and `works_until` are set, both of them, once they have said when they work.
    """

    __tablename__ = "people"
    __table_args__ = (referable(), UniqueConstraint("workspace_id", "slack_user_id"))

    slack_user_id: str
    name: str
    zone: str
    is_bot: bool = False
    is_guest: bool = False
    is_admin: bool = False
    is_active: bool = True
    refreshed_at: datetime = Field(sa_type=UtcDateTime)
    works_from: time | None = None
    works_until: time | None = None

    @property
    def can_be_asked(self) -> bool:
        """Whether this is someone Slack lets a bot write to."""
        return self.is_active and not self.is_bot

    @property
    def working_time(self) -> WorkingTime:
        """This person's own working hours, which are the usual ones until they say otherwise."""
        return WorkingTime(self.zone, starts=self.works_from or DAY_STARTS, ends=self.works_until or DAY_ENDS)


class Channel(WorkspaceRow, table=True):
    """A channel that is home to projects; `present` are the Slack user ids that were in it at the last look."""

    __tablename__ = "channels"
    __table_args__ = (referable(), UniqueConstraint("workspace_id", "slack_channel_id"))

    slack_channel_id: str
    name: str
    is_private: bool = False
    refreshed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    present: list[str] | None = Field(default=None, sa_type=JSON)


class Absence(WorkspaceRow, table=True):
    """A person is away, by their own word, until `back_at`: the start of the day after `until_on` where they live.

    `withdrawn_at` is set when they came back earlier or set another date; `noted_at` once their projects were
    computed anew after the end.
    """

    __tablename__ = "absences"
    __table_args__ = (
        belongs_to("people", "person_id"),
        CheckConstraint("until_on >= from_on", name="dates_in_order"),
        Index(
            "ix_absences_to_note",
            "back_at",
            sqlite_where=text("noted_at IS NULL"),
            postgresql_where=text("noted_at IS NULL"),
        ),
    )

    person_id: int = Field(index=True)
    from_on: date
    until_on: date
    declared_at: datetime = Field(sa_type=UtcDateTime)
    back_at: datetime = Field(sa_type=UtcDateTime)
    noted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
