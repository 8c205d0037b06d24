"""What a message is about: the projects whose leads it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from bot.services.outbox import Kind
from bot.services.rows import get, get_all
from models.polls import CheckIn, Poll
from models.projects import Membership, Project
from models.readings import DropRow
from models.secondments import Secondment
from models.vacancies import Acceptance

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.messages import Message

# Where a message's subject is a row of a project; elsewhere it is the project itself, or none.
_ROW_OF_PROJECT: dict[Kind, type[Poll | DropRow | Membership | Secondment | Acceptance]] = {
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
    Kind.SECONDMENT_BEGUN: Secondment,
    Kind.SECONDMENT_DECIDED: Secondment,
    Kind.RETURN_NOTICE: Secondment,
    Kind.VACANCY_OVER: Acceptance,
}
_PROJECT = frozenset(
    {
        Kind.DECISIVE_FALL,
        Kind.EXPERT_MISSING,
        Kind.NAME_AN_EXPERT,
        Kind.SECONDMENT_WISHED,
        Kind.NOBODY_TO_ASK,
        Kind.EMPTY_POLL,
        Kind.MEMBER_UNREACHED,
        Kind.CHANNEL_UNUSABLE,
        Kind.PROJECT_PAUSED,
        Kind.PROJECT_RESUMED,
        Kind.PROJECT_ARCHIVED,
        Kind.PROJECT_ARCHIVED_HERE,
        Kind.PROJECT_MOVED,
        Kind.CHANNEL_JOINED,
        Kind.COVER_OFFERED,
        Kind.POLL_CHANGES,
        Kind.DIGEST,
        Kind.LEADS_NOW,
        Kind.LEFT_OUT,
        Kind.LONG_ABSENCE,
        Kind.EXPORT,
    }
)
_NO_PROJECT = frozenset({Kind.GREETING, Kind.REFUSED, Kind.EXPORT_OWN})


def projects_of(session: Session, message: Message) -> list[Project]:
    """Return the projects that a message is about, in the order they were set up."""
    found = get_all(session, Project, message.workspace_id, _project_ids(session, message))
    return [found[key] for key in sorted(found)]


def _project_ids(session: Session, message: Message) -> set[int]:
    kind, subject_id = Kind(message.kind), message.subject_id
    if kind in _NO_PROJECT:
        return set()
    if kind in _PROJECT:
        return {subject_id}
    if kind is Kind.PROMPT:
        return _asked_about(session, message, col(CheckIn.prompt_id) == subject_id)
    if kind in (Kind.REMINDER, Kind.NUDGE):
        reminder_id = message.key if kind is Kind.REMINDER else subject_id
        return _asked_about(session, message, col(CheckIn.reminder_id) == reminder_id)
    return {get(session, _ROW_OF_PROJECT[kind], message.workspace_id, subject_id).project_id}


def _asked_about(session: Session, message: Message, carried: Any) -> set[int]:  # noqa: ANN401 -- a clause of SQL
    query = (
        select(Poll.project_id)
        .join(CheckIn, col(CheckIn.poll_id) == col(Poll.id))
        .where(CheckIn.workspace_id == message.workspace_id, carried)
    )
    return set(session.exec(query))
