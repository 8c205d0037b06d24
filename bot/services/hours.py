"""Between which hours somebody works: they are asked and reminded within them, and told of what can wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.workdays import DAY_ENDS, DAY_STARTS, check_hours
from bot.services.ports.asking import HoursView
from bot.services.rows import get
from models.workspaces import Person

if TYPE_CHECKING:
    from datetime import time

    from sqlmodel import Session

    from bot.services.scope import Scope


def own_hours(session: Session, scope: Scope) -> HoursView:
    """Return the acting person's working hours: their own, or the usual ones."""
    hours = get(session, Person, scope.workspace_id, scope.person_id).working_time
    return HoursView(hours.starts, hours.ends, hours.zone)


def set_own(session: Session, scope: Scope, works_from: time, works_until: time) -> HoursView:
    """Ask the acting person between two times of their day from now on; raises HoursTooShort.

    The usual hours are nobody's own: with them, the hour that a project is asked at counts as work again.
    """
    check_hours(works_from, works_until)
    person = get(session, Person, scope.workspace_id, scope.person_id)
    are_usual = (works_from, works_until) == (DAY_STARTS, DAY_ENDS)
    person.works_from, person.works_until = (None, None) if are_usual else (works_from, works_until)
    session.add(person)
    return own_hours(session, scope)
