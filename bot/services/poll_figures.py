"""Polls as others find them: a project's open one, its message in the channel, and how many are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import col, or_, select

from bot.domain.polls import ASKED_STATES, CheckInState, percent_answered
from models.polls import CheckIn, Poll

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.projects import Project


def key_of(poll_id: int) -> str:
    """Return the key under which a poll's root message in the channel is owed."""
    return f"poll:{poll_id}"


def open_poll_of(session: Session, project_id: int) -> Poll | None:
    """Return a project's open poll."""
    query = select(Poll).where(Poll.project_id == project_id, col(Poll.closed_at).is_(None))
    return session.exec(query).first()


def open_polls_of(session: Session, workspace_id: int) -> dict[int, Poll]:
    """Return all open polls of a workspace, by project."""
    query = select(Poll).where(Poll.workspace_id == workspace_id, col(Poll.closed_at).is_(None))
    return {poll.project_id: poll for poll in session.exec(query)}


def waiting_check_ins(session: Session, poll: Poll) -> list[CheckIn]:
    """Return the check-ins of a poll that nobody has answered yet."""
    query = select(CheckIn).where(CheckIn.poll_id == poll.key, CheckIn.state == CheckInState.ASKED)
    return list(session.exec(query.order_by(col(CheckIn.id))))


def count_in(session: Session, poll_id: int) -> tuple[int, int]:
    """Return (how many have answered, how many were asked) in a poll; whoever has muted it was not asked."""
    # A skip without a response is not somebody's word: the check-in opened so.
    was_asked = or_(col(CheckIn.state) != CheckInState.SKIPPED, col(CheckIn.responded_at).is_not(None))
    query = (
        select(CheckIn.state, func.count(col(CheckIn.id)))
        .where(CheckIn.poll_id == poll_id, was_asked)
        .group_by(col(CheckIn.state))
    )
    counts = dict(session.exec(query).all())
    return counts.get(CheckInState.ANSWERED, 0), sum(counts.get(state, 0) for state in ASKED_STATES)


def missed_before(session: Session, poll: Poll) -> set[int]:
    """Return the people who let the project's poll before this one pass in silence."""
    before = (
        select(func.max(Poll.id))
        .where(Poll.project_id == poll.project_id, col(Poll.id) < poll.key)
        .scalar_subquery()
    )
    query = select(CheckIn.person_id).where(
        col(CheckIn.poll_id) == before, CheckIn.state == CheckInState.MISSED
    )
    return set(session.exec(query))


def latest_percent_answered(session: Session, project: Project) -> int:
    """Return the response rate of a project's latest poll, in percent; 100 before anyone was asked."""
    percent = last_response(session, project)
    return 100 if percent is None else percent


def last_response(session: Session, project: Project) -> int | None:
    """Return the response rate of a project's latest poll, in percent; None before anyone was asked."""
    query = select(Poll.id).where(Poll.project_id == project.key).order_by(col(Poll.id).desc())
    latest = session.exec(query).first()
    is_in, asked = count_in(session, latest) if latest else (0, 0)
    return percent_answered(is_in, asked) if asked else None
