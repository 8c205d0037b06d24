"""Who may do what: one function for every action."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Action(Enum):
    """What a person may wish to do with a project or a secondment."""

    SET_UP = auto()
    SEE = auto()
    PLAN = auto()
    ANSWER = auto()
    LEAD = auto()
    MARK_MET = auto()
    NAME_GOALS = auto()
    MOVE_RETURN = auto()
    SET_UP_WORKSPACE = auto()


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts, as far as rights go; `is_lead_or_head`: of any project, or of any home function."""

    person_id: int
    is_admin: bool = False
    is_guest: bool = False
    is_lead_or_head: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What is acted on: who belongs to the project, who to the secondment, and who can see the channel.

    `acted_in_its_channel` is true when the person acts from inside the project's home channel.
    """

    member_ids: frozenset[int] = frozenset()
    lead_ids: frozenset[int] = frozenset()
    specialist_id: int | None = None
    head_id: int | None = None
    is_public: bool = False
    acted_in_its_channel: bool = False


def may(actor: Actor, action: Action, subject: Subject) -> bool:
    """Whether an actor may do something.

    Leads run their project; a workspace admin may step in where the project is public, and members where no
    lead is left, so that someone can name one. What holds in all projects is for admins. Members answer.
    A head and the specialist share the say over a secondment with the host's leads; whether its objective is
    met is for these three alone to say, and its next goals for those of them who see the project: whoever
    changes them reads them. Acting in its channel is not enough there, since a submitted modal does not say
    where it was opened. Whom a project could borrow or lend, and who stands alone in it, is for leads and
    heads who may see it.
    """
    is_member = actor.person_id in subject.member_ids
    is_without_leads = not subject.lead_ids and is_member and not actor.is_guest
    is_lead = actor.person_id in subject.lead_ids or is_without_leads
    leads = is_lead or (actor.is_admin and subject.is_public)
    is_head = subject.head_id == actor.person_id
    is_specialist = subject.specialist_id == actor.person_id
    match action:
        case Action.SET_UP | Action.SET_UP_WORKSPACE:
            return actor.is_admin if action is Action.SET_UP_WORKSPACE else not actor.is_guest
        case Action.SEE | Action.PLAN:
            is_asked_for = action is Action.SEE or actor.is_lead_or_head
            return is_asked_for and (leads or _can_see(actor, subject))
        case Action.ANSWER:
            return is_member
        case Action.LEAD:
            return leads
        case Action.MARK_MET | Action.NAME_GOALS:
            is_in_sight = action is Action.MARK_MET or _sees_from_anywhere(actor, subject)
            return is_in_sight and (is_lead or is_head or is_specialist)
        case Action.MOVE_RETURN:
            return leads or is_head or is_specialist


def _can_see(actor: Actor, subject: Subject) -> bool:
    return subject.acted_in_its_channel or _sees_from_anywhere(actor, subject)


def _sees_from_anywhere(actor: Actor, subject: Subject) -> bool:
    # Heads see private projects where they belong, like anyone else; public ones are open to all but guests.
    belongs = actor.person_id in subject.member_ids | subject.lead_ids
    return belongs or (subject.is_public and not actor.is_guest)
