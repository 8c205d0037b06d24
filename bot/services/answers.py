"""Answers: what one member says about one project at one time, and the other ways to respond to a check-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.causes import Occasion
from bot.domain.errors import NotAMember, StillSeconded
from bot.domain.polls import CheckInState, HowOften
from bot.services import memberships, outbox, poll_figures, prompts, waiting
from bot.services.belonging import current_membership
from bot.services.facts import project_ids_of
from bot.services.poll_figures import open_poll_of
from bot.services.readings import Change, load_reference, recomputing
from bot.services.rows import find, get
from bot.services.seconded import is_lent
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
    """What a response came from: its unique key, the poll it was shown with, and what it changes by itself.

    `replaces_ts` is the Slack ts of the message whose button was pressed: the press turns it into its receipt at
    once. A modal cannot.
    """

    request_key: str
    poll_id: int | None = None
    replaces_ts: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer that was stored, and whether the poll it was shown with had closed before and no other took it."""

    answer: Answer
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
    """Store an answer of the acting person; the same press twice is one answer, and so are two equal ones.

    `confidences` holds 1-5 per claimed role; empty means "none of them". An answer that comes after its poll
    has closed is stored outside it. Raises NotAMember.
    """
    membership = _membership(session, scope, project_id)
    check_in = open_check_in(session, project_id, scope.person_id)
    answer = (
        _given(session, scope.workspace_id, press.request_key)
        or _said_already(session, scope, membership, confidences, press, check_in)
        or _store(session, scope, membership, confidences, press, check_in, now)
    )
    _show(session, scope, press, check_in, now)
    is_late = check_in is None and _closed_at(session, scope, press.poll_id) is not None
    return Recorded(answer, poll_closed_before=is_late)


def confirm(session: Session, scope: Scope, project_id: int, press: Press, *, now: datetime) -> Recorded:
    """Store the answer in force again ("No change"); raises NotAMember."""
    newest = _newest(session, _membership(session, scope, project_id))
    return record_answer(session, scope, project_id, newest.confidences if newest else {}, press, now=now)


def skip(session: Session, scope: Scope, project_id: int, press: Press, *, now: datetime) -> None:
    """Note that the acting person passes over the open poll; it confirms nothing. Raises NotAMember."""
    _membership(session, scope, project_id)
    check_in = open_check_in(session, project_id, scope.person_id)
    if check_in is not None and check_in.state is CheckInState.ASKED:
        _respond(session, check_in, CheckInState.SKIPPED, now)
    _show(session, scope, press, check_in, now)


def ask_me(
    session: Session, scope: Scope, project_id: int, how_often: HowOften, press: Press, *, now: datetime
) -> None:
    """Ask the acting person about a project as often as they wish; muting passes over the open poll as well.

    Raises NotAMember.
    """
    membership = _membership(session, scope, project_id)
    membership.how_often = how_often
    session.add(membership)
    if how_often is HowOften.MUTED:
        skip(session, scope, project_id, press, now=now)


def leave_project(session: Session, scope: Scope, project_id: int, press: Press, *, now: datetime) -> None:
    """Take the acting person out of a project at their own word; what they answered before stands as it is.

    A second time changes nothing. Raises StillSeconded.
    """
    if is_lent(session, project_id, scope.person_id):
        raise StillSeconded
    check_in = open_check_in(session, project_id, scope.person_id)
    membership = current_membership(session, project_id, scope.person_id)
    if check_in is not None and check_in.state is not CheckInState.ANSWERED:
        _respond(session, check_in, CheckInState.NOT_MINE, now)
    if membership is not None:
        memberships.end(session, [membership], Leaving.NOT_MY_PROJECT, now=now)
    _show(session, scope, press, check_in, now)


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


def _membership(session: Session, scope: Scope, project_id: int) -> Membership:
    membership = current_membership(session, project_id, scope.person_id)
    if membership is None:
        raise NotAMember
    return membership


def _given(session: Session, workspace_id: int, request_key: str) -> Answer | None:
    query = select(Answer).where(Answer.workspace_id == workspace_id, Answer.request_key == request_key)
    return session.exec(query).first()


def _newest(session: Session, membership: Membership) -> Answer | None:
    newest = select(Answer).where(Answer.membership_id == membership.key).order_by(col(Answer.id).desc())
    return session.exec(newest.limit(1)).first()


def _said_already(
    session: Session,
    scope: Scope,
    membership: Membership,
    confidences: Mapping[Role, int],
    press: Press,
    check_in: CheckIn | None,
) -> Answer | None:
    """Return the answer in force if it says just this in this poll, or since the poll it was shown with closed.

    A second click on a button that Slack has not redrawn yet adds nothing.
    """
    newest = _newest(session, membership)
    if newest is None or newest.confidences != dict(confidences):
        return None
    if check_in is not None:
        is_in = check_in.state is CheckInState.ANSWERED and check_in.answer_id == newest.key
        return newest if is_in else None
    closed_at = _closed_at(session, scope, press.poll_id)
    return newest if closed_at is not None and newest.answered_at >= closed_at else None


def _store(
    session: Session,
    scope: Scope,
    membership: Membership,
    confidences: Mapping[Role, int],
    press: Press,
    check_in: CheckIn | None,
    now: datetime,
) -> Answer:
    touched = project_ids_of(session, scope.workspace_id, [scope.person_id], now=now)
    answer = Answer(
        workspace_id=scope.workspace_id,
        membership_id=membership.key,
        answered_at=now,
        request_key=press.request_key,
        **{role.value: confidence for role, confidence in confidences.items()},
    )
    with recomputing(
        session, scope.workspace_id, touched, _change(session, membership.project_id, touched), now=now
    ):
        session.add(answer)
    if check_in is not None:
        check_in.answer_id = answer.key
        _respond(session, check_in, CheckInState.ANSWERED, now)
    return answer


def _change(session: Session, project_id: int, touched: set[int]) -> Change:
    """Hats told in a project's first poll are old news elsewhere: they were worn before anyone asked."""
    elsewhere = frozenset(touched - {project_id})
    if elsewhere and load_reference(session, project_id) is None and open_poll_of(session, project_id):
        return Change(Occasion.ANSWER, quiet_in=elsewhere)
    return Change(Occasion.ANSWER)


def _respond(session: Session, check_in: CheckIn, state: CheckInState, now: datetime) -> None:
    check_in.state, check_in.responded_at = state, now
    session.add(check_in)
    session.flush()
    poll = get(session, Poll, check_in.workspace_id, check_in.poll_id)
    project = get(session, Project, check_in.workspace_id, poll.project_id)
    waiting.close_early_if_all_in(session, project, poll, now=now)
    outbox.refresh(session, check_in.workspace_id, poll_figures.key_of(poll.key), now=now)


def _show(session: Session, scope: Scope, press: Press, check_in: CheckIn | None, now: datetime) -> None:
    """Bring the messages of the open check-in up to date, and of the poll pressed in, which may have closed."""
    shown = [check_in] if check_in is not None else []
    if press.poll_id is not None and (check_in is None or check_in.poll_id != press.poll_id):
        pressed = check_in_of(session, scope, press.poll_id)
        shown += [pressed] if pressed is not None else []
    for each in shown:
        prompts.refresh(session, each, replaced_ts=press.replaces_ts, grace=PRESS_GRACE, now=now)


def _closed_at(session: Session, scope: Scope, poll_id: int | None) -> datetime | None:
    poll = find(session, Poll, scope.workspace_id, poll_id) if poll_id is not None else None
    return poll.closed_at if poll is not None else None
