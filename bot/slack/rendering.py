"""From an owed message to what it says: each kind's read model and the builder that shows it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import DBAPIError

from bot.domain.errors import UnknownProject
from bot.domain.roles import Role, Strengths
from bot.domain.secondments import ReturnNotice
from bot.domain.sending import Failure
from bot.services import asking, drops, experts, pausing, roster, showing, standing, vouching
from bot.services import exports as exporting
from bot.services.arrivals import has_project
from bot.services.belonging import current_membership, leads_of
from bot.services.digests import digest_view
from bot.services.outbox import Kind
from bot.services.people import find_person
from bot.services.ports.asking import ReminderView
from bot.services.rows import get
from bot.services.scope import Scope
from bot.services.vacancies import is_vacant
from bot.slack.blocks import (
    away,
    digests,
    exports,
    lapses,
    polls,
    prompts,
    secondments,
    setup,
    summaries,
    troubles,
    vacancies,
    wishes,
)
from models.messages import Message
from models.projects import Project
from models.vacancies import Acceptance
from models.workspaces import Channel, Person, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlmodel import Session

    from bot.services.ports.asking import CheckInView
    from bot.services.ports.outside import OwedMessage
    from bot.services.ports.standing import DropNews
    from bot.slack.blocks.kit import Rendered

    Render = Callable[[Session, OwedMessage, datetime], Rendered | None]
    RenderMany = Callable[[Session, Sequence[OwedMessage], datetime], list[Rendered | None]]

log = structlog.get_logger(__name__)


def render_all(
    session: Session, batch: Sequence[OwedMessage], *, now: datetime
) -> list[Rendered | Exception | None]:
    """Return what each message says now: None for nothing left to say, an error for one that cannot be made."""
    together: dict[int, Rendered | None] = {}
    for kind, render_many in _TOGETHER.items():
        of_kind = [owed for owed in batch if owed.kind == kind]
        if len(of_kind) > 1:
            together |= _together(session, of_kind, render_many, now)
    return [
        together[owed.message_id] if owed.message_id in together else _safely(session, owed, now)
        for owed in batch
    ]


def _together(
    session: Session, batch: Sequence[OwedMessage], render_many: RenderMany, now: datetime
) -> dict[int, Rendered | None]:
    try:
        return dict(zip((owed.message_id for owed in batch), render_many(session, batch, now), strict=True))
    except DBAPIError:
        raise  # nothing more can be read in this transaction
    except Exception:  # an edge: each is then made by itself, and says what keeps it from that
        log.exception("messages could not be made together", kind=batch[0].kind)
        return {}


def _safely(session: Session, owed: OwedMessage, now: datetime) -> Rendered | Exception | None:
    try:
        return render(session, owed, now=now)
    except DBAPIError:
        raise  # as above
    except Exception as error:  # noqa: BLE001 -- an edge: one that cannot be made must not keep others from it
        return error


def render(session: Session, owed: OwedMessage, *, now: datetime) -> Rendered | None:
    """Return what one message says now, likewise; raises what keeps it from being made."""
    return RENDERERS[Kind(owed.kind)](session, owed, now)


def _channel_unusable(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    bot_name = session.get_one(Workspace, owed.workspace_id).bot_name
    failure = Failure(owed.details.get("failure", Failure.NOT_INVITED))
    return troubles.channel_unusable_note(str(owed.details["slack_channel_id"]), failure, bot_name)


def _refused(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    refused = get(session, Message, owed.workspace_id, owed.subject_id)
    return troubles.refused_note(refused.key, refused.error or "")


def _project_paused(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Say why a project is paused; once it goes on, what was said says so, and nothing is said anew."""
    del now
    project = _project(session, owed)
    pause = pausing.pause_of(session, project)
    if pause is not None:
        return setup.paused_note(project.key, project.name, pause, owed.details.get("paused_by"))
    return setup.resumed_note(project.name, project.next_poll_at) if owed.slack_ts else None


