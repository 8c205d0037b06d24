"""Each submitted modal as the typed input of one use case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.coverage import MOST_HAT_COST
from bot.domain.errors import (
    EveryoneAndPicked,
    LeadMissing,
    NobodyToAsk,
    NoWorkingDays,
    ReturnBeforeStart,
    TextMissing,
    VacancyWithoutEnd,
)
from bot.domain.polls import MOST_DAYS_OPEN, HowOften, Way
from bot.domain.recurrence import MOST_WEEKS_BETWEEN, NTHS, Rhythm
from bot.domain.roles import MOST_CONFIDENCE, Role, Stage
from bot.domain.vacancies import AcceptedVacancy
from bot.domain.workdays import known_zone
from bot.slack.ids import BlockId
from bot.slack.payloads.views import Malformed, Submitted
from bot.slack.words.limits import GOALS_MOST, HOME_MOST, OBJECTIVE_MOST
from bot.slack.words.setup import POST_DIGEST, POST_RESULTS
from bot.slack.words.text import NAME_MOST
from bot.slack.words.vacancies import ANY_STAGE
from models.holidays import known_region

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time


@dataclass(frozen=True, slots=True)
class CheckInInput:
    """A member's answer: the roles covered with their stated confidence (1-5); empty for none of them."""

    project_id: int
    confidences: dict[Role, int]
    poll_id: int | None
    prompt_id: int | None


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
class SecondmentStartInput:
    """A specialist for a project, with an objective and a way home."""

    project_id: int
    specialist: str
    roles: tuple[Role, ...]
    objective: str
    home: str
    home_slack_channel_id: str | None
    head: str | None
    starts_on: date
    returns_on: date


@dataclass(frozen=True, slots=True)
class ExtendInput:
    """Another planned return."""

    secondment_id: int
    returns_on: date


@dataclass(frozen=True, slots=True)
class GoalsInput:
    """A secondment whose objective is met, or whose next goals are named; None for goals not known yet."""

    secondment_id: int
    next_goals: str | None


@dataclass(frozen=True, slots=True)
class AwayInput:
    """An absence that begins now; its last day."""

    until_on: date


@dataclass(frozen=True, slots=True)
class HowOftenInput:
    """How often the acting person wishes to be asked about a project, and until when they are away, if at all."""

    project_id: int
    how_often: HowOften
    away_until: date | None


@dataclass(frozen=True, slots=True)
class VacancyInput:
    """A vacancy that a lead accepts in a project."""

    project_id: int
    vacancy: AcceptedVacancy


def parse_check_in(view: Mapping[str, Any]) -> CheckInInput:
    """Read the check-in modal; raises TextMissing, Malformed."""
    submitted = Submitted.of(view)
    stated = {role: _confidence(submitted, BlockId(role.value)) for role in Role}
    return CheckInInput(
        project_id=submitted.id_of("project"),
        confidences={role: confidence for role, confidence in stated.items() if confidence},
        poll_id=submitted.optional_id_of("poll"),
        prompt_id=submitted.optional_id_of("prompt"),
    )


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


def parse_secondment_start(view: Mapping[str, Any]) -> SecondmentStartInput:
    """Read a new secondment; raises TextMissing, TextTooLong, ReturnBeforeStart, Malformed."""
    submitted = Submitted.of(view)
    starts_on, returns_on = submitted.day(BlockId.STARTS_ON), submitted.day(BlockId.RETURNS_ON)
    if returns_on <= starts_on:
        raise ReturnBeforeStart
    return SecondmentStartInput(
        project_id=submitted.id_of("project"),
        specialist=_specialist(submitted),
        roles=_roles(submitted),
        objective=submitted.line(BlockId.OBJECTIVE, OBJECTIVE_MOST),
        home=submitted.line(BlockId.HOME, HOME_MOST),
        home_slack_channel_id=submitted.channel(BlockId.HOME_CHANNEL),
        head=submitted.person(BlockId.HEAD),
        starts_on=starts_on,
        returns_on=returns_on,
    )


def parse_extend(view: Mapping[str, Any]) -> ExtendInput:
    """Read the modal with another return date; raises TextMissing, Malformed."""
    submitted = Submitted.of(view)
    return ExtendInput(submitted.id_of("secondment"), submitted.day(BlockId.RETURNS_ON))


def parse_met(view: Mapping[str, Any]) -> GoalsInput:
    """Read the modal that marks an objective met, next goals optional; raises TextTooLong, Malformed."""
    submitted = Submitted.of(view)
    return GoalsInput(submitted.id_of("secondment"), submitted.lines(BlockId.NEXT_GOALS, GOALS_MOST))


def parse_next_goals(view: Mapping[str, Any]) -> GoalsInput:
    """Read the modal that adds next goals; raises TextMissing, TextTooLong, Malformed."""
    goals = parse_met(view)
    if goals.next_goals is None:
        raise TextMissing(field=BlockId.NEXT_GOALS)
    return goals


def parse_end_early(view: Mapping[str, Any]) -> int:
    """Read which secondment is to end early; raises Malformed."""
    return Submitted.of(view).id_of("secondment")


def parse_away(view: Mapping[str, Any]) -> AwayInput:
    """Read the last day of an absence; raises TextMissing, Malformed."""
    return AwayInput(Submitted.of(view).day(BlockId.UNTIL_ON))


def parse_how_often(view: Mapping[str, Any]) -> HowOftenInput:
    """Read how often one wishes to be asked; raises TextMissing, DayOutOfReach, Malformed."""
    submitted = Submitted.of(view)
    return HowOftenInput(
        submitted.id_of("project"),
        submitted.member_of(BlockId.HOW_OFTEN, HowOften),
        submitted.optional_day(BlockId.UNTIL_ON),
    )


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


def _confidence(submitted: Submitted, field: BlockId) -> int:
    chosen = submitted.chosen(field)
    if chosen not in {str(confidence) for confidence in range(MOST_CONFIDENCE + 1)}:
        raise Malformed(field=field)
    return int(chosen)


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


def _specialist(submitted: Submitted) -> str:
    specialist = submitted.person(BlockId.SPECIALIST)
    if specialist is None:
        raise TextMissing(field=BlockId.SPECIALIST)
    return specialist


def _roles(submitted: Submitted) -> tuple[Role, ...]:
    chosen = submitted.all_chosen(BlockId.ROLES)
    if not chosen:
        raise TextMissing(field=BlockId.ROLES)
    if not set(chosen) <= set(Role):
        raise Malformed(field=BlockId.ROLES)
    return tuple(role for role in Role if role in chosen)
