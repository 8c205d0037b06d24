"""What is done when a message cannot be delivered: someone who can act is told exactly how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.polls import CheckInState
from bot.services import outbox, polls
from bot.services.belonging import leads_of
from bot.services.rows import get
from models.polls import CheckIn, Poll
from models.projects import Project
from models.secondments import Secondment
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from models.messages import Message

# Slack's names for a channel that a bot cannot write to because it is not in it; a private one looks non-existent.
_NOT_INVITED = frozenset({"not_in_channel", "channel_not_found"})
# And for a person whom nobody can write to any more.
_NOT_REACHABLE = frozenset(
    {"channel_not_found", "user_not_found", "user_disabled", "user_not_visible", "cannot_dm_bot"}
)


def tell_who_can_act(session: Session, message: Message, *, now: datetime) -> None:
    """Tell the leads what only they can mend: a channel the bot is not in, a member who cannot be reached."""
    if message.kind == outbox.Kind.PROMPT:
        if message.error in _NOT_REACHABLE:
            _go_on_without(session, message, now)
    elif message.error in _NOT_INVITED:
        _ask_for_invitation(session, message, now)


def _ask_for_invitation(session: Session, message: Message, now: datetime) -> None:
    for project, person in _who_can_invite(session, message):
        owed = outbox.Owed(
            key=f"invite:{message.recipient}:{person.key}:{now.date()}",
            kind=outbox.Kind.INVITE_NEEDED,
            subject_id=project.key,
            recipient=person.slack_user_id,
            details={"slack_channel_id": message.recipient},
        )
        outbox.owe(session, message.workspace_id, owed, now=now)


def _who_can_invite(session: Session, message: Message) -> list[tuple[Project, Person]]:
    """Return the leads of the projects at home in a channel; for a home function's channel, its head."""
    if message.kind == outbox.Kind.OBJECTIVE_MET_HOME:
        return _head_or_leads(session, message)
    query = (
        select(Project)
        .join(Channel, col(Channel.id) == col(Project.channel_id))
        .where(Channel.workspace_id == message.workspace_id, Channel.slack_channel_id == message.recipient)
    )
    return [(project, lead) for project in session.exec(query).all() for lead in leads_of(session, project)]


def _head_or_leads(session: Session, message: Message) -> list[tuple[Project, Person]]:
    secondment = get(session, Secondment, message.workspace_id, message.subject_id)
    project = get(session, Project, message.workspace_id, secondment.project_id)
    head = session.get_one(Person, secondment.head_id) if secondment.head_id else None
    told = [head] if head is not None and head.can_be_asked else leads_of(session, project)
    return [(project, person) for person in told]


def _go_on_without(session: Session, message: Message, now: datetime) -> None:
    """Wait no longer for whom a prompt cannot reach, and tell the leads of the projects it asked about."""
    query = select(CheckIn).where(
        CheckIn.workspace_id == message.workspace_id,
        CheckIn.prompt_id == message.subject_id,
        CheckIn.state == CheckInState.ASKED,
    )
    for check_in in session.exec(query.order_by(col(CheckIn.id))).all():
        polls.stop_waiting(session, check_in, now=now)
        poll = get(session, Poll, message.workspace_id, check_in.poll_id)
        for lead in leads_of(session, get(session, Project, message.workspace_id, poll.project_id)):
            owed = outbox.Owed(
                key=f"unreached:{check_in.key}:{lead.key}",
                kind=outbox.Kind.MEMBER_UNREACHED,
                subject_id=poll.project_id,
                recipient=lead.slack_user_id,
                details={"slack_user_id": message.recipient},
            )
            if lead.key != check_in.person_id:
                outbox.owe(session, message.workspace_id, owed, now=now)
