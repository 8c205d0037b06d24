"""What is done about a message that could not be sent, and who is told: someone who can act, exactly how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.pauses import PausedBecause
from bot.domain.polls import CheckInState
from bot.domain.sending import Failure
from bot.services import dead_letters, outbox, pausing, stopping, waiting
from bot.services.belonging import leads_of
from bot.services.people import find_channel, find_person
from bot.services.rows import get
from bot.services.subjects import projects_of
from bot.services.telling import Notice, tell
from models.messages import Message
from models.polls import CheckIn, Poll
from models.projects import Project
from models.readings import DropRow
from models.secondments import Secondment
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import OwedMessage, SendingFailed

_PAUSED_BECAUSE = {
    Failure.NOT_INVITED: PausedBecause.BOT_NOT_IN_CHANNEL,
    Failure.ARCHIVED: PausedBecause.CHANNEL_ARCHIVED,
    Failure.POSTING_RESTRICTED: PausedBecause.CHANNEL_RESTRICTED,
}


def meet(session: Session, owed: OwedMessage, failed: SendingFailed, *, now: datetime) -> bool:
    """Do what a failure asks for; whether it is news to whoever runs the bot, and theirs to put right."""
    message = session.get_one(Message, owed.message_id)
    message.leased_until = None
    session.add(message)
    if failed.unanswered:
        outbox.count_unanswered(message)
    if failed.wait_seconds is not None:
        message.error = failed.reason
        outbox.wait_for_slack(session, message, failed.wait_seconds, now=now)
        return False
    if outbox.has_moved(session, message, owed):
        return False  # what the old channel refuses, the new one may take
    message.error = failed.reason
    return _act(session, message, owed, failed.failure, now)


def _act(session: Session, message: Message, owed: OwedMessage, failure: Failure, now: datetime) -> bool:
    match failure:
        case Failure.LATER:
            outbox.try_again(session, message, now=now)
            return message.failed_at is not None
        case Failure.TOKEN_GONE:
            return stopping.stop(session, message.workspace_id, message.error or failure, now=now)
        case Failure.RACE:
            _rebuild_once(session, message, now)
        case Failure.TARGET_GONE:
            _forget_target(session, message, owed, now)
        case Failure.MISCONFIGURED:
            return _keep_for_an_operator(session, message, now)
        case Failure.UNREACHABLE:
            outbox.give_up(session, message, failure, now=now)
            _go_on_without(session, message, now)
        case _:
            outbox.give_up(session, message, failure, now=now)
            _mind_channel(session, message, failure, now)
    return False


def _rebuild_once(session: Session, message: Message, now: datetime) -> None:
    """Try at once with what is there now; if that is overtaken as well, what overtook it is newer."""
    if message.attempts:
        outbox.let_be(session, message)
    else:
        message.attempts, message.not_before = 1, now


def _forget_target(session: Session, message: Message, owed: OwedMessage, now: datetime) -> None:
    """Post anew what was deleted in Slack and is still of use; a reply waits for the root of its thread."""
    if owed.slack_ts is not None:
        _forget(session, message, now)
        return
    root = session.get(Message, message.thread_of_id) if message.thread_of_id else None
    if root is not None:
        _forget(session, root, now)
    if root is None or not is_of_use(session, root):
        outbox.let_be(session, message)


def _forget(session: Session, message: Message, now: datetime) -> None:
    message.slack_ts = None
    if is_of_use(session, message):
        message.wanted, message.not_before = message.sent + 1, now
    else:
        outbox.let_be(session, message)
    session.add(message)


def is_of_use(session: Session, message: Message) -> bool:
    """Whether people still act on a message: an open poll's in its channel, the summary of a live drop."""
    if message.kind == outbox.Kind.POLL:
        return get(session, Poll, message.workspace_id, message.subject_id).closed_at is None
    if message.kind == outbox.Kind.DROP:
        return get(session, DropRow, message.workspace_id, message.subject_id).ended_at is None
    return False


