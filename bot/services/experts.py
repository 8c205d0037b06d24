"""Domain experts: a project without one is told so in time, and its leads are asked who could be it.

"They need to be present at the beginning", and that knowledge cannot be hired from outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.rights import Action
from bot.domain.roles import Role
from bot.services import drops, leads, outbox
from bot.services.belonging import project_for
from bot.services.facts import facts_of
from bot.services.poll_figures import open_poll_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.scope import Scope
    from models.projects import Project


def check(session: Session, workspace_id: int, due: Iterable[Project], *, now: datetime) -> None:
    """Tell a project's channel, once, on its fifth day, that nobody covers the domain.

    An open poll is waited for: nothing of it is shown, and it may bring the answer.
    """
    for project in due:
        poll = open_poll_of(session, project.key)
        project.expert_check_at = poll.closes_at if poll else None
        session.add(project)
        if poll is None and is_missing(session, project, now=now) and not _is_told(session, project):
            owed = outbox.Owed(
                key=f"expert_missing:{project.key}",
                kind=outbox.Kind.EXPERT_MISSING,
                subject_id=project.key,
                recipient=drops.home_channel(session, project),
                not_before=project.working_time.next_instant(now),
            )
            outbox.owe(session, workspace_id, owed, now=now)


def is_missing(session: Session, project: Project, *, now: datetime) -> bool:
    """Whether nobody covers the domain."""
    facts = facts_of(session, project, now=now)
    return facts.coverage.strength(Role.DOMAIN_EXPERT) == 0


def _is_told(session: Session, project: Project) -> bool:
    """Whether the live summary is about the domain expert already."""
    live = drops.live_drop_of(session, project)
    told = drops.fallen_of(live.fallen) if live else ()
    return any(each.role is Role.DOMAIN_EXPERT for each in told)


def ask_leads(
    session: Session, scope: Scope, project_id: int, *, acted_in: str | None, now: datetime
) -> leads.Asked:
    """Owe the leads the question who knows the domain, but not the lead who asks; once a day, whoever presses.

    Raises UnknownProject, ProjectArchived.
    """
    project = project_for(session, scope, project_id, Action.SEE, acted_in=acted_in)
    wish = leads.Wish(outbox.Kind.NAME_AN_EXPERT, f"name_an_expert:{project.key}:{now.date()}")
    return leads.ask(session, scope, project, wish, now=now)
