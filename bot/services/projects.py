"""Projects: setting them up, finding them, and changing what can be set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import select

from bot.domain.causes import Occasion
from bot.domain.errors import (
    LeadMissing,
    MembersNotPeople,
    NameTaken,
    NobodyToAsk,
    NotAWorkingDay,
    NoWorkingDays,
)
from bot.domain.missing import DOMAIN_EXPERT_NEEDED_BY_DAY
from bot.domain.pauses import PausedBecause
from bot.domain.rights import Action
from bot.domain.workdays import known_zone
from bot.services import changes, lapses, memberships, moving, pausing, polls, roster, settling, vacancies
from bot.services.at_hand import folded
from bot.services.belonging import current_memberships, project_for, require_set_up
from bot.services.facts import project_ids_of
from bot.services.people import find_people
from bot.services.readings import Change, recomputing
from bot.services.rows import get
from models.holidays import days_off
from models.projects import Lead, Leaving, Project
from models.readings import StageChange
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, time

    from sqlmodel import Session

    from bot.domain.polls import Way
    from bot.domain.recurrence import Rhythm
    from bot.domain.roles import Stage
    from bot.services.scope import Scope


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a new project needs: a name, a home channel, members and leads (Slack user ids), a stage."""

    name: str
    slack_channel_id: str
    member_ids: tuple[str, ...]
    lead_ids: tuple[str, ...]
    stage: Stage


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be changed of a project; falls in tenths, `work_days` 0 (Monday) to 6.

    It moves to `slack_channel_id`; None leaves it where it is.
    """

    name: str
    lead_ids: tuple[str, ...]
    member_ids: tuple[str, ...]
    slack_channel_id: str | None
    way: Way
    rhythm: Rhythm
    weekday: int
    weeks: int
    nth: int
    ask_at: time
    zone: str
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


def set_up(session: Session, scope: Scope, wish: SetUp, *, now: datetime) -> Project:
    """Create a project in a channel that is known, with its members, and open its first poll at once.

    Raises NotForGuests, NameTaken, MembersNotPeople, LeadMissing, NobodyToAsk.
    """
    require_set_up(session, scope)
    channel = _channel(session, scope, wish.slack_channel_id)
    actor = get(session, Person, scope.workspace_id, scope.person_id)
    _check_name(session, channel, wish.name)
    leads = _people(session, scope, wish.lead_ids, "leads") or [actor]
    members = _people(session, scope, wish.member_ids, "members")
    if not members:
        raise NobodyToAsk(field="members")
    project = Project(
        workspace_id=scope.workspace_id,
        channel_id=channel.key,
        name=wish.name,
        stage=wish.stage,
        created_at=now,
        created_by_id=actor.key,
        zone=actor.zone,
        anchor_on=actor.working_time.local(now).date(),
        next_poll_at=now,
        expert_check_at=now + timedelta(days=DOMAIN_EXPERT_NEEDED_BY_DAY),
    )
    project.next_poll_at = project.next_poll_after(now)
    session.add(project)
    session.flush()
    _set_leads(session, project, leads)
    memberships.join(session, project, members, actor.key, now=now)
    polls.open_first_or_extra(session, project, now=now)
    return project


def _channel(session: Session, scope: Scope, slack_channel_id: str) -> Channel:
    query = select(Channel).where(
        Channel.workspace_id == scope.workspace_id, Channel.slack_channel_id == slack_channel_id
    )
    return session.exec(query).one()


def _check_name(session: Session, channel: Channel, name: str, *, besides: int | None = None) -> None:
    others = session.exec(select(Project).where(Project.channel_id == channel.key)).all()
    # Commands find a project whatever the case of its name: two must differ in more than that.
    if any(folded(other.name) == folded(name) for other in others if other.key != besides):
        raise NameTaken


def _people(session: Session, scope: Scope, slack_user_ids: Iterable[str], field: str) -> list[Person]:
    """Return the stored people; raises MembersNotPeople naming those who cannot be asked."""
    wanted = list(dict.fromkeys(slack_user_ids))
    known = {person.slack_user_id: person for person in find_people(session, scope.workspace_id, wanted)}
    wrong = [user for user in wanted if user not in known or not known[user].can_be_asked]
    if wrong:
        raise MembersNotPeople(field=field, slack_user_ids=tuple(wrong))
    return [known[user] for user in wanted]


def _set_leads(session: Session, project: Project, leads: Sequence[Person]) -> list[Person]:
    """Let these people, and nobody else, lead a project; return those who did not before."""
    if not leads:
        raise LeadMissing
    wanted = {person.key for person in leads}
    existing = list(session.exec(select(Lead).where(Lead.project_id == project.key)))
    for lead in existing:
        if lead.person_id not in wanted:
            session.delete(lead)
    led = {lead.person_id for lead in existing}
    added = [person for person in leads if person.key not in led]
    for person in added:
        session.add(Lead(workspace_id=project.workspace_id, project_id=project.key, person_id=person.key))
    session.flush()
    return added


def change_stage(session: Session, scope: Scope, project_id: int, stage: Stage, *, now: datetime) -> Project:
    """Move a project to another stage; raises NotAllowed."""
    project = lead_project(session, scope, project_id)
    if stage is not project.stage:
        session.add(
            StageChange(
                workspace_id=project.workspace_id,
                project_id=project.key,
                changed_at=now,
                stage_before=project.stage,
            )
        )
    with changes.noting(session, scope, project, now=now):
        project.stage = stage
        session.add(project)
    vacancies.stage_came(session, project, now=now)
    return project


def change_settings(
    session: Session, scope: Scope, project_id: int, settings: Settings, *, now: datetime
) -> Project:
    """Change what can be set of a project; what that does to its strengths is no news.

    Raises NotAllowed, NameTaken, LeadMissing, MembersNotPeople, NoWorkingDays, NotAWorkingDay, UnknownZone.
    """
    project = lead_project(session, scope, project_id)
    old = session.get_one(Channel, project.channel_id)
    channel = _channel(session, scope, settings.slack_channel_id) if settings.slack_channel_id else old
    _check_name(session, channel, settings.name, besides=project.key)
    _check_calendar(settings)
    leads = _people(session, scope, settings.lead_ids, "leads")
    members = _people(session, scope, settings.member_ids, "members")
    if not members:
        raise NobodyToAsk(field="members")
    with changes.noting(session, scope, project, now=now):
        # Both at once: each alone might be taken.
        project.name, project.channel_id = settings.name, channel.key
        _change(session, scope, project, settings, leads, members, now=now)
        if channel is not old:
            moving.follow(session, scope, project, old, channel, now=now)
    return project


def _change(
    session: Session,
    scope: Scope,
    project: Project,
    settings: Settings,
    leads: Sequence[Person],
    members: Sequence[Person],
    *,
    now: datetime,
) -> None:
    everyone = [membership.person_id for membership in current_memberships(session, project)]
    touched = project_ids_of(session, scope.workspace_id, everyone, now=now) | {project.key}
    with recomputing(session, scope.workspace_id, touched, Change(Occasion.SETTINGS, is_quiet=True), now=now):
        thresholds = project.thresholds
        _apply(project, settings, now)
        session.add(project)
    settling.accept_thresholds(session, project, thresholds, now=now)
    lapses.warn(session, project, now=now)
    led = _lead_ids(session, project)
    added = _set_leads(session, project, leads)
    roster.tell_new_leads(session, scope, project, added, now=now)
    gone = _set_members(session, scope, project, members, now)
    left_out = {roster.LEAD: led - _lead_ids(session, project), roster.MEMBER: gone}
    roster.tell_left_out(session, scope, project, left_out, now=now)


def _check_calendar(settings: Settings) -> None:
    if not settings.work_days:
        raise NoWorkingDays
    if settings.weekday not in settings.work_days:
        raise NotAWorkingDay
    known_zone(settings.zone)
    days_off(settings.holiday_region)


def _apply(project: Project, settings: Settings, now: datetime) -> None:
    project.way = settings.way
    before, rhythm_before = (project.cadence, project.holiday_region), (project.rhythm, project.weeks)
    project.rhythm, project.weekday, project.weeks = settings.rhythm, settings.weekday, settings.weeks
    project.nth, project.ask_at, project.zone = settings.nth, settings.ask_at, settings.zone
    project.work_days = "".join(str(day) for day in sorted(settings.work_days))
    project.holiday_region = settings.holiday_region
    project.days_open, project.settle_minutes = settings.days_open, settings.settle_minutes
    project.fall_into_lower_band = settings.fall_into_lower_band
    project.fall_on_its_own = settings.fall_on_its_own
    project.lapse_after = settings.lapse_after
    project.follows_channel, project.posts_results = settings.follows_channel, settings.posts_results
    if (project.rhythm, project.weeks) != rhythm_before:
        project.anchor_on = project.working_time.local(now).date()
    if (project.cadence, project.holiday_region) != before:
        project.next_poll_at = project.next_poll_after(now)
    project.digest_at = project.weekly.next_due(now) if settings.posts_digest else None


def _lead_ids(session: Session, project: Project) -> set[int]:
    return set(session.exec(select(Lead.person_id).where(Lead.project_id == project.key)))


def _set_members(
    session: Session, scope: Scope, project: Project, members: Sequence[Person], now: datetime
) -> set[int]:
    """Let these people, and nobody else, be members; return who no longer is."""
    wanted = {person.key for person in members}
    gone = [m for m in current_memberships(session, project) if m.person_id not in wanted]
    memberships.end(session, gone, Leaving.REMOVED, now=now)
    memberships.join(session, project, members, scope.person_id, now=now)
    return {membership.person_id for membership in gone}


def pause(session: Session, scope: Scope, project_id: int, *, now: datetime) -> Project:
    """Pause a project at a lead's wish, and tell the other leads; raises NotAllowed."""
    project = lead_project(session, scope, project_id)
    by = get(session, Person, scope.workspace_id, scope.person_id)
    with changes.noting(session, scope, project, now=now):
        pausing.pause(session, project, PausedBecause.BY_LEAD, by=by, now=now)
    return project


def resume(session: Session, scope: Scope, project_id: int, *, now: datetime) -> Project:
    """Let a project go on at a lead's wish, and tell the other leads; raises NotAllowed.

    Where its channel cannot be used, that pauses it anew as soon as it is noticed.
    """
    project = lead_project(session, scope, project_id)
    by = get(session, Person, scope.workspace_id, scope.person_id)
    with changes.noting(session, scope, project, now=now):
        pausing.resume(session, project, by=by, now=now)
    return project


def lead_project(session: Session, scope: Scope, project_id: int) -> Project:
    """Return a project that the acting person may run; raises NotAllowed, UnknownProject."""
    return project_for(session, scope, project_id, Action.LEAD)
