"""What a person may take away, and that it is owed to them: it is sent as files, by direct message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.rights import Action
from bot.services import outbox, seconded
from bot.services.belonging import project_for
from bot.services.poll_figures import count_in, open_poll_of
from bot.services.ports.export import (
    ExportedPoll,
    ExportedSecondment,
    OwnAnswer,
    OwnExport,
    ProjectExport,
)
from bot.services.rows import get
from bot.services.standing import shown_as_of
from bot.services.trends import history, marks, trend_view
from models.polls import Poll
from models.projects import Answer, Membership, Project
from models.secondments import Secondment
from models.workspaces import Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.scope import Scope


def owe_project(
    session: Session,
    scope: Scope,
    project_id: int,
    *,
    acted_in: str | None,
    request_key: str,
    now: datetime,
) -> Project:
    """Owe the acting person the export of a project they may see; raises UnknownProject.

    A request delivered twice is one export.
    """
    project = project_for(session, scope, project_id, Action.SEE, acted_in=acted_in)
    kind, details = outbox.Kind.EXPORT, {"acted_in": acted_in}
    _owe(session, scope, kind, project.key, request_key, details, now)
    return project


def owe_own(session: Session, scope: Scope, *, request_key: str, now: datetime) -> None:
    """Owe the acting person their own answers, likewise."""
    _owe(session, scope, outbox.Kind.EXPORT_OWN, scope.person_id, request_key, {}, now)


def _owe(
    session: Session,
    scope: Scope,
    kind: outbox.Kind,
    subject_id: int,
    request_key: str,
    details: dict[str, str | None],
    now: datetime,
) -> None:
    owed = outbox.Owed(
        key=f"{kind}:{request_key}",
        kind=kind,
        subject_id=subject_id,
        recipient=get(session, Person, scope.workspace_id, scope.person_id).slack_user_id,
        details=dict(details),
    )
    outbox.owe(session, scope.workspace_id, owed, now=now)


def project_export(
    session: Session, scope: Scope, project_id: int, *, acted_in: str | None, now: datetime
) -> ProjectExport:
    """Return a project by function for the acting person; raises UnknownProject when they may not see it."""
    project = project_for(session, scope, project_id, Action.SEE, acted_in=acted_in)
    as_of = shown_as_of(open_poll_of(session, project.key), now)
    return ProjectExport(
        name=project.name,
        stage=project.stage,
        zone=project.zone,
        exported_at=now,
        standings=tuple(history(session, project, as_of=as_of)),
        polls=_polls(session, project),
        secondments=_secondments(session, project),
        marks=tuple(marks(session, project, as_of=as_of, now=now)),
        trend=trend_view(session, project, now=now),
    )


def _polls(session: Session, project: Project) -> tuple[ExportedPoll, ...]:
    query = select(Poll).where(Poll.project_id == project.key).order_by(col(Poll.id))
    found = []
    for poll in session.exec(query).all():
        is_in, asked = count_in(session, poll.key)
        found.append(ExportedPoll(poll.opened_at, poll.closed_at, asked, is_in))
    return tuple(found)


def _secondments(session: Session, project: Project) -> tuple[ExportedSecondment, ...]:
    query = select(Secondment).where(Secondment.project_id == project.key).order_by(col(Secondment.id))
    return tuple(
        ExportedSecondment(
            roles=seconded.roles_of(session, row),
            home=row.home,
            objective=row.objective,
            state=row.state,
            starts_on=row.starts_on,
            returns_on=row.returns_on,
            met_at=row.met_at,
            ended_at=row.ended_at,
            ceiling_at_start=row.ceiling_at_start,
            ceiling_when_met=row.ceiling_when_met,
        )
        for row in session.exec(query).all()
    )


def own_export(session: Session, scope: Scope, *, now: datetime) -> OwnExport:
    """Return everything the acting person ever answered, in whatever projects."""
    query = (
        select(Answer, Project.name)
        .join(Membership, col(Membership.id) == col(Answer.membership_id))
        .join(Project, col(Project.id) == col(Membership.project_id))
        .where(Membership.workspace_id == scope.workspace_id, Membership.person_id == scope.person_id)
        .order_by(col(Answer.id))
    )
    return OwnExport(
        zone=get(session, Person, scope.workspace_id, scope.person_id).zone,
        exported_at=now,
        answers=tuple(
            OwnAnswer(answer.answered_at, name, answer.confidences) for answer, name in session.exec(query)
        ),
    )
