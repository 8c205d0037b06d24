"""The forms of a project: setting it up, its stage and settings, its vacancies; and the workspace's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.coverage import MOST_HAT_COST
from bot.domain.errors import (
    EveryoneAndPicked,
    LeadMissing,
    NobodyToAsk,
    NoWorkingDays,
    TextMissing,
    VacancyWithoutEnd,
)
from bot.domain.polls import MOST_DAYS_OPEN, Way
from bot.domain.recurrence import MOST_WEEKS_BETWEEN, NTHS, Rhythm
from bot.domain.roles import Role, Stage
from bot.domain.vacancies import AcceptedVacancy
from bot.domain.workdays import known_zone
from bot.slack.ids import BlockId
from bot.slack.payloads.views import Malformed, Submitted
from bot.slack.words.setup import POST_DIGEST, POST_RESULTS
from bot.slack.words.text import NAME_MOST
from bot.slack.words.vacancies import ANY_STAGE
from models.holidays import known_region

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time


@dataclass(frozen=True, slots=True)
class SetupInput:
    """A new project; `members` counts only where not `everyone` in the channel is asked."""

    slack_channel_id: str
    name: str
    everyone: bool
    members: tuple[str, ...]
    stage: Stage
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingsInput:
    """A project's settings: falls in tenths, weekdays 0 (Monday) to 6, `nth` 1-4 or -1 (last)."""

    project_id: int
    name: str
    slack_channel_id: str | None
    leads: tuple[str, ...]
    members: tuple[str, ...]
    way: Way
    rhythm: Rhythm
    weeks: int
    nth: int
    weekday: int
    at: time
    zone: str
    work_days: frozenset[int]
    holiday_region: str | None
    days_open: int
    settle_minutes: int
    fall_into_lower_band: int
    fall_on_its_own: int
    lapse_after: int
    follows_channel: bool
    posts_results: bool
    posts_digest: bool


@dataclass(frozen=True, slots=True)
class StageInput:
    """The stage a project is in now."""

    project_id: int
    stage: Stage


@dataclass(frozen=True, slots=True)
class VacancyInput:
    """A vacancy that a lead accepts in a project."""

    project_id: int
    vacancy: AcceptedVacancy


def parse_setup(view: Mapping[str, Any]) -> SetupInput:
    """Read the setup modal; raises TextMissing, TextTooLong, EveryoneAndPicked, NobodyToAsk, and more."""
    submitted = Submitted.of(view)
    channel = submitted.metadata.get("channel") or submitted.channel(BlockId.CHANNEL)
    if channel is None:
        raise TextMissing(field=BlockId.CHANNEL)
    if not isinstance(channel, str):
        raise Malformed
    everyone = submitted.chosen(BlockId.EVERYONE) == "everyone"
    if everyone and submitted.people(BlockId.MEMBERS):
        raise EveryoneAndPicked
    return SetupInput(
        slack_channel_id=channel,
        name=submitted.line(BlockId.NAME, NAME_MOST),
        everyone=everyone,
        members=() if everyone else _members(submitted),
        stage=submitted.member_of(BlockId.STAGE, Stage),
        leads=_leads(submitted),
    )


