"""Moving a project to another channel: its members stay, and what is said of it is said there from now on.

Who may see a project follows its channel. So what stands in the old one stays as it was said, and nothing of it is
brought up to date there any more; what people still act on is posted anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.services import dead_letters, outbox, pausing
from bot.services.belonging import current_memberships
from bot.services.outbox import Kind
from bot.services.subjects import projects_of
from bot.services.troubles import is_of_use
from models.messages import Message
from models.workspaces import Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.scope import Scope
    from models.projects import Project
    from models.workspaces import Channel

# What a project says in its channel.
_SAID_THERE = (
    Kind.POLL,
    Kind.POLL_CHANGES,
    Kind.DIGEST,
    Kind.DROP,
    Kind.DROP_FURTHER,
    Kind.DROP_RECOVERED,
    Kind.EXPERT_MISSING,
    Kind.OBJECTIVE_MET,
)


def follow(
    session: Session, scope: Scope, project: Project, old: Channel, new: Channel, *, now: datetime
) -> None:
    """Let all that hangs on a project's channel follow it to the new one; both channels are told."""
    could_speak = pausing.may_speak(project)
    for membership in current_memberships(session, project):
        # Whoever is not in the new channel has not left it.
        membership.seen_in_channel = False
        session.add(membership)
    for message in _said_in(session, project, old):
        _readdress(session, message, new, now)
    session.flush()
    _go_on(session, project, new, could_speak=could_speak, now=now)
    _tell(session, scope, project, old, new, [old, new] if could_speak else [new], now)


def _said_in(session: Session, project: Project, channel: Channel) -> list[Message]:
    """Return what a project said, or is to say, in a channel that may be home to others too."""
    query = select(Message).where(
        Message.workspace_id == project.workspace_id,
        Message.recipient == channel.slack_channel_id,
        col(Message.kind).in_(_SAID_THERE),
    )
    messages = session.exec(query.order_by(col(Message.id))).all()
    return [message for message in messages if project in projects_of(session, message)]


def _readdress(session: Session, message: Message, to: Channel, now: datetime) -> None:
    """Say there what is still to be said, now or when a next goal is named; what is over stays where it is."""
    is_acted_on = is_of_use(session, message)
    if message.sent and not is_acted_on and message.kind != Kind.OBJECTIVE_MET:
        return
    message.recipient = to.slack_channel_id
    message.slack_channel_id = message.slack_ts = None
    if message.sent and is_acted_on:
        message.wanted, message.sent, message.not_before = 1, 0, now
    session.add(message)


def _go_on(session: Session, project: Project, new: Channel, *, could_speak: bool, now: datetime) -> None:
    """End a pause that only the old channel was the reason of, and send what could not be said there."""
    if not could_speak:
        pausing.resume(session, project, now=now)
    elif not project.is_paused:
        dead_letters.revive(session, project.workspace_id, new.slack_channel_id, now=now)


def _tell(
    session: Session,
    scope: Scope,
    project: Project,
    old: Channel,
    new: Channel,
    where: list[Channel],
    now: datetime,
) -> None:
    moved_by = session.get_one(Person, scope.person_id).name
    details = {"from": old.slack_channel_id, "to": new.slack_channel_id, "moved_by": moved_by}
    for channel in where:
        owed = outbox.Owed(
            key=f"moved:{project.key}:{channel.key}:{now.isoformat()}",
            kind=Kind.PROJECT_MOVED,
            subject_id=project.key,
            recipient=channel.slack_channel_id,
            details=details,
        )
        outbox.owe(session, project.workspace_id, owed, now=now)
