"""What is sent to somebody who asked for it: the figures of a project, or their own answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import UnknownProject
from bot.services import exports as exporting
from bot.services.outbox import Kind
from bot.services.people import find_person
from bot.services.scope import Scope
from bot.slack.blocks import exports

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.ports.outside import OwedMessage
    from bot.slack.blocks.kit import Rendered
    from bot.slack.rendering.kinds import Render


def _export(session: Session, owed: OwedMessage, now: datetime) -> Rendered | None:
    """Render an export; none for whoever may no longer see the project."""
    person = find_person(session, owed.workspace_id, owed.recipient)
    if person is None:
        return None
    scope, acted_in = Scope(owed.workspace_id, person.key), owed.details.get("acted_in")
    try:
        export = exporting.project_export(session, scope, owed.subject_id, acted_in=acted_in, now=now)
    except UnknownProject:
        return None
    return exports.project_export_message(export)


def _export_own(session: Session, owed: OwedMessage, now: datetime) -> Rendered:
    scope = Scope(owed.workspace_id, owed.subject_id)
    return exports.own_export_message(exporting.own_export(session, scope, now=now))


RENDERERS: dict[Kind, Render] = {
    Kind.EXPORT: _export,
    Kind.EXPORT_OWN: _export_own,
}
