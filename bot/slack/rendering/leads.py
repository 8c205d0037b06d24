"""What is told to a project's leads, to whoever leads or belongs to it no longer, and of its end."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.domain.sending import Failure
from bot.services import drops, pausing, roster, standing
from bot.services.belonging import current_membership, leads_of
from bot.services.outbox import Kind
from bot.services.rows import get
from bot.services.vacancies import is_vacant
from bot.slack.blocks import away, polls, setup, summaries, troubles, vacancies, wishes
from bot.slack.rendering.kinds import project_of
from models.messages import Message
from models.projects import Project
from models.vacancies import Acceptance
from models.workspaces import Person, Workspace

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.services.ports.outside import OwedMessage
    from bot.slack.blocks.kit import Rendered
    from bot.slack.rendering.kinds import Render


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
    project = project_of(session, owed)
    pause = pausing.pause_of(session, project)
    if pause is not None:
        return setup.paused_note(project.key, project.name, pause, owed.details.get("paused_by"))
    return setup.resumed_note(project.name, project.next_poll_at) if owed.slack_ts else None


def _project_resumed(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Say who let a project go on, unless it is paused again."""
    del now
    project = project_of(session, owed)
    if project.is_paused:
        return None
    return setup.resumed_note(project.name, project.next_poll_at, owed.details["resumed_by"])


def _project_archived(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Say to a lead or a channel that a project is archived; once it is in use again, what was said says so."""
    del now
    project = project_of(session, owed)
    if project.archived_at is None:
        return setup.resumed_note(project.name, project.next_poll_at) if owed.slack_ts else None
    archived_by = str(owed.details["archived_by"])
    if owed.kind == Kind.PROJECT_ARCHIVED_HERE:
        return setup.archived_here_note(project.name, archived_by)
    return setup.archived_note(project.key, project.name, archived_by)


def _newcomer(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Ask a lead about who joined the channel or can cover a role; whoever is a member by now needs no word."""
    del now
    project = project_of(session, owed)
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
    project = project_of(session, owed)
    there = drops.home_channel(session, project)
    return setup.leads_now_note(project.key, project.name, there, str(owed.details["added_by"]))


def _left_out(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Tell a person that they were taken out, or what leaving the channel ended, unless they are in again."""
    del now
    project = project_of(session, owed)
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


def _decisive_fall(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    [fallen] = drops.fallen_of(owed.details["fallen"])
    view = standing.project_view(
        session, project_of(session, owed), as_of=standing.message_created_at(session, owed.message_id)
    )
    return summaries.decisive_fall_note(view, fallen)


def _name_an_expert(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name = project_of(session, owed).name
    return summaries.name_an_expert_message(owed.subject_id, name, str(owed.details["asked_by"]))


def _nobody_to_ask(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    all_muted = bool(owed.details.get("all_muted"))
    return polls.nobody_to_ask_note(owed.subject_id, project_of(session, owed).name, all_muted=all_muted)


def _empty_poll(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    return polls.empty_poll_note(owed.subject_id, project_of(session, owed).name)


def _vacancy_over(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    acceptance = get(session, Acceptance, owed.workspace_id, owed.subject_id)
    project = get(session, Project, owed.workspace_id, acceptance.project_id)
    # It may have waited for working hours over a weekend.
    if not is_vacant(session, project, acceptance.role, now=now):
        return None
    return vacancies.vacancy_over_note(project.key, project.name, acceptance.vacancy)


def _member_unreached(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name = project_of(session, owed).name
    who, in_poll = str(owed.details["slack_user_id"]), bool(owed.details.get("in_poll", True))
    return troubles.unreached_note(owed.subject_id, name, who, in_poll=in_poll)


def _long_absence(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    del now
    name = project_of(session, owed).name
    until_on = date.fromisoformat(str(owed.details["until_on"]))
    roles = tuple(Role(role) for role in owed.details["roles"])
    who = str(owed.details["slack_user_id"])
    return away.long_absence_note(owed.subject_id, name, who, roles, until_on)


RENDERERS: dict[Kind, Render] = {
    Kind.CHANNEL_UNUSABLE: _channel_unusable,
    Kind.REFUSED: _refused,
    Kind.PROJECT_PAUSED: _project_paused,
    Kind.PROJECT_RESUMED: _project_resumed,
    Kind.PROJECT_ARCHIVED: _project_archived,
    Kind.PROJECT_ARCHIVED_HERE: _project_archived,
    Kind.CHANNEL_JOINED: _newcomer,
    Kind.COVER_OFFERED: _newcomer,
    Kind.LEADS_NOW: _leads_now,
    Kind.LEFT_OUT: _left_out,
    Kind.DECISIVE_FALL: _decisive_fall,
    Kind.NAME_AN_EXPERT: _name_an_expert,
    Kind.NOBODY_TO_ASK: _nobody_to_ask,
    Kind.EMPTY_POLL: _empty_poll,
    Kind.VACANCY_OVER: _vacancy_over,
    Kind.MEMBER_UNREACHED: _member_unreached,
    Kind.LONG_ABSENCE: _long_absence,
}