def _project_resumed(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Say who let a project go on, unless it is paused again."""
    del now
    project = _project(session, owed)
    if project.is_paused:
        return None
    return setup.resumed_note(project.name, project.next_poll_at, owed.details["resumed_by"])


def _project_archived(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Say that a project is archived; once it is in use again, what was said says so."""
    del now
    project = _project(session, owed)
    if project.archived_at is not None:
        return setup.archived_note(project.key, project.name, str(owed.details["archived_by"]))
    return setup.resumed_note(project.name, project.next_poll_at) if owed.slack_ts else None


def _project_moved(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name, moved_by = _project(session, owed).name, str(owed.details["moved_by"])
    if owed.recipient == owed.details["to"]:
        return setup.moved_here_note(name, str(owed.details["from"]), moved_by)
    return setup.moved_away_note(name, str(owed.details["to"]), moved_by)


def _channel_joined(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Ask a lead about who joined the channel or can cover a role; whoever is a member by now needs no word."""
    del now
    project = _project(session, owed)
    person = get(session, Person, owed.workspace_id, int(owed.details["person"]))
    if current_membership(session, project.key, person.key) is not None:
        return setup.added_note(project.name, person.slack_user_id) if owed.slack_ts else None
    if "covers" in owed.details:
        role = Role(str(owed.details["covers"]))
        return wishes.covers_note(project.key, project.name, role, person.key, person.slack_user_id)
    there = drops.home_channel(session, project)
    return setup.joined_note(project.key, project.name, there, person.key, person.slack_user_id)


def _leads_now(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    project = _project(session, owed)
    there = drops.home_channel(session, project)
    return setup.leads_now_note(project.key, project.name, there, str(owed.details["added_by"]))


def _left_out(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Tell a person that they were taken out, or what leaving the channel ended, unless they are in again."""
    del now
    project = _project(session, owed)
    there, no_longer, by = (
        drops.home_channel(session, project),
        roster.no_longer(session, project, owed),
        owed.details["by"],
    )
    if not no_longer:
        return None
    if by is not None:
        return setup.left_out_note(project.name, there, no_longer, by)
    return setup.channel_left_note(
        project.name, there, [lead.slack_user_id for lead in leads_of(session, project)]
    )


def _greeting(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Say hello, unless a project was set up in the meantime."""
    del now
    if has_project(session, get(session, Channel, owed.workspace_id, owed.subject_id)):
        return None
    return setup.greeting_message(session.get_one(Workspace, owed.workspace_id).bot_user_id)


def _prompts(session: Session, batch: Sequence[OwedMessage], now: datetime) -> list[Rendered | None]:
    wanted = {owed.subject_id for owed in batch}
    views = asking.prompt_views(session, batch[0].workspace_id, wanted, now=now)
    return [
        prompts.prompt_message(views[owed.subject_id])
        if _has_point(owed, views[owed.subject_id].check_ins, now)
        else None
        for owed in batch
    ]


def _reminders(session: Session, batch: Sequence[OwedMessage], now: datetime) -> list[Rendered | None]:
    wanted = {owed.message_id for owed in batch}
    views = asking.reminder_views(session, batch[0].workspace_id, wanted, now=now)
    return [_reminder(owed, views[owed.message_id], now) for owed in batch]


def _reminder(owed: OwedMessage, view: ReminderView, now: datetime) -> Rendered | None:
    if owed.slack_ts is None:
        view = ReminderView(tuple(check_in for check_in in view.check_ins if _waits(check_in, now)))
    return prompts.reminder_message(view) if _has_point(owed, view.check_ins, now) else None


def _one_of(render_many: RenderMany) -> Render:
    def render_one(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
        [rendered] = render_many(session, [owed], now)
        return rendered

    return render_one


def _nudge(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    view = asking.nudge_view(session, owed.workspace_id, owed.subject_id, now=now)
    waiting = tuple(check_in for check_in in view.check_ins if _waits(check_in, now))
    return prompts.nudge_message(ReminderView(waiting)) if waiting else None


def _has_point(owed: OwedMessage, check_ins: Sequence[CheckInView], now: datetime) -> bool:
    """Whether there is something to say: nobody is written to who has nothing to answer any more."""
    return bool(check_ins) and (owed.slack_ts is not None or any(_waits(c, now) for c in check_ins))


def _waits(check_in: CheckInView, now: datetime) -> bool:
    """Whether a check-in can still be answered; after a downtime its poll may be over and not closed yet."""
    return check_in.is_waiting and check_in.closes_at > now


def _poll(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    return polls.poll_message(standing.poll_view(session, owed.workspace_id, owed.subject_id))


def _poll_changes(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del session, now
    before, after = (Strengths(**owed.details[side]) for side in ("before", "after"))
    return digests.poll_changes_message(datetime.fromisoformat(owed.details["since"]), before, after)


def _digest(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    del now
    project = _project(session, owed)
    if project.is_paused:
        return None
    return digests.digest_message(digest_view(session, project, owed.details))


def _drop(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    return summaries.drop_message(standing.drop_view(session, owed.workspace_id, owed.subject_id, now=now))


def _drop_further(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    return summaries.drop_further_message(_news(session, owed))


def _drop_recovered(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    return summaries.drop_recovered_message(_news(session, owed))


def _news(session: Session, owed: OwedMessage) -> DropNews:
    return standing.drop_news(session, owed.workspace_id, owed.subject_id, owed.details)


def _decisive_fall(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    [fallen] = drops.fallen_of(owed.details["fallen"])
    view = standing.project_view(session, _project(session, owed), as_of=_created_at(session, owed))
    return summaries.decisive_fall_note(view, fallen)


def _expert_missing(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    project = _project(session, owed)
    # It may have waited for working hours over a weekend.
    if not experts.is_missing(session, project, now=now):
        return None
    return summaries.domain_expert_missing_message(standing.project_view(session, project, as_of=now))


def _name_an_expert(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name = _project(session, owed).name
    return summaries.name_an_expert_message(owed.subject_id, name, str(owed.details["asked_by"]))


def _secondment_wished(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name, role = _project(session, owed).name, Role(str(owed.details["role"]))
    return wishes.secondment_wished_message(owed.subject_id, name, role, str(owed.details["asked_by"]))


def _nobody_to_ask(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    all_muted = bool(owed.details.get("all_muted"))
    return polls.nobody_to_ask_note(owed.subject_id, _project(session, owed).name, all_muted=all_muted)


def _empty_poll(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    return polls.empty_poll_note(owed.subject_id, _project(session, owed).name)


def _vacancy_over(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    acceptance = get(session, Acceptance, owed.workspace_id, owed.subject_id)
    project = get(session, Project, owed.workspace_id, acceptance.project_id)
    # It may have waited for working hours over a weekend.
    if not is_vacant(session, project, acceptance.role, now=now):
        return None
    return vacancies.vacancy_over_note(project.key, project.name, acceptance.vacancy)


def _member_unreached(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name = _project(session, owed).name
    who, in_poll = str(owed.details["slack_user_id"]), bool(owed.details.get("in_poll", True))
    return troubles.unreached_note(owed.subject_id, name, who, in_poll=in_poll)


def _lapse_owner(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    warning = asking.lapse_warning(session, owed.workspace_id, owed.subject_id, now=now)
    return lapses.lapse_warning_owner(warning) if warning else None


def _lapse_lead(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    warning = asking.lapse_warning(session, owed.workspace_id, owed.subject_id, now=now)
    return lapses.lapse_warning_lead(warning) if warning else None


def _vouched(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    view = vouching.vouch_view(session, owed.workspace_id, int(owed.details["vouch"]), now=now)
    return lapses.vouched_message(view)


def _long_absence(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name = _project(session, owed).name
    until_on = date.fromisoformat(str(owed.details["until_on"]))
    roles = tuple(Role(role) for role in owed.details["roles"])
    who = str(owed.details["slack_user_id"])
    return away.long_absence_note(owed.subject_id, name, who, roles, until_on)


def _objective_met(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    view = showing.secondment_view(session, owed.workspace_id, owed.subject_id, now=now)
    return secondments.objective_met_message(view)


def _objective_met_home(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    view = showing.secondment_view(session, owed.workspace_id, owed.subject_id, now=now)
    return secondments.objective_met_message(view, in_home_channel=True)


def _secondment_started(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    view = showing.secondment_view(session, owed.workspace_id, owed.subject_id, now=now)
    if view.specialist == owed.recipient:
        return secondments.lent_message(view)
    seen = showing.begun_secondment(session, owed, now=now)
    return secondments.begun_message(seen) if seen else None


def _secondment_decided(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    view = showing.decision(session, owed, now=now)
    return secondments.decided_message(view) if view else None


def _return_notice(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    notice = ReturnNotice(str(owed.details["notice"]))
    view = showing.return_notice(
        session, owed.workspace_id, owed.subject_id, notice, to=owed.recipient, now=now
    )
    return secondments.return_notice_message(view) if view else None


def _export(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Render an export; none for whoever may no longer see the project."""
    person = find_person(session, owed.workspace_id, owed.recipient)
    if person is None:
        return None
    scope, acted_in = Scope(owed.workspace_id, person.key), owed.details.get("acted_in")
    try:
        export = exporting.project_export(session, scope, owed.subject_id, acted_in=acted_in, now=now)
    except UnknownProject:
        return None
    return exports.project_export_message(export)


def _export_own(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    scope = Scope(owed.workspace_id, owed.subject_id)
    return exports.own_export_message(exporting.own_export(session, scope, now=now))


def _project(session: Session, owed: OwedMessage) -> Project:
    return get(session, Project, owed.workspace_id, owed.subject_id)


def _created_at(session: Session, owed: OwedMessage) -> datetime:
    return standing.message_created_at(session, owed.message_id)


# What goes to many people at the same moment.
_TOGETHER: dict[Kind, RenderMany] = {Kind.PROMPT: _prompts, Kind.REMINDER: _reminders}

RENDERERS: dict[Kind, Render] = {
    Kind.GREETING: _greeting,
    Kind.PROMPT: _one_of(_prompts),
    Kind.REMINDER: _one_of(_reminders),
    Kind.NUDGE: _nudge,
    Kind.POLL: _poll,
    Kind.POLL_CHANGES: _poll_changes,
    Kind.DIGEST: _digest,
    Kind.DROP: _drop,
    Kind.DROP_FURTHER: _drop_further,
    Kind.DROP_RECOVERED: _drop_recovered,
    Kind.DECISIVE_FALL: _decisive_fall,
    Kind.EXPERT_MISSING: _expert_missing,
    Kind.NAME_AN_EXPERT: _name_an_expert,
    Kind.NOBODY_TO_ASK: _nobody_to_ask,
    Kind.CHANNEL_UNUSABLE: _channel_unusable,
    Kind.REFUSED: _refused,
    Kind.PROJECT_PAUSED: _project_paused,
    Kind.PROJECT_RESUMED: _project_resumed,
    Kind.PROJECT_ARCHIVED: _project_archived,
    Kind.PROJECT_MOVED: _project_moved,
    Kind.CHANNEL_JOINED: _channel_joined,
    Kind.LEADS_NOW: _leads_now,
    Kind.LEFT_OUT: _left_out,
    Kind.EMPTY_POLL: _empty_poll,
    Kind.MEMBER_UNREACHED: _member_unreached,
    Kind.LAPSE_WARNING_OWNER: _lapse_owner,
    Kind.LAPSE_WARNING_LEAD: _lapse_lead,
    Kind.VOUCHED: _vouched,
    Kind.VACANCY_OVER: _vacancy_over,
    Kind.LONG_ABSENCE: _long_absence,
    Kind.OBJECTIVE_MET: _objective_met,
    Kind.OBJECTIVE_MET_HOME: _objective_met_home,
    Kind.SECONDMENT_WISHED: _secondment_wished,
    Kind.SECONDMENT_STARTED: _secondment_started,
    Kind.SECONDMENT_DECIDED: _secondment_decided,
    Kind.RETURN_NOTICE: _return_notice,
    Kind.EXPORT: _export,
    Kind.EXPORT_OWN: _export_own,
}
