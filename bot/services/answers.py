"""Answers: what one member says about one project at one time, and the other ways to respond to a check-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.causes import Occasion
from bot.domain.errors import NotAMember
from bot.domain.polls import CheckInState
from bot.services import memberships, outbox, polls
from bot.services.belonging import current_membership
from bot.services.facts import project_ids_of
from bot.services.poll_figures import open_poll_of
from bot.services.readings import Change, load_reference, recomputing
from bot.services.rows import find, get
from models.polls import CheckIn, Poll
from models.projects import Answer, Leaving, Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.services.scope import Scope
    from models.projects import Membership

# A press replaces its own message; only if that fails does the relay bring it up to date.
PRESS_GRACE = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Press:
    """What a response came from: its unique key, the poll it was shown with, and whether it can answer itself.

    A button can replace its own message at once (`replaces_itself`); a modal cannot.
    """

    request_key: str
    poll_id: int | None = None
    replaces_itself: bool = False

    @property
    def grace(self) -> timedelta:
        """How long the relay leaves the message to the press."""
        return PRESS_GRACE if self.replaces_itself else timedelta()


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer that was stored, the prompt it belongs to, and whether the poll it was shown with had closed."""

    answer: Answer
    prompt_id: int | None
    poll_closed_before: bool


def record_answer(
    session: Session,
    scope: Scope,
    project_id: int,
    confidences: Mapping[Role, int],
    press: Press,
    *,
    now: datetime,
) -> Recorded:
    """Store an answer of the acting person; the same press twice is one answer.

    `confidences` holds 1-5 per claimed role; empty means "none of them". An answer that comes after its poll
    has closed is stored outside it. Raises NotAMember.
    """
    membership = current_membership(session, project_id, scope.person_id)
    if membership is None:
        raise NotAMember
    given = _given(session, scope.workspace_id, press.request_key)
    answer = given or _store(session, scope, membership, confidences, press, now)
    check_in = open_check_in(session, project_id, scope.person_id)
    return Recorded(
        answer=answer,
        prompt_id=check_in.prompt_id if check_in else None,
        poll_closed_before=_has_closed(session, scope, press.poll_id),
    )


def confirm(session: Session, scope: Scope, project_id: int, press: Press, *, now: datetime) -> Recorded:
    """Store the answer in force again ("No change"); raises NotAMember."""
    membership = current_membership(session, project_id, scope.person_id)
    if membership is None:
        raise NotAMember
    newest = select(Answer).where(Answer.membership_id == membership.key).order_by(col(Answer.id).desc())
    answer = session.exec(newest).first()
    return record_answer(session, scope, project_id, answer.confidences if answer else {}, press, now=now)


def skip(session: Session, scope: Scope, project_id: int, press: Press, *, now: datetime) -> CheckIn | None:
    """Note that the acting person passes over this poll; it confirms nothing. None if the poll has closed."""
    check_in = open_check_in(session, project_id, scope.person_id)
    if check_in is not None and check_in.state is CheckInState.ASKED:
        _respond(session, scope, check_in, CheckInState.SKIPPED, press, now)
    return check_in


def leave_project(session: Session, scope: Scope, project_id: int, press: Press, *, now: datetime) -> None:
    """Take the acting person out of a project at their own word ("Not my project")."""
    check_in = open_check_in(session, project_id, scope.person_id)
    membership = current_membership(session, project_id, scope.person_id)
    if check_in is not None:
        _respond(session, scope, check_in, CheckInState.NOT_MINE, press, now)
    if membership is not None:
        memberships.end(session, [membership], Leaving.NOT_MY_PROJECT, now=now)


def open_check_in(session: Session, project_id: int, person_id: int) -> CheckIn | None:
    """Return a person's check-in in a project's open poll."""
    query = (
        select(CheckIn)
        .join(Poll, col(Poll.id) == col(CheckIn.poll_id))
        .where(Poll.project_id == project_id, col(Poll.closed_at).is_(None), CheckIn.person_id == person_id)
    )
    return session.exec(query).first()


def check_in_of(session: Session, scope: Scope, poll_id: int) -> CheckIn | None:
    """Return the acting person's check-in in a poll."""
    query = select(CheckIn).where(
        CheckIn.workspace_id == scope.workspace_id,
        CheckIn.poll_id == poll_id,
        CheckIn.person_id == scope.person_id,
    )
    return session.exec(query).first()


def _given(session: Session, workspace_id: int, request_key: str) -> Answer | None:
    query = select(Answer).where(Answer.workspace_id == workspace_id, Answer.request_key == request_key)
    return session.exec(query).first()


def _store(
    session: Session,
    scope: Scope,
    membership: Membership,
    confidences: Mapping[Role, int],
    press: Press,
    now: datetime,
) -> Answer:
    project = get(session, Project, scope.workspace_id, membership.project_id)
    touched = project_ids_of(session, scope.workspace_id, [scope.person_id], now=now) | {project.key}
    answer = Answer(
        workspace_id=scope.workspace_id,
        membership_id=membership.key,
        answered_at=now,
        request_key=press.request_key,
        **{role.value: confidence for role, confidence in confidences.items()},
    )
    with recomputing(session, scope.workspace_id, touched, _change(session, project, touched), now=now):
        session.add(answer)
    check_in = open_check_in(session, project.key, scope.person_id)
    if check_in is not None:
        check_in.answer_id = answer.key
        _respond(session, scope, check_in, CheckInState.ANSWERED, press, now)
    return answer


def _change(session: Session, project: Project, touched: set[int]) -> Change:
    """Hats told in a project's first poll are old news elsewhere: they were worn before anyone asked."""
    is_first = load_reference(session, project.key) is None and open_poll_of(session, project.key) is not None
    return Change(Occasion.ANSWER, quiet_in=frozenset(touched - {project.key}) if is_first else frozenset())


def _respond(
    session: Session, scope: Scope, check_in: CheckIn, state: CheckInState, press: Press, now: datetime
) -> None:
    check_in.state, check_in.responded_at = state, now
    session.add(check_in)
    session.flush()
    poll = get(session, Poll, scope.workspace_id, check_in.poll_id)
    project = get(session, Project, scope.workspace_id, poll.project_id)
    polls.close_early_if_all_in(session, project, poll, now=now)
    outbox.refresh(session, scope.workspace_id, polls.key_of(poll.key), now=now)
    if check_in.prompt_id is not None:
        key = polls.prompt_key(check_in.prompt_id)
        outbox.refresh(session, scope.workspace_id, key, now=now, grace=press.grace)


def _has_closed(session: Session, scope: Scope, poll_id: int | None) -> bool:
    poll = find(session, Poll, scope.workspace_id, poll_id) if poll_id is not None else None
    return poll is not None and poll.closed_at is not None
