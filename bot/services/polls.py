"""Polls: opening them, reminding, and closing them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain import polls as rules
from bot.domain.causes import Occasion
from bot.domain.errors import NobodyToAsk, NoOpenPoll, PollAlreadyOpen
from bot.domain.polls import CheckInState, Way
from bot.domain.rights import Action
from bot.domain.standing import counts_towards_lapsing
from bot.services import drops, lapses, outbox, settling
from bot.services.belonging import current_memberships, leads_of, require, subject_of
from bot.services.facts import load_facts, project_ids_of
from bot.services.poll_figures import count_in, open_poll_of
from bot.services.readings import Change, load_reference, recomputing
from bot.services.rows import get
from models.polls import CheckIn, Poll, Prompt
from models.projects import Project
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.facts import MemberFacts, ProjectFacts
    from bot.services.scope import Scope


def key_of(poll_id: int) -> str:
    """Return the key under which a poll's root message in the channel is owed."""
    return f"poll:{poll_id}"


def prompt_key(prompt_id: int) -> str:
    """Return the key under which a prompt is owed."""
    return f"prompt:{prompt_id}"


def open_now(session: Session, scope: Scope, project_id: int, *, now: datetime) -> Poll:
    """Open a poll at a lead's wish.

    Raises NotAllowed, PollAlreadyOpen, NobodyToAsk.
    """
    project = get(session, Project, scope.workspace_id, project_id)
    require(session, scope, Action.LEAD, subject_of(session, project))
    return open_first_or_extra(session, project, now=now)


def open_first_or_extra(session: Session, project: Project, *, now: datetime) -> Poll:
    """Open a poll outside the cadence; raises PollAlreadyOpen or NobodyToAsk."""
    if open_poll_of(session, project.key):
        raise PollAlreadyOpen(project=project.name)
    poll = _open(session, project, due_at=now, is_scheduled=False, now=now)
    if poll is None:
        raise NobodyToAsk(project=project.name)
    send_prompts(session, project.workspace_id, [poll], now=now)
    return poll


def open_due(session: Session, workspace_id: int, *, now: datetime) -> list[Poll]:
    """Open the polls that fell due: each project's once, however often it was missed.

    People in several projects get one prompt for all that fell due at this moment.
    """
    query = select(Project).where(Project.workspace_id == workspace_id, col(Project.next_poll_at) <= now)
    opened = [
        _open_scheduled(session, project, now) for project in session.exec(query.order_by(col(Project.id)))
    ]
    polls = [poll for poll in opened if poll is not None]
    send_prompts(session, workspace_id, polls, now=now)
    return polls


def _open_scheduled(session: Session, project: Project, now: datetime) -> Poll | None:
    due_at, project.next_poll_at = project.next_poll_at, project.cadence.next_due(now)
    session.add(project)
    if open_poll_of(session, project.key):
        return None
    poll = _open(session, project, due_at=due_at, is_scheduled=True, now=now)
    if poll is None:
        _tell_leads(session, project, outbox.Kind.NOBODY_TO_ASK, due_at, now)
    return poll


def _open(
    session: Session, project: Project, *, due_at: datetime, is_scheduled: bool, now: datetime
) -> Poll | None:
    facts = load_facts(session, project.workspace_id, [project.key], now=now)[project.key]
    asked = _to_ask(session, facts)
    if not asked:
        return None
    closes_at = rules.closing_time(now, project.days_open, project.working_time)
    poll = Poll(
        workspace_id=project.workspace_id,
        project_id=project.key,
        due_at=due_at,
        is_scheduled=is_scheduled,
        is_first=load_reference(session, project.key) is None,
        opened_at=now,
        closes_at=closes_at,
        remind_at=rules.reminder_time(now, closes_at, project.working_time),
    )
    session.add(poll)
    session.flush()
    for member in asked:
        _add_check_in(session, project, poll, member)
    session.flush()
    close_early_if_all_in(session, project, poll, now=now)
    if project.way is Way.CHANNEL or poll.is_first:
        recipient = drops.home_channel(session, project)
        owed = outbox.Owed(key_of(poll.key), outbox.Kind.POLL, poll.key, recipient)
        outbox.owe(session, project.workspace_id, owed, now=now)
    return poll


