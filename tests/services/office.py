"""A workspace without Slack: people and two projects, whose time is moved and whose messages always arrive."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.roles import Stage
from bot.services import absences, answers, leases, memberships, outbox, people, projects
from bot.services.answers import Press
from bot.services.belonging import current_membership
from bot.services.due import do, due_ids, due_work, next_at
from bot.services.ports.outside import KnownChannel, KnownPerson, KnownWorkspace, Sent
from bot.services.projects import Settings, SetUp
from bot.services.scope import Scope
from bot.services.showing import project_settings
from bot.slack.rendering import render
from models.projects import Leaving
from models.workspaces import Channel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from bot.domain.roles import Role
    from bot.services.outbox import Kind
    from models.projects import Membership, Project
    from models.workspaces import Person, Workspace

START = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
NAMES = ("ana", "ben", "cho")


@dataclass
class Office:
    """Three people; Ana and Ben are in the project *churn*, Ben and Cho in *fraud*, where patience is shorter."""

    session: Session
    now: datetime = START
    people: list[Person] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    presses: int = 0

    def __post_init__(self) -> None:
        """Set everything up."""
        known = KnownWorkspace("T1", "Acme", "UBOT", "BBOT", "ceiling")
        self.workspace: Workspace = people.remember_workspace(self.session, known, now=self.now)
        self.people = [self._person(name) for name in NAMES]
        self.projects = [self._project("churn", NAMES[:2], 3), self._project("fraud", NAMES[1:], 1)]

    def _person(self, name: str) -> Person:
        known = KnownPerson(
            f"U{name}", name, "Europe/Berlin", is_bot=False, is_guest=False, is_admin=False, is_active=True
        )
        return people.remember_person(self.session, self.workspace_id, known, now=self.now)

    def _project(self, name: str, members: tuple[str, ...], lapse_after: int) -> Project:
        channel = KnownChannel(f"C{name}", name, is_private=False, bot_is_member=True)
        people.remember_channel(self.session, self.workspace_id, channel)
        ids = tuple(f"U{member}" for member in members)
        plan = SetUp(name, channel.slack_channel_id, ids, ids[:1], Stage.RESEARCH)
        project = projects.set_up(self.session, self.scope(0), plan, now=self.now)
        project.lapse_after = lapse_after
        self.session.add(project)
        self.session.flush()
        return project

    @property
    def workspace_id(self) -> int:
        """The id of the workspace."""
        assert self.workspace.id is not None
        return self.workspace.id

    def channel_of(self, project: int) -> Channel:
        """The home of a project."""
        return self.session.get_one(Channel, self.projects[project].channel_id)

    def settings(self, project: int) -> Settings:
        """What saving the settings of a project changes nothing by."""
        row = self.projects[project]
        now = project_settings(self.session, row)
        return Settings(
            name=now.name,
            lead_ids=now.leads,
            member_ids=now.members,
            slack_channel_id=now.slack_channel_id,
            way=row.way,
            rhythm=row.rhythm,
            weekday=row.weekday,
            weeks=row.weeks,
            nth=row.nth,
            ask_at=row.ask_at,
            zone=row.zone,
            work_days=now.work_days,
            holiday_region=now.holiday_region,
            days_open=now.days_open,
            settle_minutes=now.settle_minutes,
            fall_into_lower_band=now.fall_into_lower_band,
            fall_on_its_own=now.fall_on_its_own,
            lapse_after=now.lapse_after,
            follows_channel=now.follows_channel,
            posts_results=now.posts_results,
            posts_digest=now.posts_digest,
        )

    def told(self, kind: Kind, subject_id: int) -> list[tuple[str, str]]:
        """Who is told what of a kind about a subject, if it still has a point."""
        owed = outbox.all_about(self.session, self.workspace_id, kind, subject_id)
        said = [(each.recipient, render(self.session, outbox.as_owed(each), now=self.now)) for each in owed]
        return [(who, message.text) for who, message in said if message is not None]

    def scope(self, person: int) -> Scope:
        """One of the people as the one who acts."""
        return Scope(self.workspace_id, self.people[person].key)

    def pass_time(self, by: timedelta) -> None:
        """Let time pass, doing what falls due on the way at its own moment."""
        until = self.now + by
        self._catch_up()
        while (due := next_at(self.session)) is not None and due <= until:
            self.now = max(self.now, due)
            self._catch_up()
        self.now = until

    def _catch_up(self) -> None:
        self._deliver()
        for task, workspace_id in due_work(self.session, now=self.now):
            while ids := due_ids(self.session, task, workspace_id, now=self.now):
                do(self.session, task, workspace_id, ids, now=self.now)
        self._deliver()

    def _deliver(self) -> None:
        while batch := leases.claim_batch(self.session, self.workspace_id, most=50, now=self.now):
            for owed in batch:
                sent = Sent("C1", owed.slack_ts or f"{owed.message_id}.0")
                outbox.mark_sent(self.session, [(owed, sent)], now=self.now)
            self.session.flush()
            self.session.expire_all()  # as for the next transaction

    def answer(self, person: int, project: int, confidences: Mapping[Role, int]) -> None:
        """Let a member answer; who is none does nothing."""
        if self._belongs(person, project):
            answers.record_answer(
                self.session,
                self.scope(person),
                self.projects[project].key,
                confidences,
                self._press(),
                now=self.now,
            )

    def skip(self, person: int, project: int) -> None:
        """Let a person pass over an open poll."""
        if self._belongs(person, project):
            answers.skip(
                self.session, self.scope(person), self.projects[project].key, self._press(), now=self.now
            )

    def join(self, person: int, project: int) -> None:
        """Make a person a member."""
        lead = self.people[0].key
        memberships.join(self.session, self.projects[project], [self.people[person]], lead, now=self.now)

    def leave(self, person: int, project: int) -> None:
        """End a membership."""
        membership = self._belongs(person, project)
        ended = [membership] if membership else []
        memberships.end(self.session, ended, Leaving.LEFT_CHANNEL, now=self.now)

    def go_away(self, person: int, days: int) -> None:
        """Let a person be away for some days from today."""
        until_on = self.now.date() + timedelta(days=days)
        absences.go_away(self.session, self.scope(person), until_on, now=self.now)

    def come_back(self, person: int) -> None:
        """Let a person come back."""
        absences.come_back(self.session, self.scope(person), now=self.now)

    def _belongs(self, person: int, project: int) -> Membership | None:
        return current_membership(self.session, self.projects[project].key, self.people[person].key)

    def _press(self) -> Press:
        self.presses += 1
        return Press(f"press {self.presses}")
