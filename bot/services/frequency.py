"""How often a member wishes to be asked about a project: less often, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.polls import CheckInState, HowOften
from models.polls import CheckIn, Poll

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from bot.services.facts import MemberFacts
    from models.projects import Membership, Project


def whose_turn(session: Session, project: Project, members: Iterable[MemberFacts]) -> list[MemberFacts]:
    """Return the members whose turn it is in a scheduled poll that opens now.

    A poll that spares somebody leaves their claims as they were: it brings nothing nearer to lapsing.
    """
    return [member for member in members if not _is_spared(session, project, member.membership)]


def _is_spared(session: Session, project: Project, membership: Membership) -> bool:
    spared = membership.how_often.spared_after_each
    return spared > 0 and membership.person_id in _asked_in_last(session, project, spared)


def _asked_in_last(session: Session, project: Project, polls: int) -> set[int]:
    """Return the people who were asked in the project's latest scheduled polls."""
    latest = (
        select(Poll.id)
        .where(Poll.project_id == project.key, col(Poll.is_scheduled).is_(True))
        .order_by(col(Poll.id).desc())
        .limit(polls)
    )
    return set(session.exec(select(CheckIn.person_id).where(col(CheckIn.poll_id).in_(latest))))


def is_muted(membership: Membership) -> bool:
    """Whether a member is asked in no poll at all."""
    return membership.how_often is HowOften.MUTED


def unanswered_state(membership: Membership) -> CheckInState:
    """Return the state of a check-in that opens without an answer: whoever is muted passes over every poll.

    Their check-in shows no response, and so does not count as asked (`poll_figures.count_in`).
    """
    return CheckInState.SKIPPED if is_muted(membership) else CheckInState.ASKED
