"""The private word before silence ends a claim: to its owner and to the leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.standing import would_lapse_next
from bot.services import outbox
from bot.services.belonging import leads_of
from bot.services.facts import facts_of
from bot.services.telling import Notice, tell_at_work
from bot.services.vouching import latest_vouch
from models.workspaces import Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.facts import MemberFacts
    from models.projects import Project


def warn(session: Session, project: Project, *, now: datetime) -> None:
    """Owe the warnings for claims that the next silent poll would end; once per answer or lead's word."""
    facts = facts_of(session, project, now=now)
    for member in facts.members:
        if member.counted_claims and would_lapse_next(member.silence, project.lapse_after):
            _owe_warnings(session, project, member, now)


def _owe_warnings(session: Session, project: Project, member: MemberFacts, now: datetime) -> None:
    owner = session.get_one(Person, member.membership.person_id)
    leads = [lead for lead in leads_of(session, project) if lead.key != owner.key]
    about = f"{member.membership.key}:{_in_doubt_since(session, member)}"
    for kind, people in (
        (outbox.Kind.LAPSE_WARNING_OWNER, [owner]),
        (outbox.Kind.LAPSE_WARNING_LEAD, leads),
    ):
        notice = Notice(f"{kind}:{about}", kind, member.membership.key)
        tell_at_work(session, project, people, notice, now=now)


def _in_doubt_since(session: Session, member: MemberFacts) -> datetime | None:
    vouched = latest_vouch(session, member.membership)
    return max((at for at in (member.answered_at, vouched and vouched.vouched_at) if at), default=None)
