"""Read models of what a person is asked: prompts, reminders, check-in forms, receipts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.coverage import risk_hat
from bot.domain.errors import NotAMember
from bot.domain.polls import CheckInState
from bot.domain.standing import Standing
from bot.services.answers import check_in_of
from bot.services.belonging import current_membership
from bot.services.facts import facts_of, load_facts, load_own_facts, project_ids_of
from bot.services.namesakes import names_of, told_apart
from bot.services.poll_figures import missed_before, open_poll_of
from bot.services.ports.asking import (
    AnswerTaken,
    CheckInForm,
    CheckInView,
    HowOftenView,
    LapseWarning,
    PromptView,
    ReminderView,
)
from bot.services.rows import find, get
from bot.services.shown_check_ins import check_in_views, own_claims
from models.polls import CheckIn, Poll
from models.projects import Membership, Project
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.services.answers import Recorded
    from bot.services.facts import ProjectFacts
    from bot.services.ports.portfolio import ProjectName
    from bot.services.scope import Scope


def prompt_views(
    session: Session, workspace_id: int, prompt_ids: Iterable[int], *, now: datetime
) -> dict[int, PromptView]:
    """Return prompts with all their check-ins as they stand, by id, in a fixed number of queries."""
    wanted = set(prompt_ids)
    check_ins = _check_ins(session, workspace_id, col(CheckIn.prompt_id).in_(wanted))
    own = load_own_facts(session, workspace_id, {each.person_id for each in check_ins}, now=now)
    views: dict[int | None, list[CheckInView]] = defaultdict(list)
    shown = check_in_views(session, workspace_id, check_ins, own=own, now=now)
    for check_in, view in zip(check_ins, shown, strict=True):
        views[check_in.prompt_id].append(view)
    owners = {check_in.prompt_id: check_in.person_id for check_in in check_ins}
    risks = {key: risk_in(session, own, person_id) for key, person_id in owners.items()}
    return {key: PromptView(told_apart(views[key]), risks.get(key)) for key in wanted}


def reminder_views(
    session: Session, workspace_id: int, message_ids: Iterable[int], *, now: datetime
) -> dict[int, ReminderView]:
    """Return the check-ins that messages remind of, by message, likewise; none for whoever is away."""
    wanted = set(message_ids)
    views: dict[int | None, list[CheckInView]] = defaultdict(list)
    for check_in, view in _reminded_of(session, workspace_id, wanted, now):
        views[check_in.reminder_id].append(view)
    return {key: ReminderView(told_apart(views[key])) for key in wanted}


def _reminded_of(
    session: Session, workspace_id: int, message_ids: set[int], now: datetime
) -> list[tuple[CheckIn, CheckInView]]:
    check_ins = _check_ins(session, workspace_id, col(CheckIn.reminder_id).in_(message_ids))
    shown = check_in_views(session, workspace_id, check_ins, now=now)
    return [pair for pair in zip(check_ins, shown, strict=True) if not pair[1].is_away]


def _check_ins(session: Session, workspace_id: int, which: ColumnElement[bool]) -> Sequence[CheckIn]:
    query = select(CheckIn).where(CheckIn.workspace_id == workspace_id, which)
    return session.exec(query.order_by(col(CheckIn.id))).all()


def nudge_view(session: Session, workspace_id: int, reminder_id: int, *, now: datetime) -> ReminderView:
    """Return of the check-ins that a reminder was about those that were missed in the poll before as well."""
    reminded = _reminded_of(session, workspace_id, {reminder_id}, now)
    missed = [view for check_in, view in reminded if _was_missed_before(session, check_in)]
    return ReminderView(told_apart(missed))


def _was_missed_before(session: Session, check_in: CheckIn) -> bool:
    poll = get(session, Poll, check_in.workspace_id, check_in.poll_id)
    return check_in.person_id in missed_before(session, poll)


def risk_in(
    session: Session, facts: Mapping[int, ProjectFacts], person_id: int
) -> tuple[Role, ProjectName] | None:
    """Return a person's risk hat over all their projects, whose facts are at hand, and where it is worn."""
    own = [found for _, found in sorted(facts.items()) if person_id in found.by_person]
    worn = [(claim, each.project.key) for each in own for claim in each.by_person[person_id].counted_claims]
    risk = risk_hat([claim for claim, _ in worn])
    where = next((project_id for claim, project_id in worn if claim is risk), None)
    if risk is None or where is None:
        return None
    return risk.role, names_of(session, (found.project for found in own))[where]


