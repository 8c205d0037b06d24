"""Closing polls: what silence comes to, and what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.causes import Occasion
from bot.domain.errors import NoOpenPoll
from bot.domain.polls import CheckInState
from bot.domain.rights import Action
from bot.domain.standing import counts_towards_lapsing
from bot.services import drops, lapses, outbox, prompts, results, settling
from bot.services.belonging import current_memberships, leads_of, project_for
from bot.services.facts import facts_of, project_ids_of
from bot.services.poll_figures import count_in, key_of, open_poll_of, waiting_check_ins
from bot.services.readings import Change, recomputing
from bot.services.rows import get
from bot.services.telling import Notice, tell
from bot.services.waiting import planned_close
from models.projects import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.scope import Scope
    from models.polls import CheckIn, Poll


def close_now(session: Session, scope: Scope, project_id: int, *, now: datetime) -> Poll:
    """Close the open poll at a lead's wish; raises NotAllowed or NoOpenPoll."""
    project = project_for(session, scope, project_id, Action.LEAD)
    poll = open_poll_of(session, project_id)
    if poll is None:
        raise NoOpenPoll(project=project.name)
    close(session, project, poll, now=now)
    return poll


def close_due(session: Session, workspace_id: int, due: Iterable[Poll], *, now: datetime) -> None:
    """Close polls whose time has come, in this order."""
    for poll in due:
        close(session, get(session, Project, workspace_id, poll.project_id), poll, now=now)


def close(session: Session, project: Project, poll: Poll, *, now: datetime) -> None:
    """Close a poll: mark the silent, let claims lapse, take or compare the reference, show the results."""
    members = [membership.person_id for membership in current_memberships(session, project)]
    # Claims that lapse here make their owners' other hats lighter.
    touched = project_ids_of(session, project.workspace_id, members, now=now) | {project.key}
    with recomputing(session, project.workspace_id, touched, Change(Occasion.POLL_CLOSED), now=now):
        stood_until = _stood_until(session, project, poll, now)
        _mark_silent(session, project, poll, now)
        poll.closed_at = now
        poll.counts = poll.counts is not False and _counts(session, project, poll, stood_until)
        session.add(poll)
    lapses.warn(session, project, now=now)
    if poll.is_first:
        _end_first(session, project, poll, now)
    else:
        settling.settle_project(session, project, now=now)
    if poll.is_scheduled:
        facts = facts_of(session, project, now=now)
        drops.count_close(session, project, facts.coverage.strengths, now=now)
    results.show(session, project, poll, key_of(poll.key), now=now)


def _mark_silent(session: Session, project: Project, poll: Poll, now: datetime) -> None:
    facts = facts_of(session, project, now=now)
    away = {member.membership.person_id for member in facts.members if member.away is not None}
    waiting = waiting_check_ins(session, poll)
    reached = _reached(session, poll, waiting)
    for check_in in waiting:
        is_missed = check_in.key in reached
        silent = CheckInState.MISSED if is_missed else CheckInState.UNREACHED
        check_in.state = CheckInState.AWAY if check_in.person_id in away else silent
        check_in.ask_at = None
        session.add(check_in)


def _reached(session: Session, poll: Poll, waiting: Sequence[CheckIn]) -> set[int]:
    """Return whose question arrived: as a direct message or, where that is the way, in the channel."""
    # A poll that was held up by a pause asks nobody for an answer any more.
    if poll.counts is False:
        return set()
    reached = prompts.delivered(session, waiting)
    root = outbox.find_by_key(session, poll.workspace_id, key_of(poll.key))
    if root is not None and root.slack_ts is not None:
        reached |= {c.key for c in waiting if c.prompt_id is None and c.ask_at is None}
    return reached


def _stood_until(session: Session, project: Project, poll: Poll, now: datetime) -> datetime:
    """Return until when a poll gave people time to answer: one to which all have responded, all it was to have.

    So somebody who skips every time is not trusted for ever only because the others are quick.
    """
    return now if waiting_check_ins(session, poll) else max(now, planned_close(project, poll.opened_at))


def _counts(session: Session, project: Project, poll: Poll, stood_until: datetime) -> bool:
    session.flush()
    answered, asked = count_in(session, poll.key)
    days = project.working_time.days_between(poll.opened_at, stood_until)
    return counts_towards_lapsing(
        scheduled=poll.is_scheduled, working_days_open=days, asked=asked, answered=answered
    )


def _end_first(session: Session, project: Project, poll: Poll, now: datetime) -> None:
    settling.take_first_reference(session, project, now=now)
    project.settle_at = None
    session.add(project)
    answered, _ = count_in(session, poll.key)
    if not answered and not project.is_paused:
        kind, leads = outbox.Kind.EMPTY_POLL, leads_of(session, project)
        notice = Notice(f"{kind}:{project.key}:{poll.due_at.isoformat()}", kind, project.key)
        tell(session, project.workspace_id, leads, notice, now=now)
