"""What a message is about: the projects whose leads it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.services.outbox import Kind
from bot.services.rows import get, get_all
from models.polls import CheckIn, Poll
from models.projects import Membership, Project
from models.readings import DropRow
from models.secondments import Secondment

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.messages import Message

# Which table a message's subject is in, where its rows belong to one project each.
_OF_ONE_PROJECT: dict[Kind, type[Poll | DropRow | Membership | Secondment]] = {
    Kind.POLL: Poll,
    Kind.DROP: DropRow,
    Kind.DROP_FURTHER: DropRow,
    Kind.DROP_RECOVERED: DropRow,
    Kind.LAPSE_WARNING_OWNER: Membership,
    Kind.LAPSE_WARNING_LEAD: Membership,
    Kind.VOUCHED: Membership,
    Kind.OBJECTIVE_MET: Secondment,
    Kind.OBJECTIVE_MET_HOME: Secondment,
    Kind.SECONDMENT_STARTED: Secondment,
    Kind.RETURN_NOTICE: Secondment,
}
_OF_NO_PROJECT = frozenset({Kind.GREETING, Kind.REFUSED, Kind.EXPORT_OWN})


def projects_of(session: Session, message: Message) -> list[Project]:
    """Return the projects that a message is about, in the order they were set up."""
    found = get_all(session, Project, message.workspace_id, _project_ids(session, message))
    return [found[key] for key in sorted(found)]


def _project_ids(session: Session, message: Message) -> set[int]:
    kind = Kind(message.kind)
    if kind in _OF_NO_PROJECT:
        return set()
    if kind is Kind.PROMPT:
        return _asked_about(session, CheckIn.prompt_id == message.subject_id, message)
    if kind is Kind.REMINDER:
        return _asked_about(session, CheckIn.reminder_id == message.key, message)
    if kind is Kind.NUDGE:
        return _asked_about(session, CheckIn.reminder_id == message.subject_id, message)
    table = _OF_ONE_PROJECT.get(kind)
    if table is None:
        return {message.subject_id}
    return {get(session, table, message.workspace_id, message.subject_id).project_id}


def _asked_about(session: Session, in_message: bool, message: Message) -> set[int]:  # noqa: FBT001 -- a clause of SQL
    query = (
        select(Poll.project_id)
        .join(CheckIn, col(CheckIn.poll_id) == col(Poll.id))
        .where(CheckIn.workspace_id == message.workspace_id, in_message)
    )
    return set(session.exec(query))
