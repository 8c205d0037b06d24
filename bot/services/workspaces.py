"""What is set for a whole workspace, by its admins: what each further hat costs whoever wears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain.causes import Occasion
from bot.domain.errors import NotAnAdmin
from bot.domain.rights import Action, Subject
from bot.services import changes
from bot.services.belonging import may_act
from bot.services.readings import Change, recomputing
from models.projects import Project
from models.workspaces import Workspace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.scope import Scope


def may_set_up(session: Session, scope: Scope) -> bool:
    """Whether the acting person may change what holds in the whole workspace."""
    return may_act(session, scope, Action.SET_UP_WORKSPACE, Subject())


def hat_cost_of(session: Session, scope: Scope) -> int:
    """Return what each further hat costs, in percent, to whom it is to change; raises NotAnAdmin."""
    if not may_set_up(session, scope):
        raise NotAnAdmin
    return session.get_one(Workspace, scope.workspace_id).hat_cost


def change_hat_cost(session: Session, scope: Scope, hat_cost: int, *, now: datetime) -> None:
    """Change what each further hat costs, 0 to 50 percent; what that does to any strength is no news.

    Raises NotAnAdmin.
    """
    before = hat_cost_of(session, scope)
    if hat_cost == before:
        return
    in_use = select(Project.id).where(
        Project.workspace_id == scope.workspace_id, col(Project.archived_at).is_(None)
    )
    ids = [project_id for project_id in session.exec(in_use) if project_id is not None]
    with recomputing(session, scope.workspace_id, ids, Change(Occasion.SETTINGS, is_quiet=True), now=now):
        workspace = session.get_one(Workspace, scope.workspace_id)
        workspace.hat_cost = hat_cost
        session.add(workspace)
    changes.note(session, scope, ids, {"hat_cost": [before, hat_cost]}, now=now)
