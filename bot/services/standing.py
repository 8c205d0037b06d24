"""Read models of a project's standing: status, polls and drops as they may be shown."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.domain.drops import FEW_ANSWERS_PERCENT
from bot.domain.missing import consequence_of, solo_pattern
from bot.domain.rights import Action
from bot.domain.roles import Role
from bot.domain.standing import Standing
from bot.domain.steps import steps_of
from bot.services import drops
from bot.services.belonging import may_act, project_for, subject_of
from bot.services.facts import facts_of, load_facts
from bot.services.pausing import pause_of
from bot.services.poll_figures import count_in, last_response, open_poll_of, open_polls_of
from bot.services.ports.standing import (
    DropNews,
    DropView,
    Holder,
    PollProgress,
    PollView,
    ProjectView,
    RoleView,
    StatusView,
)
from bot.services.readings import load_reference
from bot.services.rows import get, get_all
from bot.services.running import running
from bot.services.vacancies import accepted_in, accepted_view
from models.messages import Message
from models.polls import Poll
from models.projects import Project
from models.readings import DropRow
from models.workspaces import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import Any

    from sqlmodel import Session

    from bot.domain.coverage import Claim
    from bot.domain.rights import Subject
    from bot.services.facts import MemberFacts, ProjectFacts
    from bot.services.scope import Scope
    from models.vacancies import Acceptance


def status(
    session: Session, scope: Scope, project_id: int, *, acted_in: str | None, now: datetime
) -> StatusView:
    """Return what the acting person may see of a project from a Slack channel; raises UnknownProject.

    While a poll is open the standing is the one from before it; each sees their own answer all the same.
    """
    project = project_for(session, scope, project_id, Action.SEE, acted_in=acted_in)
    poll = open_poll_of(session, project.key)
    subject = subject_of(session, project, acted_in=acted_in)
    is_member = scope.person_id in subject.member_ids
    live = drops.live_drop_of(session, project)
    return StatusView(
        project=project_view(session, project, as_of=shown_as_of(poll, now)),
        open_poll=progress(session, poll) if poll else None,
        next_poll_at=project.next_poll_at,
        percent_answered=last_response(session, project) if poll is None else None,
        settles_at=_settles_at(session, project, poll),
        summary_waits_until=drops.waits_until(session, live, now=now) if live else None,
        viewer_is_member=is_member,
        viewer_belongs=is_member or scope.person_id in subject.lead_ids,
        viewer_may_lead=may_act(session, scope, Action.LEAD, subject),
        may_be_shared=_may_be_shared(subject, acted_in),
        own_confidences=own_confidences(session, scope, project, now=now) if is_member else None,
        pause=pause_of(session, project),
        running=running(session, project, now=now),
    )


def _may_be_shared(subject: Subject, acted_in: str | None) -> bool:
    """Whether a standing may be posted for everyone where it is looked at; a direct message has nobody to tell."""
    is_a_channel = acted_in is not None and acted_in.startswith(("C", "G"))
    return is_a_channel and (subject.is_public or subject.acted_in_its_channel)


def _settles_at(session: Session, project: Project, poll: Poll | None) -> datetime | None:
    """Return until when a change waits; that something changes in a running poll is not shown either."""
    is_compared = poll is None and load_reference(session, project.key) is not None
    return project.settle_at if is_compared else None


def shown_as_of(poll: Poll | None, now: datetime) -> datetime:
    """Return the moment whose standing may be shown: nothing of a running poll ever is."""
    return poll.opened_at if poll is not None and poll.closed_at is None else now


def shown_facts(session: Session, project: Project, *, now: datetime) -> ProjectFacts:
    """Return the facts of the standing that may be shown."""
    as_of = shown_as_of(open_poll_of(session, project.key), now)
    return facts_of(session, project, now=as_of)


def shown_facts_of(
    session: Session, workspace_id: int, project_ids: Iterable[int], *, now: datetime
) -> dict[int, ProjectFacts]:
    """Return the same of many projects, by id, in a few queries for each moment at which polls were opened."""
    wanted = set(project_ids)
    opened = open_polls_of(session, workspace_id)
    moments: dict[datetime, set[int]] = defaultdict(set)
    for project_id in wanted:
        moments[shown_as_of(opened.get(project_id), now)].add(project_id)
    return {
        project_id: facts
        for as_of, ids in moments.items()
        for project_id, facts in load_facts(session, workspace_id, ids, now=as_of).items()
    }


def own_confidences(
    session: Session, scope: Scope, project: Project, *, now: datetime
) -> dict[Role, int] | None:
    """Return the acting person's own answer in force; None when they never answered."""
    facts = facts_of(session, project, now=now)
    member = facts.member(scope.person_id)
    return member.confidences if member else None


