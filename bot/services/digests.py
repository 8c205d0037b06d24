"""The weekly digest of a project that wishes one: posted when something changed, by function.

When a specialist goes home, or should have, is said to those it concerns and never here (`return_notices`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.roles import Strengths
from bot.services import drops, outbox
from bot.services.poll_figures import open_poll_of
from bot.services.ports.digests import DigestView
from bot.services.standing import shown_as_of
from bot.services.trends import history
from models.keys import strength_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlmodel import Session

    from models.projects import Project

WEEK = timedelta(days=7)


def post_due(session: Session, workspace_id: int, due: Iterable[Project], *, now: datetime) -> None:
    """Owe each of these projects its digest, once however many weeks were missed; none where nothing happened."""
    for project in due:
        project.digest_at = project.weekly.next_due(now)
        session.add(project)
        before, after = _standings(session, project, now)
        if after is not None and before != after:
            owed = _owed(session, project, before or after, after, now)
            outbox.owe(session, workspace_id, owed, now=now)


def _standings(
    session: Session, project: Project, now: datetime
) -> tuple[Strengths | None, Strengths | None]:
    """Return the standings shown a week ago and now; None before the first."""
    points = history(session, project, as_of=shown_as_of(open_poll_of(session, project.key), now))
    earlier = [point for point in points if point.at <= now - WEEK]
    return (earlier[-1].strengths if earlier else None), (points[-1].strengths if points else None)


def _owed(
    session: Session, project: Project, before: Strengths, after: Strengths, now: datetime
) -> outbox.Owed:
    return outbox.Owed(
        key=f"digest:{project.key}:{now.isoformat()}",
        kind=outbox.Kind.DIGEST,
        subject_id=project.key,
        recipient=drops.home_channel(session, project),
        details={"before": strength_values(before), "after": strength_values(after)},
        not_before=project.working_time.next_instant(now),
    )


def digest_view(session: Session, project: Project, details: Mapping[str, Any]) -> DigestView:
    """Return a digest as it is posted: what changed as it was when it was owed, polls as they are now."""
    poll = open_poll_of(session, project.key)
    return DigestView(
        project_id=project.key,
        project_name=project.name,
        stage=project.stage,
        before=Strengths(**details["before"]),
        after=Strengths(**details["after"]),
        poll_closes_at=poll.closes_at if poll else None,
        next_poll_at=project.next_poll_at,
    )
