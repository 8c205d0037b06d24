"""Check-ins as their owners see them: many at a time, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.standing import Standing
from bot.services.facts import load_own_facts
from bot.services.ports.asking import CheckInView, OwnClaim
from bot.services.rows import get_all
from models.polls import Poll
from models.projects import Project
from models.workspaces import Channel, Person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.services.facts import MemberFacts, ProjectFacts
    from models.polls import CheckIn


def check_in_views(
    session: Session,
    workspace_id: int,
    check_ins: Sequence[CheckIn],
    *,
    own: Mapping[int, ProjectFacts] | None = None,
    now: datetime,
) -> tuple[CheckInView, ...]:
    """Return check-ins as their owners see them; `own` are the owners' facts, loaded unless given."""
    owners = {check_in.person_id for check_in in check_ins}
    if own is None:
        own = load_own_facts(session, workspace_id, owners, now=now)
    polls = get_all(session, Poll, workspace_id, {check_in.poll_id for check_in in check_ins})
    projects = get_all(session, Project, workspace_id, {poll.project_id for poll in polls.values()})
    channels = get_all(session, Channel, workspace_id, {each.channel_id for each in projects.values()})
    added_by = get_all(session, Person, workspace_id, _adders(own))
    at_hand = _AtHand(polls, projects, channels, own, added_by)
    return tuple(at_hand.view(check_in) for check_in in check_ins)


@dataclass(frozen=True, slots=True)
class _AtHand:
    """Everything that some check-ins show, by id; `people` are those who added others."""

    polls: Mapping[int, Poll]
    projects: Mapping[int, Project]
    channels: Mapping[int, Channel]
    own: Mapping[int, ProjectFacts]
    people: Mapping[int, Person]

    def view(self, check_in: CheckIn) -> CheckInView:
        poll = self.polls[check_in.poll_id]
        project, facts = self.projects[poll.project_id], self.own.get(poll.project_id)
        member = facts.member(check_in.person_id) if facts is not None else None
        return CheckInView(
            poll_id=poll.key,
            project_id=project.key,
            project_name=project.name,
            slack_channel_id=self.channels[project.channel_id].slack_channel_id,
            state=check_in.state,
            closes_at=poll.closes_at,
            is_closed=poll.closed_at is not None,
            own=own_claims(facts, member) if facts is not None and member is not None else None,
            added_by=self._added_by(member) if member is not None else "",
            cadence=project.cadence,
            own_at=member.answered_at if member is not None else None,
            standing=member.standing if member is not None else Standing.CURRENT,
            is_member=member is not None,
            is_away=member is not None and member.away is not None,
            answered_after=_answered_after(member, poll),
        )

    def _added_by(self, member: MemberFacts) -> str:
        adder = self.people.get(member.membership.added_by_id)
        is_oneself = member.membership.added_by_id == member.membership.person_id
        return adder.slack_user_id if adder is not None and not is_oneself else ""


def _adders(facts: Mapping[int, ProjectFacts]) -> set[int]:
    return {member.membership.added_by_id for each in facts.values() for member in each.members}


def _answered_after(member: MemberFacts | None, poll: Poll) -> bool:
    answered_at = member.answered_at if member is not None else None
    return answered_at is not None and poll.closed_at is not None and answered_at >= poll.closed_at


def own_claims(facts: ProjectFacts, member: MemberFacts) -> tuple[OwnClaim, ...] | None:
    """Return a member's own claims as they are now told; None when they never answered."""
    if member.confidences is None:
        return None
    hats = facts.coverage.hats.get(member.membership.person_id, 0)
    return tuple(
        OwnClaim(claim.role, claim.confidence, hats, facts.coverage.effective(claim))
        for claim in member.claims
    )
