"""What an answer would make of its project, computed from what its giver may see, and never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.coverage import Claim, count_hats, focus
from bot.domain.errors import NotAMember
from bot.domain.what_if import News, WhatTheChannelKnows, news_of, with_hypothetical_answer
from bot.services.drops import live_drop_of
from bot.services.facts import load_facts
from bot.services.poll_figures import open_poll_of
from bot.services.ports.asking import WhatIfView
from bot.services.readings import load_reference
from bot.services.standing import shown_as_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlmodel import Session

    from bot.domain.drops import Drop
    from bot.domain.roles import Role, Strengths
    from bot.services.facts import MemberFacts
    from bot.services.scope import Scope
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
    news, drop = _news(session, project, before, after)
    hats = coverage.hats[scope.person_id]
    return WhatIfView(
        project_name=project.name,
        stage=project.stage,
        before=before if shown.has_answers else None,
        after=after,
        hats=hats,
        focus=focus(hats, coverage.hat_cost),
        news=news,
        fallen=drop.roles if drop else (),
        poll_is_open=poll is not None,
        settle_minutes=project.settle_minutes,
        away_until=member.away.until_on if member.suspended and member.away else None,
    )


def _hats_here(member: MemberFacts) -> int:
    return count_hats(member.counted_claims)[member.membership.person_id]


def _news(
    session: Session, project: Project, before: Strengths, after: Strengths
) -> tuple[News, Drop | None]:
    reference = load_reference(session, project.key)
    if reference is None:
        return News.NOTHING, None
    row = live_drop_of(session, project)
    live = row.live if row is not None and row.recovered_at is None else None
    return news_of(before, after, WhatTheChannelKnows(reference, live, project.thresholds, project.stage))
