"""Polls: opening them, asking, and closing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlmodel import col, select

from bot.domain import polls as rules
from bot.domain.causes import Occasion
from bot.domain.errors import AllMuted, NobodyToAsk, NoOpenPoll, PollAlreadyOpen, ProjectPaused
from bot.domain.polls import CheckInState, Way
from bot.domain.rights import Action
from bot.domain.standing import counts_towards_lapsing
from bot.services import drops, lapses, outbox, prompts, results, settling
from bot.services.belonging import current_memberships, leads_of, project_for
from bot.services.facts import load_facts, project_ids_of
from bot.services.frequency import is_muted, unanswered_state, whose_turn
from bot.services.poll_figures import count_in, open_poll_of, waiting_check_ins
from bot.services.readings import Change, load_reference, recomputing
from bot.services.rows import get, get_all
from models.polls import CheckIn, Poll
from models.projects import Project
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.facts import MemberFacts, ProjectFacts
    from bot.services.scope import Scope
    from models.projects import Membership


def key_of(poll_id: int) -> str:
    """Return the key under which a poll's root message in the channel is owed."""
    return f"poll:{poll_id}"


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
        some = _to_ask(session, _facts(session, project, now))
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
    asked = _to_ask(session, _facts(session, project, now))
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
        closes_at=_planned_close(project, now),
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


def _facts(session: Session, project: Project, now: datetime) -> ProjectFacts:
    return load_facts(session, project.workspace_id, [project.key], now=now)[project.key]


def _to_ask(session: Session, facts: ProjectFacts) -> list[MemberFacts]:
    """Return the members who can be asked: not away, and someone Slack lets a bot write to."""
    ids = [member.membership.person_id for member in facts.members]
    people = get_all(session, Person, facts.project.workspace_id, ids)
    return [m for m in facts.members if m.away is None and people[m.membership.person_id].can_be_asked]


def _tell_why(session: Session, project: Project, due_at: datetime, now: datetime) -> None:
    """Tell the leads why there is no poll, unless it was only nobody's turn."""
    members = _to_ask(session, _facts(session, project, now))
    if all(is_muted(member.membership) for member in members):
        details = {"all_muted": bool(members)}
        _tell_leads(session, project, outbox.Kind.NOBODY_TO_ASK, due_at, now, details)


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


def _planned_close(project: Project, opened_at: datetime) -> datetime:
    return rules.closing_time(opened_at, project.days_open, project.working_time)


def ask_newcomers(
    session: Session, project: Project, newcomers: Sequence[Membership], *, now: datetime
) -> None:
    """Ask people who join while a poll is open in that poll, which waits for them as long as it was to."""
    poll = open_poll_of(session, project.key)
    if poll is None or project.is_paused:
        return
    facts = _facts(session, project, now)
    joined = {membership.key for membership in newcomers}
    asked = [member for member in _to_ask(session, facts) if member.membership.key in joined]
    if not asked:
        return
    for member in asked:
        session.add(_anew(session, poll, member.membership))
    _wait_as_planned(session, project, poll, now)


def _wait_as_planned(session: Session, project: Project, poll: Poll, now: datetime) -> None:
    """Ask whoever is waited for anew, and leave them the time the poll was to have."""
    poll.closes_at = max(poll.closes_at, _planned_close(project, poll.opened_at))
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
    planned = max(poll.closes_at, _planned_close(project, poll.opened_at))
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
        facts = _facts(session, project, now)
        drops.count_close(session, project, facts.coverage.strengths, now=now)
    results.show(session, project, poll, key_of(poll.key), now=now)


def _mark_silent(session: Session, project: Project, poll: Poll, now: datetime) -> None:
    facts = _facts(session, project, now)
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
    return now if waiting_check_ins(session, poll) else max(now, _planned_close(project, poll.opened_at))


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
        _tell_leads(session, project, outbox.Kind.EMPTY_POLL, poll.due_at, now)


def _tell_leads(
    session: Session,
    project: Project,
    kind: outbox.Kind,
    due_at: datetime,
    now: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    for lead in leads_of(session, project):
        key = f"{kind}:{project.key}:{lead.key}:{due_at.isoformat()}"
        owed = outbox.Owed(key, kind, project.key, lead.slack_user_id, details or {})
        outbox.owe(session, project.workspace_id, owed, now=now)
