"""Which messages may be sent now, taken under a lease: whoever holds it sends them, and nobody else meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy
from sqlalchemy import bindparam, func, update
from sqlalchemy.orm import aliased
from sqlmodel import col, or_, select

from bot.services.ports.outside import OwedMessage
from models.messages import Message
from models.workspaces import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session


# As long as it may take to begin a call and to get its answer, and some more to note it.
LEASE = timedelta(seconds=30)
# https://docs.slack.dev/apis/web-api/rate-limits: about one message a second in a channel, by whatever means
POST_AT_MOST_EVERY = timedelta(seconds=1)


def workspaces_with_work(session: Session, *, now: datetime) -> Sequence[int]:
    """Return the workspaces in which something may be sent now."""
    return session.exec(_WITH_WORK, params={"now": now}).all()


def claim_batch(session: Session, workspace_id: int, *, most: int, now: datetime) -> list[OwedMessage]:
    """Lease messages that may be sent now, those due first, one for each recipient.

    A thread reply waits for its root, and a post for what is to be posted to its recipient before it.
    """
    if not _may_send(session, workspace_id, now):
        return []
    wanted = {"workspace_id": workspace_id, "most": most, "now": now, "soon": now + POST_AT_MOST_EVERY}
    claimed: dict[str, OwedMessage] = {}
    leased_before: list[int] = []
    for was_leased, *owed in session.execute(_CLAIMABLE, wanted):
        message = OwedMessage(*owed)
        if claimed.setdefault(message.recipient, message) is message and was_leased:
            leased_before.append(message.message_id)
    if claimed:
        _lease(session, [message.message_id for message in claimed.values()], now + LEASE)
    if leased_before:
        _count_unanswered(session, leased_before)
    return list(claimed.values())


def _lease(session: Session, message_ids: Sequence[int], until: datetime) -> None:
    leased = update(Message).where(col(Message.id).in_(message_ids)).values(leased_until=until)
    session.execute(leased, execution_options=_UNSEEN)


def _count_unanswered(session: Session, message_ids: Sequence[int]) -> None:
    """Count posts that somebody had leased who has died: whether Slack took them, nobody knows."""
    posts = update(Message).where(col(Message.id).in_(message_ids), col(Message.slack_ts).is_(None))
    session.execute(posts.values(unanswered=col(Message.unanswered) + 1), execution_options=_UNSEEN)


def _may_send(session: Session, workspace_id: int, now: datetime) -> bool:
    workspace = session.get(Workspace, workspace_id)
    if workspace is None or workspace.stopped_at is not None:
        return False
    return workspace.blocked_until is None or workspace.blocked_until <= now


def _is_held_back() -> Any:  # noqa: ANN401 -- SQLAlchemy's own types say no more
    """Whether something is to be posted to the same recipient first: order is kept within a channel."""
    earlier = aliased(Message)
    is_to_go = or_(
        col(earlier.not_before) <= _SOON,  # perhaps kept apart from what was posted last
        col(earlier.attempts) > 0,
        col(earlier.leased_until) > _NOW,
    )
    return _looked_up(
        earlier,
        col(earlier.workspace_id) == col(Message.workspace_id),
        col(earlier.recipient) == col(Message.recipient),
        col(earlier.id) < col(Message.id),
        col(earlier.sent) == 0,
        col(earlier.failed_at).is_(None),
        is_to_go,
        ~_awaits_root(earlier),
    )


def _awaits_root(reply: type[Message]) -> Any:  # noqa: ANN401 -- as above
    """Whether a message replies in the thread of one that is still to be posted."""
    root = aliased(Message)
    return _looked_up(
        root,
        col(root.id) == col(reply.thread_of_id),
        col(root.slack_ts).is_(None),
        col(root.sent) < col(root.wanted),
        col(root.failed_at).is_(None),
    )


def _looked_up(table: type[Message], *where: Any) -> Any:  # noqa: ANN401 -- as above
    """Whether there is such a message, looked up for one row after the other until enough are found.

    The offset keeps PostgreSQL from joining all rows with all others first, which it holds to be cheap as long as
    it has not counted them. https://www.postgresql.org/docs/current/queries-limit.html
    """
    return select(col(table.id)).where(*where).offset(0).exists()


def _sendable() -> tuple[Any, ...]:
    return (
        col(Message.sent) < col(Message.wanted),
        col(Message.failed_at).is_(None),
        col(Message.not_before) <= _NOW,
        or_(col(Message.leased_until).is_(None), col(Message.leased_until) <= _NOW),
    )


# No loaded row is brought up to date: whoever takes a lease or notes it looks at none.
_UNSEEN = {"synchronize_session": False}

# What every look at the outbox asks, built once: putting these together took longer than running them.
_NOW: Any = bindparam("now")
_SOON: Any = bindparam("soon")
_WITH_WORK = (
    select(Message.workspace_id)
    .join(Workspace, col(Workspace.id) == col(Message.workspace_id))
    .where(
        *_sendable(),
        col(Workspace.stopped_at).is_(None),
        or_(col(Workspace.blocked_until).is_(None), col(Workspace.blocked_until) <= _NOW),
    )
    .distinct()
)
_ROOT = aliased(Message)
_CLAIMABLE = (
    sqlalchemy.select(
        col(Message.leased_until).is_not(None),
        # in the order of OwedMessage: one by one through the ORM they take three times as long
        col(Message.id),
        col(Message.workspace_id),
        col(Message.kind),
        col(Message.subject_id),
        col(Message.recipient),
        col(Message.details),
        col(_ROOT.slack_ts),
        col(Message.slack_channel_id),
        col(Message.slack_ts),
        col(Message.wanted),
    )
    .outerjoin(_ROOT, col(_ROOT.id) == col(Message.thread_of_id))
    .where(
        col(Message.workspace_id) == bindparam("workspace_id"),
        *_sendable(),
        ~_awaits_root(Message),
        ~_is_held_back(),
    )
    .order_by(col(Message.not_before), col(Message.id))
    .limit(bindparam("most"))
)


def keep_apart(session: Session, posted: Sequence[OwedMessage], *, until: datetime) -> None:
    """Post nothing more to the recipients of what was just posted before some moment: Slack takes one a second."""
    if not posted:
        return
    session.flush()
    wanted = {"posted": [owed.message_id for owed in posted], "until": until}
    recipients = session.exec(_TOLD_MORE, params=wanted).all()
    if not recipients:
        return
    following = update(Message).where(
        col(Message.workspace_id) == posted[0].workspace_id,
        col(Message.recipient).in_(recipients),
        col(Message.sent) == 0,
        col(Message.failed_at).is_(None),
        col(Message.not_before) < until,
    )
    session.execute(following.values(not_before=until), execution_options=_UNSEEN)


def _told_more() -> Any:  # noqa: ANN401 -- as above
    """Select the recipients of posts to whom more is owed; few, and found without reading all that is owed."""
    later = aliased(Message)
    more = _looked_up(
        later,
        col(later.workspace_id) == col(Message.workspace_id),
        col(later.recipient) == col(Message.recipient),
        col(later.sent) == 0,
        col(later.failed_at).is_(None),
        col(later.not_before) < bindparam("until"),
    )
    posted: Any = bindparam("posted", expanding=True)
    return select(Message.recipient).where(col(Message.id).in_(posted), more).distinct()


_TOLD_MORE = _told_more()


def first_owed_at(session: Session) -> datetime | None:
    """Return when the first message that is owed may go out, in any workspace."""
    query = (
        select(func.min(Message.not_before), Workspace.blocked_until)
        .join(Workspace, col(Workspace.id) == col(Message.workspace_id))
        .where(col(Message.sent) < col(Message.wanted), col(Message.failed_at).is_(None))
        .where(col(Workspace.stopped_at).is_(None))
        .group_by(col(Workspace.id), col(Workspace.blocked_until))
    )
    return min((max(owed_at, blocked or owed_at) for owed_at, blocked in session.exec(query)), default=None)
