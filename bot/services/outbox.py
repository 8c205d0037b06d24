"""What is owed to people: stored in the transaction of the fact that owes it, under a unique key.

A post is owed once. A refresh is one message whose wanted version rises with every change, so that ten changes
make one update. Sending is the relay's work.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, bindparam, func, update
from sqlmodel import col, select

from bot.domain.sending import MOST_ATTEMPTS, Failure, pause_before_retry
from bot.services.people import find_channel
from bot.services.ports.outside import OwedMessage
from models.messages import Message
from models.workspaces import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import Sent

REFRESH_AT_MOST_EVERY = timedelta(seconds=10)


class Kind(StrEnum):
    """What a message is; the subject in brackets is what its `subject_id` names.

    During an upgrade the version before may render what this one owes. A kind that it does not know it leaves for
    later; so what it would render wrongly, or for the wrong reader, needs a kind of its own.
    """

    GREETING = "greeting"  # (channel)
    PROMPT = "prompt"  # (prompt)
    REMINDER = "reminder"  # (person)
    NUDGE = "nudge"  # (the message that is its reminder)
    POLL = "poll"  # (poll)
    POLL_CHANGES = "poll_changes"  # (project)
    DIGEST = "digest"  # (project)
    DROP = "drop"  # (drop)
    DROP_FURTHER = "drop_further"  # (drop)
    DROP_RECOVERED = "drop_recovered"  # (drop)
    DECISIVE_FALL = "decisive_fall"  # (project)
    EXPERT_MISSING = "expert_missing"  # (project)
    NAME_AN_EXPERT = "name_an_expert"  # (project)
    NOBODY_TO_ASK = "nobody_to_ask"  # (project) details: all_muted
    EMPTY_POLL = "empty_poll"  # (project)
    MEMBER_UNREACHED = "member_unreached"  # (project)
    CHANNEL_UNUSABLE = "channel_unusable"  # (project)
    REFUSED = "refused"  # (message)
    PROJECT_PAUSED = "project_paused"  # (project)
    PROJECT_RESUMED = "project_resumed"  # (project)
    PROJECT_ARCHIVED = "project_archived"  # (project) to a lead
    PROJECT_ARCHIVED_HERE = "project_archived_here"  # (project) the same to its channel
    PROJECT_MOVED = "project_moved"  # (project)
    CHANNEL_JOINED = "channel_joined"  # (project)
    COVER_OFFERED = "cover_offered"  # (project) details: covers
    LEADS_NOW = "leads_now"  # (project)
    LEFT_OUT = "left_out"  # (project)
    LAPSE_WARNING_OWNER = "lapse_warning_owner"  # (membership)
    LAPSE_WARNING_LEAD = "lapse_warning_lead"  # (membership)
    VOUCHED = "vouched"  # (membership)
    VACANCY_OVER = "vacancy_over"  # (acceptance)
    LONG_ABSENCE = "long_absence"  # (project)
    OBJECTIVE_MET = "objective_met"  # (secondment)
    OBJECTIVE_MET_HOME = "objective_met_home"  # (secondment)
    SECONDMENT_WISHED = "secondment_wished"  # (project)
    SECONDMENT_STARTED = "secondment_started"  # (secondment) to the specialist
    SECONDMENT_BEGUN = "secondment_begun"  # (secondment) to the other parties
    SECONDMENT_DECIDED = "secondment_decided"  # (secondment)
    RETURN_NOTICE = "return_notice"  # (secondment)
    EXPORT = "export"  # (project)
    EXPORT_OWN = "export_own"  # (person)


@dataclass(frozen=True, slots=True)
class Owed:
    """A message to owe: what it is about, to whom (a Slack user or channel id), under which key."""

    key: str
    kind: Kind
    subject_id: int
    recipient: str
    details: dict[str, Any] = field(default_factory=dict)
    thread_of_id: int | None = None
    not_before: datetime | None = None


def owe(session: Session, workspace_id: int, owed: Owed, *, now: datetime) -> Message:
    """Owe a message; under a key that exists nothing is added, and the first one is returned."""
    return owe_all(session, workspace_id, [owed], now=now)[owed.key]


def owe_all(
    session: Session, workspace_id: int, owed: Iterable[Owed], *, now: datetime
) -> dict[str, Message]:
    """Owe many messages likewise; return each by its key. Of two under one key the first is owed."""
    wanted: dict[str, Owed] = {}
    for each in owed:
        wanted.setdefault(each.key, each)
    query = select(Message).where(
        Message.workspace_id == workspace_id, col(Message.unique_key).in_(list(wanted))
    )
    found = {message.unique_key: message for message in session.exec(query)}
    new = {key: _message(workspace_id, each, now) for key, each in wanted.items() if key not in found}
    session.add_all(new.values())
    session.flush()
    return found | new


def _message(workspace_id: int, owed: Owed, now: datetime) -> Message:
    return Message(
        workspace_id=workspace_id,
        unique_key=owed.key,
        kind=owed.kind,
        subject_id=owed.subject_id,
        recipient=owed.recipient,
        details=owed.details,
        thread_of_id=owed.thread_of_id,
        created_at=now,
        not_before=owed.not_before or now,
    )


def find_by_key(session: Session, workspace_id: int, key: str) -> Message | None:
    """Return the message owed under a key."""
    query = select(Message).where(Message.workspace_id == workspace_id, Message.unique_key == key)
    return session.exec(query).first()


def all_about(session: Session, workspace_id: int, kind: Kind, subject_id: int) -> list[Message]:
    """Return every message of a kind about a subject, the oldest first."""
    query = select(Message).where(
        Message.workspace_id == workspace_id, Message.kind == kind, Message.subject_id == subject_id
    )
    return list(session.exec(query.order_by(col(Message.id))))


def refresh(
    session: Session, workspace_id: int, key: str, *, now: datetime, grace: timedelta = timedelta()
) -> Message | None:
    """Want a message brought up to date, not before `grace` has passed; None if it was never owed.

    What has not been sent at all needs no second version: it is rendered when it is sent. What is being sent
    right now does: it may have been rendered before.
    """
    message = find_by_key(session, workspace_id, key)
    if message is not None:
        want_anew(session, message, now=now, grace=grace)
    return message


def want_anew(session: Session, message: Message, *, now: datetime, grace: timedelta = timedelta()) -> None:
    """Want a message that was owed before brought up to date, likewise."""
    if message.sent == 0 and message.leased_until is None:
        return
    if message.wanted == message.sent:
        message.not_before = max(now + grace, _next_refresh(message, now))
        message.attempts = 0
    message.wanted += 1
    session.add(message)


def withdraw(session: Session, message: Message) -> None:
    """Owe a message no longer that has not been sent.

    One that is being sent right now goes out; one that was given up still waits for whoever can mend that.
    """
    if message.sent == 0 and message.leased_until is None and message.failed_at is None:
        message.sent = message.wanted
        session.add(message)


def _next_refresh(message: Message, now: datetime) -> datetime:
    # Many people's presses refresh one channel message; a direct message changes with its owner's alone.
    is_shared = message.kind in (Kind.POLL, Kind.DROP)
    return message.sent_at + REFRESH_AT_MOST_EVERY if is_shared and message.sent_at else now


def shown(session: Session, pressed: OwedMessage, *, now: datetime) -> None:
    """Note that a version already shows, because the press that caused it could replace the message itself."""
    message = session.get_one(Message, pressed.message_id)
    if message.slack_ts == pressed.slack_ts and message.sent < pressed.version:
        message.sent, message.sent_at = pressed.version, now
        session.add(message)


def count_unanswered(message: Message) -> None:
    """Count a call to post a message whose answer never arrived; an update that is repeated repeats nothing."""
    message.unanswered += message.slack_ts is None


def as_owed(message: Message) -> OwedMessage:
    """Return a message as it is to be sent, in no thread."""
    return OwedMessage(
        message_id=message.key,
        workspace_id=message.workspace_id,
        kind=message.kind,
        subject_id=message.subject_id,
        recipient=message.recipient,
        details=dict(message.details),
        thread_ts=None,
        slack_channel_id=message.slack_channel_id,
        slack_ts=message.slack_ts,
        version=message.wanted,
    )


def load(session: Session, message_ids: Iterable[int]) -> None:
    """Load messages in one query, so that each is at hand when it is asked for."""
    if wanted := set(message_ids):
        session.exec(select(Message).where(col(Message.id).in_(wanted))).all()


def release(session: Session, owed: OwedMessage) -> None:
    """Give back a message that was leased and not tried."""
    message = session.get_one(Message, owed.message_id)
    message.leased_until = None
    session.add(message)


def mark_sent(session: Session, done: Sequence[tuple[OwedMessage, Sent]], *, now: datetime) -> None:
    """Note where messages stand. What was wanted meanwhile stays owed; all of it, if it moved meanwhile."""
    if not done:
        return
    session.flush()
    noted = session.connection().execute(_STANDS, [_where_it_stands(*each, now) for each in done])
    if noted.rowcount < len(done):
        load(session, [owed.message_id for owed, _ in done])
        for owed, sent in done:
            _mark_sent(session, owed, sent, now)


# A row at a time through the ORM takes four times as long. This passes those over that something happened to.
_STANDS = (
    update(Message)
    .where(
        col(Message.id) == bindparam("message_id"),
        col(Message.recipient) == bindparam("to"),
        col(Message.wanted) == bindparam("version"),
    )
    .values(
        sent=bindparam("version"),
        sent_at=bindparam("now"),
        leased_until=None,
        attempts=0,
        error=None,
        slack_channel_id=func.coalesce(bindparam("channel", type_=String), col(Message.slack_channel_id)),
        slack_ts=func.coalesce(bindparam("ts", type_=String), col(Message.slack_ts)),
    )
)


def _where_it_stands(owed: OwedMessage, sent: Sent, now: datetime) -> dict[str, Any]:
    return {
        "message_id": owed.message_id,
        "to": owed.recipient,
        "version": owed.version,
        "now": now,
        "channel": sent.slack_channel_id,
        "ts": sent.slack_ts,
    }


def _mark_sent(session: Session, owed: OwedMessage, sent: Sent, now: datetime) -> None:
    message = session.get_one(Message, owed.message_id)
    if has_moved(session, message, owed):
        release(session, owed)
        return
    message.sent = max(message.sent, owed.version)
    message.sent_at, message.leased_until, message.attempts, message.error = now, None, 0, None
    message.slack_channel_id = sent.slack_channel_id or message.slack_channel_id
    message.slack_ts = sent.slack_ts or message.slack_ts
    if message.sent < message.wanted:
        message.not_before = max(message.not_before, _next_refresh(message, now))
    session.add(message)


def has_moved(session: Session, message: Message, owed: OwedMessage) -> bool:
    """Whether a message belongs into another channel now; one whose channel only got another id has not moved."""
    if message.recipient == owed.recipient:
        return False
    return find_channel(session, message.workspace_id, owed.recipient) is not None


def wait_for_slack(session: Session, message: Message, seconds: int, *, now: datetime) -> None:
    """Send nothing in a message's workspace for as long as Slack says; the message has not failed by that."""
    message.not_before = now + timedelta(seconds=seconds)
    workspace = session.get_one(Workspace, message.workspace_id)
    workspace.blocked_until = max(workspace.blocked_until or message.not_before, message.not_before)
    session.add_all((message, workspace))


def try_again(session: Session, message: Message, *, now: datetime) -> None:
    """Try a message again after a pause; it is given up after a day of trying."""
    message.attempts += 1
    message.not_before = now + pause_before_retry(message.key, message.attempts)
    session.add(message)
    if message.attempts >= MOST_ATTEMPTS:
        give_up(session, message, Failure.LATER, now=now)


def give_up(session: Session, message: Message, failure: Failure, *, now: datetime) -> None:
    """Keep a message as a dead letter: it is sent again when somebody has acted and says so."""
    message.failed_at, message.failure = now, failure
    session.add(message)


def let_be(session: Session, message: Message) -> None:
    """Want nothing more of a message: what stands, or does not, may stay so."""
    message.sent, message.error = message.wanted, None
    session.add(message)