def check_in_form(
    session: Session,
    scope: Scope,
    project_id: int,
    *,
    pressed_poll_id: int | None = None,
    on_top: Mapping[Role, int] | None = None,
    now: datetime,
) -> CheckInForm:
    """Return the check-in modal for the acting person: their answer in force, with some roles put on top.

    `pressed_poll_id` is the poll whose button was pressed. Raises NotAMember.
    """
    facts = load_facts(session, scope.workspace_id, [project_id], now=now).get(project_id)
    member = facts.member(scope.person_id) if facts else None
    if facts is None or member is None:
        raise NotAMember
    poll = open_poll_of(session, project_id)
    pressed = (
        find(session, Poll, scope.workspace_id, pressed_poll_id) if pressed_poll_id is not None else poll
    )
    check_in = check_in_of(session, scope, pressed.key) if pressed is not None else None
    return CheckInForm(
        project_id=project_id,
        project_name=facts.project.name,
        confidences=_at_least(member.confidences or {}, on_top or {}),
        poll_id=pressed.key if pressed is not None else None,
        prompt_id=check_in.prompt_id if check_in is not None else None,
        poll_has_closed=pressed is not None and poll is None,
    )


def _at_least(stated: Mapping[Role, int], wanted: Mapping[Role, int]) -> dict[Role, int]:
    return {**stated, **{role: max(least, stated.get(role, 0)) for role, least in wanted.items()}}


def answer_taken(
    session: Session, scope: Scope, project_id: int, recorded: Recorded, *, now: datetime
) -> AnswerTaken:
    """Return what an answer came to, for its owner alone."""
    project_ids = project_ids_of(session, scope.workspace_id, [scope.person_id], now=now) | {project_id}
    facts = load_facts(session, scope.workspace_id, project_ids, now=now)
    here = facts[project_id]
    member = here.member(scope.person_id)
    return AnswerTaken(
        project_id=project_id,
        project_name=here.project.name,
        own=(own_claims(here, member) or ()) if member else (),
        risk_hat=risk_in(session, facts, scope.person_id),
        poll_closed_before=recorded.poll_closed_before,
    )


def how_often_view(session: Session, scope: Scope, project_id: int) -> HowOftenView:
    """Return how often the acting person is asked about a project; raises NotAMember."""
    membership = current_membership(session, project_id, scope.person_id)
    if membership is None or membership.workspace_id != scope.workspace_id:
        raise NotAMember
    project = get(session, Project, scope.workspace_id, project_id)
    return HowOftenView(project_id, project.name, membership.how_often, project.lapse_after)


def lapse_warning(
    session: Session, workspace_id: int, membership_id: int, *, now: datetime
) -> LapseWarning | None:
    """Return the warning before a claim lapses; None once it was confirmed or its owner has left."""
    membership = get(session, Membership, workspace_id, membership_id)
    project = get(session, Project, workspace_id, membership.project_id)
    facts = facts_of(session, project, now=now)
    member = facts.member(membership.person_id)
    if member is None or member.standing is Standing.CURRENT or member.answered_at is None:
        return None
    return LapseWarning(
        membership_id=membership.key,
        project_id=project.key,
        project_name=project.name,
        slack_user_id=get(session, Person, workspace_id, membership.person_id).slack_user_id,
        roles=tuple(claim.role for claim in member.claims),
        silent_polls=member.silence.counting,
        confirmed_at=member.answered_at,
    )


def waiting_of(session: Session, scope: Scope) -> list[CheckIn]:
    """Return the acting person's check-ins that wait in open polls."""
    query = (
        select(CheckIn)
        .join(Poll, col(Poll.id) == col(CheckIn.poll_id))
        .where(
            CheckIn.person_id == scope.person_id,
            CheckIn.state == CheckInState.ASKED,
            col(Poll.closed_at).is_(None),
        )
    )
    return list(session.exec(query.order_by(col(CheckIn.id))))


def is_member(session: Session, scope: Scope, project_id: int) -> bool:
    """Whether the acting person is a member of a project."""
    return current_membership(session, project_id, scope.person_id) is not None
