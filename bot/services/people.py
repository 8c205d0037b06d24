"""The people and channels of a workspace, as far as the directory has told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.services import stopping
from models.workspaces import Channel, Person, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import KnownChannel, KnownPerson, KnownWorkspace


def remember_workspace(session: Session, known: KnownWorkspace, *, now: datetime) -> Workspace:
    """Store or bring up to date a workspace whose token Slack has just accepted; a stopped one works again."""
    query = select(Workspace).where(Workspace.slack_team_id == known.slack_team_id)
    workspace = session.exec(query).first() or Workspace(
        slack_team_id=known.slack_team_id, name="", bot_user_id="", bot_id="", bot_name="", created_at=now
    )
    workspace.name, workspace.bot_name = known.name, known.bot_name
    workspace.bot_user_id, workspace.bot_id = known.bot_user_id, known.bot_id
    stopping.start_again(session, workspace, now=now)
    session.flush()
    return workspace


def find_person(session: Session, workspace_id: int, slack_user_id: str) -> Person | None:
    """Return what is stored of a person."""
    query = select(Person).where(Person.workspace_id == workspace_id, Person.slack_user_id == slack_user_id)
    return session.exec(query).first()


def find_people(session: Session, workspace_id: int, slack_user_ids: Iterable[str]) -> list[Person]:
    """Return what is stored of several people, in no particular order."""
    query = select(Person).where(
        Person.workspace_id == workspace_id, col(Person.slack_user_id).in_(set(slack_user_ids))
    )
    return list(session.exec(query))


def remember_person(session: Session, workspace_id: int, known: KnownPerson, *, now: datetime) -> Person:
    """Store or bring up to date what the directory says of a person."""
    person = find_person(session, workspace_id, known.slack_user_id) or Person(
        workspace_id=workspace_id, slack_user_id=known.slack_user_id, name="", zone="UTC", refreshed_at=now
    )
    person.name, person.zone, person.is_bot = known.name, known.zone, known.is_bot
    person.is_guest, person.is_admin, person.is_active = known.is_guest, known.is_admin, known.is_active
    person.refreshed_at = now
    session.add(person)
    session.flush()
    return person


def note_looked_up(session: Session, workspace_id: int, slack_user_id: str, *, now: datetime) -> None:
    """Note that the directory knows nothing new of a person."""
    person = find_person(session, workspace_id, slack_user_id)
    if person is not None:
        person.refreshed_at = now
        session.add(person)


def remember_channel(session: Session, workspace_id: int, known: KnownChannel) -> Channel:
    """Store or bring up to date what the directory says of a channel."""
    channel = find_channel(session, workspace_id, known.slack_channel_id) or Channel(
        workspace_id=workspace_id, slack_channel_id=known.slack_channel_id, name=""
    )
    channel.name, channel.is_private = known.name, known.is_private
    session.add(channel)
    session.flush()
    return channel


def find_channel(session: Session, workspace_id: int, slack_channel_id: str) -> Channel | None:
    """Return what is stored of a channel."""
    query = select(Channel).where(
        Channel.workspace_id == workspace_id, Channel.slack_channel_id == slack_channel_id
    )
    return session.exec(query).first()
