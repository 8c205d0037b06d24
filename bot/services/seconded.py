"""Which secondments a person may see, and what they may decide about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select

from bot.domain import secondments as rules
from bot.domain.errors import GoalsNotShown, NotAParty, UnknownSecondment
from bot.domain.rights import Action
from bot.domain.roles import Role
from bot.domain.secondments import Step
from bot.services.belonging import leads_of, may_act, subject_of
from bot.services.rows import find, get
from models.projects import Project
from models.secondments import SecondedRole, Secondment
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.services.scope import Scope

# Whether an objective is met is for the three parties alone to say; an admin may help with the way home.
_ACTION = {
    Step.MARK_MET: Action.MARK_MET,
    Step.NAME_GOALS: Action.NAME_GOALS,
    Step.EXTEND: Action.MOVE_RETURN,
    Step.SEND_HOME: Action.MOVE_RETURN,
    Step.END_EARLY: Action.MOVE_RETURN,
}


@dataclass(frozen=True, slots=True)
class Say:
    """What one person may do with a secondment, and which steps of it are possible now."""

    actions: frozenset[Action]
    possible: tuple[Step, ...]

    @property
    def sees_host(self) -> bool:
        """Whether they may see the host project: a head sees a private one only as its member."""
        return Action.SEE in self.actions

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are possible now and theirs to take."""
        return tuple(step for step in self.possible if self.allows(step))

    def allows(self, step: Step) -> bool:
        """Whether a step is theirs to take, possible now or not."""
        return _ACTION[step] in self.actions


def say_of(session: Session, scope: Scope, secondment: Secondment, *, acted_in: str | None = None) -> Say:
    """Return what the acting person may see and decide of a secondment."""
    project = get(session, Project, scope.workspace_id, secondment.project_id)
    subject = subject_of(session, project, secondment=secondment, acted_in=acted_in)
    wishes = (Action.SEE, Action.MARK_MET, Action.NAME_GOALS, Action.MOVE_RETURN)
    actions = frozenset(wish for wish in wishes if may_act(session, scope, wish, subject))
    return Say(actions, rules.steps_from(secondment.state))


def is_lent(session: Session, project_id: int, person_id: int) -> bool:
    """Whether a person is on secondment to a project now."""
    query = select(Secondment.id).where(
        Secondment.project_id == project_id,
        Secondment.specialist_id == person_id,
        col(Secondment.ended_at).is_(None),
    )
    return session.exec(query).first() is not None


def held(session: Session, scope: Scope, secondment_id: int, step: Step) -> tuple[Secondment, Project]:
    """Return a secondment and its host for a step the acting person may take and that is possible now.

    Raises NotAParty, GoalsNotShown, ObjectiveAlreadyMet, ObjectiveNotMet, SecondmentAlreadyEnded;
    UnknownSecondment, also for one the acting person may not see.
    """
    secondment = find(session, Secondment, scope.workspace_id, secondment_id)
    say = say_of(session, scope, secondment) if secondment else None
    if secondment is None or say is None or not say.actions:
        raise UnknownSecondment
    if not say.allows(step):
        is_outside = step is Step.NAME_GOALS and say.allows(Step.MARK_MET)
        raise GoalsNotShown if is_outside else NotAParty
    rules.after(secondment.state, step)
    return secondment, get(session, Project, scope.workspace_id, secondment.project_id)


def at_hand(session: Session, scope: Scope, *, acted_in: str | None = None) -> Sequence[Secondment]:
    """Return the secondments not yet over that the acting person may see or is party to, the newest last.

    A head or specialist sees their own; whoever sees a host project sees all of its.
    """
    query = (
        select(Secondment)
        .where(Secondment.workspace_id == scope.workspace_id, col(Secondment.ended_at).is_(None))
        .order_by(col(Secondment.id))
    )
    found = session.exec(query).all()
    return [each for each in found if say_of(session, scope, each, acted_in=acted_in).actions]


def parties_of(session: Session, secondment: Secondment, project: Project) -> list[Person]:
    """Return the specialist, the head and the host's leads, as far as they can be written to."""
    ids = [secondment.specialist_id] + ([secondment.head_id] if secondment.head_id else [])
    parties = [session.get_one(Person, person_id) for person_id in ids] + leads_of(session, project)
    return [person for person in {p.key: p for p in parties}.values() if person.can_be_asked]


def roles_of(session: Session, secondment: Secondment) -> tuple[Role, ...]:
    """Return the roles a specialist was lent for."""
    query = select(SecondedRole.role).where(SecondedRole.secondment_id == secondment.key)
    found = set(session.exec(query))
    return tuple(role for role in Role if role in found)
