"""What an answer would make of its project, computed from what its giver may see, and never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.coverage import Claim, count_hats, focus
from bot.domain.errors import NotAMember
from bot.domain.what_if import News, Told, WhatTheChannelKnows, news_of, with_hypothetical_answer
from bot.services import drops
from bot.services.facts import load_facts
from bot.services.poll_figures import open_poll_of
from bot.services.ports.asking import WhatIfView
from bot.services.readings import load_reference
from bot.services.standing import shown_as_of
from bot.services.vacancies import accepted_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.roles import Role, Strengths
    from bot.services.facts import MemberFacts
    from bot.services.scope import Scope
    from models.polls import Poll
    from models.projects import Project


def what_if(
    session: Session, scope: Scope, project_id: int, confidences: Mapping[Role, int], *, now: datetime
) -> WhatIfView:
    """Return what an answer of the acting person would change of the standing they see; raises NotAMember.

    While a poll is open that standing is the one from before it: what others have answered since stays theirs.
    """
    facts = load_facts(session, scope.workspace_id, [project_id], now=now).get(project_id)
    member = facts.member(scope.person_id) if facts else None
    if facts is None or member is None:
        raise NotAMember
    project, poll = facts.project, open_poll_of(session, project_id)
    as_of = shown_as_of(poll, now)
    shown = load_facts(session, scope.workspace_id, [project_id], now=as_of)[project_id] if poll else facts
    claims = [Claim(scope.person_id, role, stated) for role, stated in confidences.items()]
    elsewhere = facts.coverage.hats.get(scope.person_id, 0) - _hats_here(member)
    coverage = with_hypothetical_answer(
        shown.coverage, scope.person_id, () if member.suspended else claims, hats_elsewhere=elsewhere
    )
    before, after = shown.coverage.strengths, coverage.strengths
    told = _told(session, project, before, after, now)
    hats = coverage.hats[scope.person_id]
    return WhatIfView(
        project_name=project.name,
        stage=project.stage,
        before=before if shown.has_answers else None,
        after=after,
        hats=hats,
        focus=focus(hats, coverage.hat_cost),
        news=told.news,
        fallen=told.drop.roles if told.drop else (),
        leads_hear_of=told.decisive,
        poll_is_open=poll is not None,
        settle_minutes=project.settle_minutes,
        waits_until=_waits_until(project, poll, now),
        away_until=member.away.until_on if member.suspended and member.away else None,
    )


def _hats_here(member: MemberFacts) -> int:
    return count_hats(member.counted_claims)[member.membership.person_id]


def _told(session: Session, project: Project, before: Strengths, after: Strengths, now: datetime) -> Told:
    reference = load_reference(session, project.key)
    if reference is None or project.is_paused:
        return Told(News.NOTHING)
    row = drops.live_drop_of(session, project)
    live = row if row is not None and not row.live.is_over(now) else None
    known = WhatTheChannelKnows(
        reference,
        project.thresholds,
        project.stage,
        accepted=frozenset(accepted_in(session, project, as_of=now)),
        live=live.live if live else None,
        is_read=live is not None and drops.is_said(session, live),
        is_recovered=live is not None and live.recovered_at is not None,
    )
    return news_of(before, after, known)


def _waits_until(project: Project, poll: Poll | None, now: datetime) -> datetime | None:
    """Return until when what has settled waits for working hours; None where it is told as it settles."""
    settles_at = poll.closes_at if poll else now + project.settle
    told_at = project.working_time.next_instant(settles_at)
    return told_at if told_at != settles_at else None