def parse_settings(view: Mapping[str, Any]) -> SettingsInput:
    """Read the settings modal; raises the errors of `parse_setup`, OutOfRange, UnknownZone, NoWorkingDays."""
    submitted = Submitted.of(view)
    rhythm, weeks, nth = _rhythm(submitted)
    return SettingsInput(
        project_id=submitted.id_of("project"),
        name=submitted.line(BlockId.NAME, NAME_MOST),
        slack_channel_id=submitted.channel(BlockId.CHANNEL),
        leads=_leads(submitted),
        members=_members(submitted),
        way=submitted.member_of(BlockId.WAY, Way),
        rhythm=rhythm,
        weeks=weeks,
        nth=nth,
        weekday=_weekday(submitted.chosen(BlockId.WEEKDAY), BlockId.WEEKDAY),
        at=submitted.time_of_day(BlockId.AT),
        zone=_zone(submitted),
        work_days=_work_days(submitted),
        holiday_region=_region(submitted),
        days_open=submitted.whole(BlockId.DAYS_OPEN, 1, MOST_DAYS_OPEN),
        settle_minutes=submitted.whole(BlockId.SETTLE_MINUTES, 0, 1440),
        fall_into_lower_band=submitted.tenths(BlockId.FALL_INTO_LOWER_BAND, 1, 50),
        fall_on_its_own=submitted.tenths(BlockId.FALL_ON_ITS_OWN, 1, 50),
        lapse_after=submitted.whole(BlockId.LAPSE_AFTER, 1, 12),
        follows_channel=bool(submitted.all_chosen(BlockId.FOLLOWS)),
        posts_results=POST_RESULTS in submitted.all_chosen(BlockId.POSTS),
        posts_digest=POST_DIGEST in submitted.all_chosen(BlockId.POSTS),
    )


def parse_stage(view: Mapping[str, Any]) -> StageInput:
    """Read the stage modal; raises TextMissing, Malformed."""
    submitted = Submitted.of(view)
    return StageInput(submitted.id_of("project"), submitted.member_of(BlockId.STAGE, Stage))


def parse_vacancy(view: Mapping[str, Any]) -> VacancyInput:
    """Read a vacancy to accept; raises VacancyWithoutEnd, DayOutOfReach, DomainExpertNeeded, Malformed."""
    submitted = Submitted.of(view)
    until_on = submitted.optional_day(BlockId.VACANT_UNTIL_ON)
    stage = submitted.chosen(BlockId.VACANT_UNTIL_STAGE)
    until_stage = None if stage == ANY_STAGE else submitted.member_of(BlockId.VACANT_UNTIL_STAGE, Stage)
    if until_on is None and until_stage is None:
        raise VacancyWithoutEnd
    role = submitted.member_of(BlockId.VACANT_ROLE, Role)
    return VacancyInput(submitted.id_of("project"), AcceptedVacancy(role, until_on, until_stage))


def parse_workspace(view: Mapping[str, Any]) -> int:
    """Read what each further hat costs, in percent; raises OutOfRange, TextMissing, Malformed."""
    return Submitted.of(view).whole(BlockId.HAT_COST, 0, MOST_HAT_COST)


def _members(submitted: Submitted) -> tuple[str, ...]:
    members = submitted.people(BlockId.MEMBERS)
    if not members:
        raise NobodyToAsk(field=BlockId.MEMBERS)
    return members


def _leads(submitted: Submitted) -> tuple[str, ...]:
    leads = submitted.people(BlockId.LEADS)
    if not leads:
        raise LeadMissing
    return leads


def _rhythm(submitted: Submitted) -> tuple[Rhythm, int, int]:
    kind, _, number = submitted.chosen(BlockId.RHYTHM).partition(":")
    weeks = {str(n): n for n in range(1, MOST_WEEKS_BETWEEN + 1)} if kind == "weeks" else {}
    months = {str(n): n for n in NTHS} if kind == "month" else {}
    if number in months:
        return Rhythm.MONTHLY, 1, months[number]
    if number not in weeks:
        raise Malformed(field=BlockId.RHYTHM)
    return (Rhythm.WEEKLY if number == "1" else Rhythm.EVERY_N_WEEKS), weeks[number], 1


def _weekday(chosen: str, field: BlockId) -> int:
    if chosen not in set("0123456"):
        raise Malformed(field=field)
    return int(chosen)


def _region(submitted: Submitted) -> str | None:
    typed = submitted.lines(BlockId.HOLIDAY_REGION, NAME_MOST)
    return known_region(typed) if typed else None


def _work_days(submitted: Submitted) -> frozenset[int]:
    days = submitted.all_chosen(BlockId.WORK_DAYS)
    if not days:
        raise NoWorkingDays
    return frozenset(_weekday(day, BlockId.WORK_DAYS) for day in days)


def _zone(submitted: Submitted) -> str:
    return known_zone(submitted.line(BlockId.ZONE, NAME_MOST))