def _keep_for_an_operator(session: Session, message: Message, now: datetime) -> bool:
    """Give a message up that only whoever runs the bot can help; an admin or the leads hear of the first one."""
    is_known = dead_letters.is_known(
        session, message.workspace_id, Failure.MISCONFIGURED, message.error or ""
    )
    outbox.give_up(session, message, Failure.MISCONFIGURED, now=now)
    if not is_known:
        people = _admin(session, message) or _leads(session, message)
        notice = Notice(f"refused:{message.key}", outbox.Kind.REFUSED, message.key)
        tell(session, message.workspace_id, people, notice, now=now)
    return not is_known


def _admin(session: Session, message: Message) -> Sequence[Person]:
    query = select(Person).where(
        Person.workspace_id == message.workspace_id,
        col(Person.is_admin).is_(True),
        col(Person.is_active).is_(True),
        col(Person.is_bot).is_(False),
    )
    return session.exec(query.order_by(col(Person.id)).limit(1)).all()


def _leads(session: Session, message: Message) -> list[Person]:
    leads = [lead for project in projects_of(session, message) for lead in leads_of(session, project)]
    return list({lead.key: lead for lead in leads}.values())


def _mind_channel(session: Session, message: Message, failure: Failure, now: datetime) -> None:
    """Pause the projects at home in a channel, which tells their leads; a home function's has a head to tell."""
    channel = find_channel(session, message.workspace_id, message.recipient)
    if channel is not None:
        pausing.pause_all(session, channel, _PAUSED_BECAUSE[failure], now=now)
    if message.kind == outbox.Kind.OBJECTIVE_MET_HOME:
        _tell_home(session, message, failure, now)


def _tell_home(session: Session, message: Message, failure: Failure, now: datetime) -> None:
    secondment = get(session, Secondment, message.workspace_id, message.subject_id)
    head = session.get_one(Person, secondment.head_id) if secondment.head_id else None
    people = [head] if head is not None and head.can_be_asked else _leads(session, message)
    key = f"{failure}:{message.recipient}:{now.date()}"
    details = {"slack_channel_id": message.recipient, "failure": failure}
    notice = Notice(key, outbox.Kind.CHANNEL_UNUSABLE, secondment.project_id, details)
    tell(session, message.workspace_id, people, notice, now=now)


def _go_on_without(session: Session, message: Message, now: datetime) -> None:
    """Wait no longer for whom no message reaches, and tell the leads, also where nothing waited for them."""
    person = find_person(session, message.workspace_id, message.recipient)
    awaited = _waiting_for(session, person) if person is not None else []
    for check_in, project in awaited:
        waiting.stop_waiting(session, check_in, now=now)
        _tell_of_person(session, message, project, f"unreached:{check_in.key}", now, in_poll=True)
    in_polls = {project.key for _, project in awaited}
    for project in projects_of(session, message):
        if project.key not in in_polls:
            _tell_of_person(session, message, project, f"unreached:message:{message.key}", now, in_poll=False)


def _waiting_for(session: Session, person: Person) -> list[tuple[CheckIn, Project]]:
    query = (
        select(CheckIn, Project)
        .join(Poll, col(Poll.id) == col(CheckIn.poll_id))
        .join(Project, col(Project.id) == col(Poll.project_id))
        .where(CheckIn.person_id == person.key, CheckIn.state == CheckInState.ASKED)
        .where(col(Poll.closed_at).is_(None))
    )
    return list(session.exec(query.order_by(col(CheckIn.id))))


def _tell_of_person(
    session: Session, message: Message, project: Project, key: str, now: datetime, *, in_poll: bool
) -> None:
    details = {"slack_user_id": message.recipient, "in_poll": in_poll}
    notice = Notice(key, outbox.Kind.MEMBER_UNREACHED, project.key, details)
    leads = [lead for lead in leads_of(session, project) if lead.slack_user_id != message.recipient]
    tell(session, message.workspace_id, leads, notice, now=now)
