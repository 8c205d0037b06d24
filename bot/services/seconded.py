"""Which secondments a person may see, and what they may decide about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain import secondments as rules
from bot.domain.errors import NotAllowed, UnknownSecondment
from bot.domain.rights import Action
from bot.domain.roles import Role
from bot.domain.secondments import Step
from bot.services.belonging import may_act, subject_of
from bot.services.rows import find, get
from models.projects import Project
from models.secondments import SecondedRole, Secondment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.services.scope import Scope

# Whether an objective is met is for the three parties alone to say; an admin may help with the way home.
_ACTION = {
    Step.MARK_MET: Action.MARK_MET,
    Step.NAME_GOALS: Action.MARK_MET,
    Step.EXTEND: Action.MOVE_RETURN,
    Step.SEND_HOME: Action.MOVE_RETURN,
    Step.END_EARLY: Action.MOVE_RETURN,
}


def held(session: Session, scope: Scope, secondment_id: int, step: Step) -> tuple[Secondment, Project]:
    """Return a secondment and its host for a step the acting person may take and that is possible now.

    Raises NotAllowed, ObjectiveAlreadyMet, ObjectiveNotMet, SecondmentAlreadyEnded; UnknownSecondment, also
    for one the acting person may not see.
    """
    secondment = find(session, Secondment, scope.workspace_id, secondment_id)
    if secondment is None or not _is_visible(session, scope, secondment, None):
        raise UnknownSecondment
    if not may_take(session, scope, secondment, step):
        raise NotAllowed(action=_ACTION[step])
    rules.check_step(secondment.state, step)
    return secondment, get(session, Project, scope.workspace_id, secondment.project_id)


def may_take(session: Session, scope: Scope, secondment: Secondment, step: Step) -> bool:
    """Whether it is for the acting person to take a step, possible now or not."""
    project = get(session, Project, scope.workspace_id, secondment.project_id)
    subject = subject_of(session, project, secondment=secondment)
    return may_act(session, scope, _ACTION[step], subject)


def steps_for(session: Session, scope: Scope, secondment: Secondment) -> tuple[Step, ...]:
    """Return the steps that are possible now and the acting person's to take."""
    return tuple(
        step
        for step in rules.steps_from(secondment.state)
        if may_take(session, scope, secondment, step)
    )


def sees_host(session: Session, scope: Scope, secondment: Secondment) -> bool:
    """Whether the acting person may see the host project: a head sees a private one only as its member."""
    project = get(session, Project, scope.workspace_id, secondment.project_id)
    subject = subject_of(session, project, secondment=secondment)
    return may_act(session, scope, Action.SEE, subject)


def at_hand(session: Session, scope: Scope, *, acted_in: str | None = None) -> Sequence[Secondment]:
    """Return the secondments not yet over that the acting person may see or is party to, the newest last.

    A head or specialist sees their own; whoever sees a host project sees all of its.
    """
    query = (
        select(Secondment)
        .where(Secondment.workspace_id == scope.workspace_id, col(Secondment.ended_at).is_(None))
        .order_by(col(Secondment.id))
    )
    return [each for each in session.exec(query) if _is_visible(session, scope, each, acted_in)]


def _is_visible(session: Session, scope: Scope, secondment: Secondment, acted_in: str | None) -> bool:
    project = get(session, Project, scope.workspace_id, secondment.project_id)
    subject = subject_of(session, project, secondment=secondment, acted_in=acted_in)
    wishes = (Action.SEE, Action.MOVE_RETURN)
    return any(may_act(session, scope, wish, subject) for wish in wishes)


def roles_of(session: Session, secondment: Secondment) -> tuple[Role, ...]:
    """Return the roles a specialist was lent for."""
    query = select(SecondedRole.role).where(SecondedRole.secondment_id == secondment.key)
    found = set(session.exec(query))
    return tuple(role for role in Role if role in found)
