"""How often a member wishes to be asked about a project: less often, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.polls import CheckInState, HowOften
from models.polls import CheckIn, Poll

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.facts import MemberFacts
    from models.projects import Membership, Project


def whose_turn(
    session: Session, project: Project, members: Sequence[MemberFacts], *, due_at: datetime
) -> list[MemberFacts]:
    """Return the members whose turn it is in the scheduled poll that is due.

    A poll that spares somebody leaves their claims as they were: it brings nothing nearer to lapsing.
    """
    wishes = {member.membership.how_often for member in members}
    spared = {wish: _spared(session, project, wish, due_at) for wish in wishes}
    return [m for m in members if m.membership.person_id not in spared[m.membership.how_often]]


def _spared(session: Session, project: Project, how_often: HowOften, due_at: datetime) -> set[int]:
    """Return who is spared if they wish to be asked this often."""
    polls = how_often.spared_after_each
    return _asked_in_last(session, project, polls, due_at) if polls else set()


def _asked_in_last(session: Session, project: Project, polls: int, due_at: datetime) -> set[int]:
    """Return the people who were asked in the project's latest scheduled polls.

    A due time at which none opened counts like a poll: else nobody's turn once would be nobody's turn for ever.
    """
    latest = (
        select(Poll.id, Poll.closed_at)
        .where(Poll.project_id == project.key, col(Poll.is_scheduled).is_(True))
        .order_by(col(Poll.id).desc())
        .limit(polls)
    )
    # From the close on: what falls due while a poll is open belongs to that poll.
    last = [
        poll_id
        for poll_id, closed_at in session.exec(latest)
        if closed_at is not None and project.cadence.times_due(closed_at, due_at) <= polls
    ]
    return set(session.exec(select(CheckIn.person_id).where(col(CheckIn.poll_id).in_(last))))


def is_muted(membership: Membership) -> bool:
    """Whether a member is asked in no poll at all."""
    return membership.how_often is HowOften.MUTED


def unanswered_state(membership: Membership) -> CheckInState:
    """Return the state of a check-in that opens without an answer: whoever is muted passes over every poll.

    Their check-in shows no response, and so does not count as asked (`poll_figures.count_in`).
    """
    return CheckInState.SKIPPED if is_muted(membership) else CheckInState.ASKED