def _to_ask(session: Session, facts: ProjectFacts) -> list[MemberFacts]:
    """Return the members who can be asked: not away, and someone Slack lets a bot write to."""
    people = {m.membership.person_id: session.get_one(Person, m.membership.person_id) for m in facts.members}
    return [m for m in facts.members if m.away is None and people[m.membership.person_id].can_be_asked]


def _add_check_in(session: Session, project: Project, poll: Poll, member: MemberFacts) -> None:
    answered_at = member.answered_at
    is_in = answered_at is not None and rules.counts_as_in(answered_at, poll.opened_at, project.working_time)
    session.add(
        CheckIn(
            workspace_id=project.workspace_id,
            poll_id=poll.key,
            person_id=member.membership.person_id,
            state=CheckInState.ANSWERED if is_in else CheckInState.ASKED,
            responded_at=answered_at if is_in else None,
        )
    )


def send_prompts(session: Session, workspace_id: int, polls: Iterable[Poll], *, now: datetime) -> None:
    """Owe each person asked by direct message one prompt for all their check-ins of these polls."""
    by_person: dict[int, list[CheckIn]] = defaultdict(list)
    for poll in polls:
        if get(session, Project, workspace_id, poll.project_id).way is Way.DIRECT:
            for check_in in waiting_check_ins(session, poll):
                by_person[check_in.person_id].append(check_in)
    for person_id, check_ins in by_person.items():
        _owe_prompt(session, workspace_id, person_id, check_ins, now)


def waiting_check_ins(session: Session, poll: Poll) -> list[CheckIn]:
    """Return the check-ins of a poll that nobody has answered yet."""
    query = select(CheckIn).where(CheckIn.poll_id == poll.key, CheckIn.state == CheckInState.ASKED)
    return list(session.exec(query.order_by(col(CheckIn.id))))


def _owe_prompt(
    session: Session, workspace_id: int, person_id: int, check_ins: Iterable[CheckIn], now: datetime
) -> None:
    prompt = Prompt(workspace_id=workspace_id, person_id=person_id, asked_at=now)
    session.add(prompt)
    session.flush()
    for check_in in check_ins:
        check_in.prompt_id = prompt.key
        session.add(check_in)
    recipient = get(session, Person, workspace_id, person_id).slack_user_id
    owed = outbox.Owed(prompt_key(prompt.key), outbox.Kind.PROMPT, prompt.key, recipient)
    outbox.owe(session, workspace_id, owed, now=now)


def remind_due(session: Session, workspace_id: int, *, now: datetime) -> None:
    """Owe one reminder to each person whose check-ins are still waiting, in their own working hours."""
    query = select(Poll).where(
        Poll.workspace_id == workspace_id, col(Poll.remind_at) <= now, col(Poll.closed_at).is_(None)
    )
    by_person: dict[int, list[int]] = defaultdict(list)
    for poll in session.exec(query.order_by(col(Poll.id))):
        poll.remind_at = None
        session.add(poll)
        if poll.closes_at > now:
            for check_in in waiting_check_ins(session, poll):
                by_person[check_in.person_id].append(check_in.key)
    for person_id, check_in_ids in by_person.items():
        _owe_reminder(session, get(session, Person, workspace_id, person_id), check_in_ids, now)


def _owe_reminder(session: Session, person: Person, check_in_ids: list[int], now: datetime) -> None:
    owed = outbox.Owed(
        key=f"reminder:{min(check_in_ids)}",
        kind=outbox.Kind.REMINDER,
        subject_id=person.key,
        recipient=person.slack_user_id,
        details={"check_in_ids": check_in_ids},
        not_before=person.working_time.next_instant(now),
    )
    outbox.owe(session, person.workspace_id, owed, now=now)


def close_early_if_all_in(session: Session, project: Project, poll: Poll, *, now: datetime) -> None:
    """Bring the close forward once nobody is waited for any more; changes settle with it."""
    if waiting_check_ins(session, poll):
        return
    poll.closes_at = rules.early_close(poll.closes_at, now, project.settle)
    session.add(poll)
    if project.settle_at is not None:
        project.settle_at = poll.closes_at
        session.add(project)


