"""Whom an open poll waits for: people join, leave, go away, come back, or cannot be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain import polls as rules
from bot.domain.polls import CheckInState
from bot.services import outbox, prompts, settling
from bot.services.facts import facts_of
from bot.services.poll_figures import key_of, open_poll_of, waiting_check_ins
from bot.services.rows import get, get_all
from models.polls import CheckIn, Poll
from models.projects import Project
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.facts import MemberFacts, ProjectFacts
    from models.projects import Membership


def planned_close(project: Project, opened_at: datetime) -> datetime:
    """Return when a poll that opens at a moment is to close."""
    return rules.closing_time(opened_at, project.days_open, project.working_time)


def members_to_ask(session: Session, facts: ProjectFacts) -> list[MemberFacts]:
    """Return the members who can be asked: not away, and someone Slack lets a bot write to."""
    ids = [member.membership.person_id for member in facts.members]
    people = get_all(session, Person, facts.project.workspace_id, ids)
    return [m for m in facts.members if m.away is None and people[m.membership.person_id].can_be_asked]


def ask_newcomers(
    session: Session, project: Project, newcomers: Sequence[Membership], *, now: datetime
) -> None:
    """Ask people who join while a poll is open in that poll, which waits for them as long as it was to."""
    poll = open_poll_of(session, project.key)
    if poll is None or project.is_paused:
        return
    facts = facts_of(session, project, now=now)
    joined = {membership.key for membership in newcomers}
    asked = [member for member in members_to_ask(session, facts) if member.membership.key in joined]
    if not asked:
        return
    for member in asked:
        session.add(_anew(session, poll, member.membership))
    _wait_as_planned(session, project, poll, now)


def _wait_as_planned(session: Session, project: Project, poll: Poll, now: datetime) -> None:
    """Ask whoever is waited for anew, and leave them the time the poll was to have."""
    poll.closes_at = max(poll.closes_at, planned_close(project, poll.opened_at))
    session.add(poll)
    session.flush()
    settling.follow_close(session, project, poll)
    prompts.ask(session, project.workspace_id, [poll], now=now)
    outbox.refresh(session, project.workspace_id, key_of(poll.key), now=now)


def _anew(session: Session, poll: Poll, membership: Membership) -> CheckIn:
    """Return the check-in of someone who joins now; whoever left during this poll is asked afresh."""
    query = select(CheckIn).where(CheckIn.poll_id == poll.key, CheckIn.person_id == membership.person_id)
    check_in = session.exec(query).first() or CheckIn(
        workspace_id=poll.workspace_id, poll_id=poll.key, person_id=membership.person_id
    )
    check_in.state = CheckInState.ASKED
    check_in.prompt_id = check_in.reminder_id = check_in.answer_id = check_in.responded_at = None
    return check_in


def excuse(session: Session, workspace_id: int, person_id: int, *, now: datetime) -> None:
    """Wait for a person no more, in any open poll: they are away."""
    for check_in, project, poll in _check_ins_of(session, workspace_id, person_id, CheckInState.ASKED):
        check_in.state = CheckInState.AWAY
        session.add(check_in)
        session.flush()
        close_early_if_all_in(session, project, poll, now=now)
        outbox.refresh(session, workspace_id, key_of(poll.key), now=now)
        prompts.refresh(session, check_in, now=now)


def ask_again(session: Session, workspace_id: int, person_id: int, *, now: datetime) -> None:
    """Wait for a person who is back, in every poll that was waiting for them and is still open."""
    for check_in, project, poll in _check_ins_of(session, workspace_id, person_id, CheckInState.AWAY):
        check_in.state = CheckInState.ASKED
        session.add(check_in)
        _wait_as_planned(session, project, poll, now)
        prompts.refresh(session, check_in, now=now)


def _check_ins_of(
    session: Session, workspace_id: int, person_id: int, state: CheckInState
) -> list[tuple[CheckIn, Project, Poll]]:
    query = (
        select(CheckIn, Project, Poll)
        .join(Poll, col(Poll.id) == col(CheckIn.poll_id))
        .join(Project, col(Project.id) == col(Poll.project_id))
        .where(CheckIn.workspace_id == workspace_id, CheckIn.person_id == person_id)
        .where(CheckIn.state == state, col(Poll.closed_at).is_(None))
    )
    return list(session.exec(query.order_by(col(CheckIn.id))))


def close_early_if_all_in(session: Session, project: Project, poll: Poll, *, now: datetime) -> None:
    """Bring the close forward once nobody is waited for any more; changes settle with it.

    A later edit gets its time to settle as well.
    """
    if waiting_check_ins(session, poll):
        return
    planned = max(poll.closes_at, planned_close(project, poll.opened_at))
    poll.closes_at = rules.early_close(planned, now, project.settle)
    session.add(poll)
    settling.follow_close(session, project, poll)


def stop_waiting(session: Session, check_in: CheckIn, *, now: datetime) -> None:
    """Wait no longer for someone who was asked and cannot answer; the poll goes on without them."""
    if check_in.state is CheckInState.ASKED:
        check_in.state = CheckInState.UNREACHED
        session.add(check_in)
        session.flush()
    poll = get(session, Poll, check_in.workspace_id, check_in.poll_id)
    project = get(session, Project, check_in.workspace_id, poll.project_id)
    close_early_if_all_in(session, project, poll, now=now)
    outbox.refresh(session, check_in.workspace_id, key_of(poll.key), now=now)
