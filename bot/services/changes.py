"""Who changed what of a project: noted where it is changed, whatever it is, and shown in its settings."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from bot.services.ports.changes import ChangeView
from bot.services.showing import project_settings
from models.changes import SettingsChange
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.scope import Scope
    from models.projects import Project

LATEST = 5


@contextmanager
def noting(session: Session, scope: Scope, project: Project, *, now: datetime) -> Iterator[None]:
    """Store what the acting person changes of a project inside; nothing, if all is as it was."""
    before = _things(session, project)
    yield
    session.flush()
    after = _things(session, project)
    what = {name: [before[name], after[name]] for name in after if after[name] != before[name]}
    if what:
        note(session, scope, [project.key], what, now=now)


def note(
    session: Session, scope: Scope, project_ids: Iterable[int], what: dict[str, list[Any]], *, now: datetime
) -> None:
    """Store that the acting person changed something in each of some projects, as [before, after]."""
    session.add_all(
        SettingsChange(
            workspace_id=scope.workspace_id,
            project_id=project_id,
            changed_by_id=scope.person_id,
            changed_at=now,
            what=what,
        )
        for project_id in project_ids
    )


def latest(session: Session, project: Project) -> tuple[ChangeView, ...]:
    """Return the latest changes of a project, the newest first."""
    query = (
        select(SettingsChange, Person.slack_user_id)
        .join(Person, col(Person.id) == col(SettingsChange.changed_by_id))
        .where(SettingsChange.project_id == project.key)
        .order_by(col(SettingsChange.id).desc())
        .limit(LATEST)
    )
    return tuple(
        ChangeView(changed_by, row.changed_at, {name: (pair[0], pair[1]) for name, pair in row.what.items()})
        for row, changed_by in session.exec(query)
    )


def _things(session: Session, project: Project) -> dict[str, Any]:
    """Return all that can be changed of a project, as JSON keeps it."""
    things = asdict(project_settings(session, project))
    del things["project_id"]
    things["pause"] = project.paused_because
    things["archived"] = project.archived_at is not None
    kept: dict[str, Any] = json.loads(json.dumps(things, default=_as_json))
    return kept


def _as_json(value: object) -> object:
    if isinstance(value, (time, date)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(type(value).__name__)