def project_view(session: Session, project: Project, *, as_of: datetime) -> ProjectView:
    """Return a project's standing at a moment."""
    facts = facts_of(session, project, now=as_of)
    people = get_all(session, Person, project.workspace_id, (m.membership.person_id for m in facts.members))
    accepted = accepted_in(session, project, as_of=as_of)
    return ProjectView(
        project_id=project.key,
        name=project.name,
        stage=project.stage,
        slack_channel_id=drops.home_channel(session, project),
        roles=tuple(_role_view(session, facts, role, people, accepted.get(role)) for role in Role),
        steps=tuple(steps_of(facts.coverage, project.stage, facts.lapsed_claims)),
        has_answers=facts.has_answers,
    )


def _role_view(
    session: Session,
    facts: ProjectFacts,
    role: Role,
    people: Mapping[int, Person],
    acceptance: Acceptance | None,
) -> RoleView:
    holders = [
        _holder(facts, member, claim, people)
        for member in facts.members
        for claim in member.claims
        if claim.role is role
    ]
    lapsed = [holder.answered_at for holder in holders if holder.standing is Standing.LAPSED]
    strength = facts.coverage.strength(role)
    return RoleView(
        role=role,
        strength=strength,
        depth=facts.coverage.depth(role),
        holders=tuple(sorted(holders, key=lambda h: (-h.effective, -h.confidence))),
        not_confirmed_since=max(lapsed, default=None) if strength == 0 else None,
        accepted=accepted_view(session, acceptance) if acceptance and strength == 0 else None,
    )


def _holder(facts: ProjectFacts, member: MemberFacts, claim: Claim, people: Mapping[int, Person]) -> Holder:
    if member.answered_at is None:
        raise ValueError("a claim without an answer")
    return Holder(
        slack_user_id=people[claim.person_id].slack_user_id,
        confidence=claim.confidence,
        hats=facts.coverage.hats.get(claim.person_id, 0),
        effective=facts.coverage.effective(claim) if claim in member.counted_claims else 0,
        standing=member.standing,
        answered_at=member.answered_at,
        away_until=member.away.until_on if member.away else None,
    )


def progress(session: Session, poll: Poll) -> PollProgress:
    """Return how far a poll has come."""
    is_in, asked = count_in(session, poll.key)
    return PollProgress(poll.key, is_in, asked, poll.opened_at, poll.closes_at)


def poll_view(session: Session, workspace_id: int, poll_id: int) -> PollView:
    """Return a poll's root message; while the poll is open, it costs the same however many are asked."""
    poll = get(session, Poll, workspace_id, poll_id)
    project = get(session, Project, workspace_id, poll.project_id)
    creator = get(session, Person, workspace_id, project.created_by_id)
    return PollView(
        project_id=project.key,
        project_name=project.name,
        progress=progress(session, poll),
        is_first=poll.is_first,
        set_up_by=creator.name if poll.is_first else None,
        result=project_view(session, project, as_of=poll.closed_at) if poll.closed_at else None,
    )


def drop_view(session: Session, workspace_id: int, drop_id: int, *, now: datetime) -> DropView:
    """Return the summary of a drop with the standing of today, or the last one that may be shown."""
    row = get(session, DropRow, workspace_id, drop_id)
    project = get(session, Project, workspace_id, row.project_id)
    shown = project_view(session, project, as_of=_drop_as_of(session, row, project, now))
    fallen = drops.fallen_of(row.fallen)
    few = row.percent_answered < FEW_ANSWERS_PERCENT
    return DropView(
        drop_id=row.key,
        project=shown,
        dropped_at=row.dropped_at,
        fell_from=row.fell_from,
        fell_to=row.fell_to,
        lowest=row.lowest,
        fallen=fallen,
        consequence=consequence_of(fallen[0].role),
        solo=solo_pattern(shown.strengths),
        percent_answered=row.percent_answered if few else None,
        recovered_at=row.recovered_at,
        ended_at=row.ended_at,
    )


def _drop_as_of(session: Session, row: DropRow, project: Project, now: datetime) -> datetime:
    if row.ended_at is not None:
        return row.ended_at
    return max(shown_as_of(open_poll_of(session, project.key), now), row.dropped_at)


def drop_news(session: Session, workspace_id: int, drop_id: int, details: Mapping[str, Any]) -> DropNews:
    """Return a reply under a live summary, from what was stored with it."""
    row = get(session, DropRow, workspace_id, drop_id)
    project = get(session, Project, workspace_id, row.project_id)
    return DropNews(
        project_id=project.key,
        project_name=project.name,
        strength_from=details["strength_from"],
        strength_to=details["strength_to"],
        fallen=drops.fallen_of(details.get("fallen", ())),
        is_deeper=bool(details.get("addresses_channel")),
    )


def message_created_at(session: Session, message_id: int) -> datetime:
    """Return when a message came to be owed."""
    return session.get_one(Message, message_id).created_at
