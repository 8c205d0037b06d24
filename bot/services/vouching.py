"""A lead passes a member's word on: "Ana says she still covers it". Ana hears of it, and can take it back.

What was vouched for is not confirmed by it; only the silence before it no longer ends the claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.causes import Occasion
from bot.domain.errors import NothingToUndo, NothingToVouchFor, OwnerTookItBack
from bot.domain.rights import Action
from bot.domain.standing import Standing
from bot.services import outbox
from bot.services.belonging import project_for
from bot.services.facts import load_facts, project_ids_of
from bot.services.ports.asking import VouchView
from bot.services.readings import Change, recomputing
from bot.services.rows import find, get
from bot.services.telling import Notice, tell_at_work
from models.projects import Membership, Project
from models.vouches import Vouch
from models.workspaces import Person

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.facts import MemberFacts
    from bot.services.scope import Scope


def vouch(session: Session, scope: Scope, membership_id: int, *, now: datetime) -> VouchView:
    """Record that a member still covers what they claimed; what nobody doubts any more is left as it is.

    Raises NotAllowed, OwnerTookItBack, and NothingToVouchFor when a member has left or answered meanwhile.
    """
    membership = find(session, Membership, scope.workspace_id, membership_id)
    if membership is None:
        raise NothingToVouchFor
    project = project_for(session, scope, membership.project_id, Action.LEAD)
    member = _facts(session, membership, now)
    if member is None or not member.claims or member.standing is Standing.CURRENT:
        raise NothingToVouchFor
    latest = _since_the_answer(session, member)
    if latest is not None and latest.undone_at is not None:
        raise OwnerTookItBack
    if latest is None or member.silence.counting:
        latest = _store(session, scope, project, membership, now)
    return vouch_view(session, scope.workspace_id, latest.key, now=now)


def _since_the_answer(session: Session, member: MemberFacts) -> Vouch | None:
    latest = latest_vouch(session, member.membership)
    is_newer = (
        latest is not None and member.answered_at is not None and latest.vouched_at >= member.answered_at
    )
    return latest if is_newer else None


def _store(session: Session, scope: Scope, project: Project, membership: Membership, now: datetime) -> Vouch:
    row = Vouch(
        workspace_id=scope.workspace_id,
        membership_id=membership.key,
        vouched_by_id=scope.person_id,
        vouched_at=now,
    )
    with _recomputing(session, membership, now):
        session.add(row)
    owner = get(session, Person, scope.workspace_id, membership.person_id)
    notice = Notice(f"vouch:{row.key}", outbox.Kind.VOUCHED, membership.key, {"vouch": row.key})
    tell_at_work(session, project, [owner], notice, now=now)
    return row


def take_back(session: Session, scope: Scope, vouch_id: int, *, now: datetime) -> VouchView:
    """Undo what a lead vouched for the acting person; a second time changes nothing. Raises NothingToUndo."""
    row = find(session, Vouch, scope.workspace_id, vouch_id)
    membership = get(session, Membership, scope.workspace_id, row.membership_id) if row else None
    if row is None or membership is None or membership.person_id != scope.person_id:
        raise NothingToUndo
    if row.undone_at is None:
        with _recomputing(session, membership, now):
            row.undone_at = now
            session.add(row)
    return vouch_view(session, scope.workspace_id, row.key, now=now)


def latest_vouch(session: Session, membership: Membership) -> Vouch | None:
    """Return what was last vouched for a member, taken back or not."""
    query = select(Vouch).where(Vouch.membership_id == membership.key).order_by(col(Vouch.id).desc())
    return session.exec(query).first()


def vouch_view(session: Session, workspace_id: int, vouch_id: int, *, now: datetime) -> VouchView:
    """Return what a lead vouched for, as its owner and the lead are told."""
    row = get(session, Vouch, workspace_id, vouch_id)
    membership = get(session, Membership, workspace_id, row.membership_id)
    member = _facts(session, membership, now)
    return VouchView(
        vouch_id=row.key,
        project_id=membership.project_id,
        project_name=get(session, Project, workspace_id, membership.project_id).name,
        slack_user_id=get(session, Person, workspace_id, membership.person_id).slack_user_id,
        vouched_by=get(session, Person, workspace_id, row.vouched_by_id).slack_user_id,
        roles=tuple(claim.role for claim in member.claims) if member else (),
        is_undone=row.undone_at is not None,
    )


def _facts(session: Session, membership: Membership, now: datetime) -> MemberFacts | None:
    facts = load_facts(session, membership.workspace_id, [membership.project_id], now=now)
    return facts[membership.project_id].member(membership.person_id)


def _recomputing(session: Session, membership: Membership, now: datetime) -> AbstractContextManager[None]:
    workspace_id = membership.workspace_id
    touched = project_ids_of(session, workspace_id, [membership.person_id], now=now)
    return recomputing(session, workspace_id, touched, Change(Occasion.ANSWER), now=now)
