"""Which projects a command means: by name, by the channel it was typed in, or the person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.errors import NotAllowed
from bot.domain.rights import Action, may
from bot.services.belonging import actor_of, subjects_of
from models.projects import Lead, Membership, Project
from models.workspaces import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session
    from sqlmodel.sql.expression import SelectOfScalar

    from bot.services.scope import Scope

# Phones turn straight quotes into these while one types.
_STRAIGHT = str.maketrans("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u201b", '""""""\'\'\'\'')


def folded(name: str) -> str:
    """Return a name as it is compared: whatever its case, its kind of quotes, and quotes around it."""
    return name.translate(_STRAIGHT).strip("\"' ").casefold()


def own_projects(session: Session, scope: Scope, *, name: str = "") -> list[Project]:
    """Return the projects the acting person is a member of, by name; only those so called when one is given."""
    query = (
        select(Project)
        .join(Membership, col(Membership.project_id) == col(Project.id))
        .where(Membership.person_id == scope.person_id, col(Membership.left_at).is_(None))
        .order_by(col(Project.name))
    )
    own = session.exec(query).all()
    return _named(own, name) if name else list(own)


def projects_at_hand(session: Session, scope: Scope, *, acted_in: str | None, name: str) -> list[Project]:
    """Return the projects a command may mean, those of the channel first choice.

    With a name: the ones so called (or, failing that, beginning so). Without: those of the channel it was typed
    in, else the person's own, else all they may see.
    """
    return _meant(session, scope, _allowed(session, scope, Action.SEE, acted_in), acted_in, name)


def projects_to_lead(session: Session, scope: Scope, *, acted_in: str | None, name: str) -> list[Project]:
    """Return the projects a command for leads may mean, likewise, those that the acting person may run.

    Raises NotAllowed when it means only projects that others lead.
    """
    found = _meant(session, scope, _allowed(session, scope, Action.LEAD, acted_in), acted_in, name)
    seen = projects_at_hand(session, scope, acted_in=acted_in, name=name)
    means_this_channel = not name and any(_is_here(session, project, acted_in) for project in seen)
    if means_this_channel:
        found = [project for project in found if _is_here(session, project, acted_in)]
    if not found and (name or means_this_channel) and seen:
        raise NotAllowed(action=Action.LEAD)
    return found


def archived_project(session: Session, scope: Scope, *, acted_in: str | None, name: str) -> Project | None:
    """Return the archived project that is so called in full, where no other in use is, if one may see it.

    Of several, one that was at home in the channel or that the acting person leads is meant first.
    """
    if _called(_allowed(session, scope, Action.SEE, acted_in), name):
        return None
    archived = session.exec(_of_workspace(scope).where(col(Project.archived_at).is_not(None))).all()
    seen = _permitted(session, scope, Action.SEE, acted_in, _called(archived, name))
    led = _permitted(session, scope, Action.LEAD, acted_in, seen)
    here = [project for project in seen if _is_here(session, project, acted_in)]
    return next(iter([*here, *led, *seen]), None)


def _allowed(session: Session, scope: Scope, action: Action, acted_in: str | None) -> list[Project]:
    in_use = session.exec(_of_workspace(scope).where(col(Project.archived_at).is_(None))).all()
    return _permitted(session, scope, action, acted_in, in_use)


def _of_workspace(scope: Scope) -> SelectOfScalar[Project]:
    return select(Project).where(Project.workspace_id == scope.workspace_id).order_by(col(Project.name))


def _permitted(
    session: Session, scope: Scope, action: Action, acted_in: str | None, projects: Sequence[Project]
) -> list[Project]:
    actor, subjects = actor_of(session, scope), subjects_of(session, projects, acted_in=acted_in)
    return [project for project in projects if may(actor, action, subjects[project.key])]


def _meant(
    session: Session, scope: Scope, projects: list[Project], acted_in: str | None, name: str
) -> list[Project]:
    if name:
        return _named(projects, name)
    here = [project for project in projects if _is_here(session, project, acted_in)]
    own = {project.key for project in own_projects(session, scope)}
    leading = set(session.exec(select(Lead.project_id).where(Lead.person_id == scope.person_id)))
    return here or [project for project in projects if project.key in own | leading] or projects


def _is_here(session: Session, project: Project, acted_in: str | None) -> bool:
    return session.get_one(Channel, project.channel_id).slack_channel_id == acted_in


def _named(projects: Sequence[Project], name: str) -> list[Project]:
    begun = [project for project in projects if folded(project.name).startswith(folded(name))]
    return _called(projects, name) or begun


def _called(projects: Sequence[Project], name: str) -> list[Project]:
    return [project for project in projects if folded(project.name) == folded(name)]