def close_now(session: Session, scope: Scope, project_id: int, *, now: datetime) -> Poll:
    """Close the open poll at a lead's wish; raises NotAllowed or NoOpenPoll."""
    project = get(session, Project, scope.workspace_id, project_id)
    require(session, scope, Action.LEAD, subject_of(session, project))
    poll = open_poll_of(session, project_id)
    if poll is None:
        raise NoOpenPoll(project=project.name)
    close(session, project, poll, now=now)
    return poll


def close_due(session: Session, workspace_id: int, *, now: datetime) -> None:
    """Close the polls whose time has come, in the order in which they were to close."""
    query = select(Poll).where(
        Poll.workspace_id == workspace_id, col(Poll.closes_at) <= now, col(Poll.closed_at).is_(None)
    )
    for poll in session.exec(query.order_by(col(Poll.closes_at), col(Poll.id))).all():
        close(session, get(session, Project, workspace_id, poll.project_id), poll, now=now)


def close(session: Session, project: Project, poll: Poll, *, now: datetime) -> None:
    """Close a poll: mark the silent, let claims lapse, take or compare the reference, show the results."""
    members = [membership.person_id for membership in current_memberships(session, project)]
    # Claims that lapse here make their owners' other hats lighter.
    touched = project_ids_of(session, project.workspace_id, members, now=now) | {project.key}
    with recomputing(session, project.workspace_id, touched, Change(Occasion.POLL_CLOSED), now=now):
        _mark_silent(session, project, poll, now)
        poll.closed_at = now
        poll.counts = _counts(session, project, poll, now)
        session.add(poll)
    lapses.warn(session, project, now=now)
    if poll.is_first:
        _end_first(session, project, poll, now)
    else:
        settling.settle_project(session, project, now=now)
    if poll.is_scheduled:
        facts = load_facts(session, project.workspace_id, [project.key], now=now)[project.key]
        drops.count_close(session, project, facts.coverage.strengths, now=now)
    outbox.refresh(session, project.workspace_id, key_of(poll.key), now=now)


def _mark_silent(session: Session, project: Project, poll: Poll, now: datetime) -> None:
    facts = load_facts(session, project.workspace_id, [project.key], now=now)[project.key]
    for check_in in waiting_check_ins(session, poll):
        member = facts.member(check_in.person_id)
        check_in.state = _silent_state(
            session, check_in, is_away=member is not None and member.away is not None
        )
        session.add(check_in)


def _silent_state(session: Session, check_in: CheckIn, *, is_away: bool) -> CheckInState:
    if is_away:
        return CheckInState.AWAY
    if check_in.prompt_id is None:
        return CheckInState.MISSED
    prompt = outbox.find_by_key(session, check_in.workspace_id, prompt_key(check_in.prompt_id))
    reached = prompt is not None and prompt.slack_ts is not None
    return CheckInState.MISSED if reached else CheckInState.UNREACHED


def _counts(session: Session, project: Project, poll: Poll, now: datetime) -> bool:
    session.flush()
    answered, asked = count_in(session, poll.key)
    days = project.working_time.days_between(poll.opened_at, now)
    return counts_towards_lapsing(
        scheduled=poll.is_scheduled, working_days_open=days, asked=asked, answered=answered
    )


def _end_first(session: Session, project: Project, poll: Poll, now: datetime) -> None:
    settling.take_first_reference(session, project, now=now)
    project.settle_at = None
    session.add(project)
    answered, _ = count_in(session, poll.key)
    if not answered:
        _tell_leads(session, project, outbox.Kind.EMPTY_POLL, poll.due_at, now)


def _tell_leads(
    session: Session, project: Project, kind: outbox.Kind, due_at: datetime, now: datetime
) -> None:
    for lead in leads_of(session, project):
        key = f"{kind}:{project.key}:{lead.key}:{due_at.isoformat()}"
        owed = outbox.Owed(key, kind, project.key, lead.slack_user_id)
        outbox.owe(session, project.workspace_id, owed, now=now)
