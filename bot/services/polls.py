"""Opening polls: those that fall due, first ones, and those that a lead wants now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from bot.domain import polls as rules
from bot.domain.errors import AllMuted, NobodyToAsk, PollAlreadyOpen, ProjectPaused
from bot.domain.polls import CheckInState, Way
from bot.domain.rights import Action
from bot.services import drops, outbox, prompts
from bot.services.belonging import leads_of, project_for
from bot.services.facts import facts_of
from bot.services.frequency import is_muted, unanswered_state, whose_turn
from bot.services.poll_figures import key_of, open_poll_of
from bot.services.readings import load_reference
from bot.services.telling import Notice, tell
from bot.services.waiting import close_early_if_all_in, members_to_ask, planned_close
from models.polls import CheckIn, Poll

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.facts import MemberFacts
    from bot.services.scope import Scope
    from models.projects import Project


def open_now(session: Session, scope: Scope, project_id: int, *, now: datetime) -> Poll:
    """Open a poll at a lead's wish.

    Raises NotAllowed, ProjectPaused, PollAlreadyOpen, NobodyToAsk, AllMuted.
    """
    project = project_for(session, scope, project_id, Action.LEAD)
    return open_first_or_extra(session, project, now=now)


def open_first_or_extra(session: Session, project: Project, *, now: datetime) -> Poll:
    """Open a poll outside the cadence; raises ProjectPaused, PollAlreadyOpen, NobodyToAsk or AllMuted."""
    if project.is_paused:
        raise ProjectPaused(project=project.name)
    if open_poll_of(session, project.key):
        raise PollAlreadyOpen(project=project.name)
    poll = _open(session, project, due_at=now, is_scheduled=False, now=now)
    if poll is None:
        some = members_to_ask(session, facts_of(session, project, now=now))
        raise AllMuted(project=project.name) if some else NobodyToAsk(project=project.name)
    prompts.ask(session, project.workspace_id, [poll], now=now)
    return poll


def open_due(
    session: Session, workspace_id: int, projects: Iterable[Project], *, now: datetime
) -> list[Poll]:
    """Open the polls of projects whose time has come: each once, however often it was missed.

    People in several projects get one prompt for all that fell due at this moment, once they are at work.
    """
    opened = [_open_scheduled(session, project, now) for project in projects]
    polls = [poll for poll in opened if poll is not None]
    prompts.ask(session, workspace_id, polls, now=now)
    return polls


def _open_scheduled(session: Session, project: Project, now: datetime) -> Poll | None:
    due_at, project.next_poll_at = project.next_poll_at, project.next_poll_after(now)
    session.add(project)
    if open_poll_of(session, project.key):
        return None
    poll = _open(session, project, due_at=due_at, is_scheduled=True, now=now)
    if poll is None:
        _tell_why(session, project, due_at, now)
    return poll


def _open(
    session: Session, project: Project, *, due_at: datetime, is_scheduled: bool, now: datetime
) -> Poll | None:
    asked = members_to_ask(session, facts_of(session, project, now=now))
    if is_scheduled:
        asked = whose_turn(session, project, asked, due_at=due_at)
    # Those who have muted it pass over a poll in which others are asked; alone they make none.
    if all(is_muted(member.membership) for member in asked):
        return None
    poll = Poll(
        workspace_id=project.workspace_id,
        project_id=project.key,
        due_at=due_at,
        is_scheduled=is_scheduled,
        is_first=load_reference(session, project.key) is None,
        opened_at=now,
        closes_at=planned_close(project, now),
    )
    session.add(poll)
    session.flush()
    # At once and without asking for the new ids: in a large project this is most of the work.
    session.execute(insert(CheckIn), [_check_in(project, poll, member) for member in asked])
    close_early_if_all_in(session, project, poll, now=now)
    if project.way is Way.CHANNEL or poll.is_first:
        recipient = drops.home_channel(session, project)
        owed = outbox.Owed(key_of(poll.key), outbox.Kind.POLL, poll.key, recipient)
        outbox.owe(session, project.workspace_id, owed, now=now)
    return poll


def _tell_why(session: Session, project: Project, due_at: datetime, now: datetime) -> None:
    """Tell the leads why there is no poll, unless it was only nobody's turn."""
    members = members_to_ask(session, facts_of(session, project, now=now))
    if all(is_muted(member.membership) for member in members):
        kind, details = outbox.Kind.NOBODY_TO_ASK, {"all_muted": bool(members)}
        notice = Notice(f"{kind}:{project.key}:{due_at.isoformat()}", kind, project.key, details)
        leads = leads_of(session, project)
        tell(session, project.workspace_id, leads, notice, now=now)


def _check_in(project: Project, poll: Poll, member: MemberFacts) -> dict[str, Any]:
    answered_at = member.answered_at
    is_in = answered_at is not None and rules.counts_as_in(answered_at, poll.opened_at, project.working_time)
    return {
        "workspace_id": project.workspace_id,
        "poll_id": poll.key,
        "person_id": member.membership.person_id,
        "state": CheckInState.ANSWERED if is_in else unanswered_state(member.membership),
        "responded_at": answered_at if is_in else None,
    }
