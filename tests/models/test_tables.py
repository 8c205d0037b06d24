"""The tables refuse rows that cannot be true, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.roles import Role, Stage
from models.messages import Message
from models.polls import CheckIn, Poll
from models.projects import Answer, Membership, Project
from models.readings import ReferenceStrength
from models.workspaces import Channel, Person, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from models.database import Database
    from models.keys import WorkspaceRow

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)


class Rows:
    """A workspace with one person in one project, and a second, empty workspace."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.here, self.elsewhere = self._workspace("T1"), self._workspace("T2")
        self.person = self.add(
            Person(workspace_id=self.here, slack_user_id="U1", name="Ana", zone="UTC", refreshed_at=NOW)
        )
        self.channel = self.add(Channel(workspace_id=self.here, slack_channel_id="C1", name="churn"))
        self.project = self.add(self.new_project())
        self.membership = self.add(self.new_membership())

    def _workspace(self, team_id: str) -> int:
        workspace = Workspace(
            slack_team_id=team_id,
            bot_user_id="UB",
            bot_id="B",
            bot_name="ceiling",
            name="Acme",
            created_at=NOW,
        )
        self._session.add(workspace)
        self._session.flush()
        return workspace.key

    def add(self, row: WorkspaceRow) -> int:
        self._session.add(row)
        self._session.flush()
        return row.key

    def new_project(self, **values: Any) -> Project:
        return Project(
            **{
                "workspace_id": self.here,
                "channel_id": self.channel,
                "name": "churn",
                "stage": Stage.FRAMING,
                "created_at": NOW,
                "created_by_id": self.person,
                "zone": "UTC",
                "anchor_on": date(2026, 6, 1),
                "next_poll_at": NOW,
                **values,
            }
        )

    def new_membership(self, **values: Any) -> Membership:
        return Membership(
            **{
                "workspace_id": self.here,
                "project_id": self.project,
                "person_id": self.person,
                "added_by_id": self.person,
                "joined_at": NOW,
                **values,
            }
        )

    def new_poll(self, **values: Any) -> Poll:
        return Poll(
            **{
                "workspace_id": self.here,
                "project_id": self.project,
                "due_at": NOW,
                "is_scheduled": True,
                "is_first": True,
                "opened_at": NOW,
                "closes_at": NOW + timedelta(days=2),
                **values,
            }
        )

    def new_answer(self, **values: Any) -> Answer:
        return Answer(
            **{
                "workspace_id": self.here,
                "membership_id": self.membership,
                "answered_at": NOW,
                "request_key": "press:1",
                **values,
            }
        )

    def new_message(self, **values: Any) -> Message:
        return Message(
            **{
                "workspace_id": self.here,
                "unique_key": "prompt:1",
                "kind": "prompt",
                "subject_id": 1,
                "recipient": "U1",
                "created_at": NOW,
                "not_before": NOW,
                **values,
            }
        )


def two_polls_due_at_once(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_poll(closed_at=NOW), rows.new_poll(closed_at=NOW)]


def two_open_polls(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_poll(), rows.new_poll(due_at=NOW + timedelta(days=7))]


def two_check_ins_of_one_person(rows: Rows) -> list[WorkspaceRow]:
    poll = rows.add(rows.new_poll())
    return [CheckIn(workspace_id=rows.here, poll_id=poll, person_id=rows.person) for _ in range(2)]


def a_confidence_of_six(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_answer(data_scientist=6)]


def a_confidence_of_nought(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_answer(ml_engineer=0)]


def the_same_press_twice(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_answer(), rows.new_answer()]


def the_same_message_owed_twice(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_message(), rows.new_message()]


def more_sent_than_wanted(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_message(wanted=1, sent=2)]


def a_member_twice_at_a_time(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_membership()]


def two_projects_of_one_name_in_a_channel(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_project()]


def a_project_of_another_workspace_s_channel(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_project(workspace_id=rows.elsewhere, name="other")]


def an_answer_in_another_workspace(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_answer(workspace_id=rows.elsewhere)]


def a_poll_that_closes_before_it_opens(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_poll(closes_at=NOW - timedelta(hours=1))]


def a_project_without_work_days(rows: Rows) -> list[WorkspaceRow]:
    return [rows.new_project(name="other", work_days="")]


def two_references_for_one_role(rows: Rows) -> list[WorkspaceRow]:
    return [
        ReferenceStrength(
            workspace_id=rows.here,
            project_id=rows.project,
            role=Role.DOMAIN_EXPERT,
            strength=strength,
            taken_at=NOW,
        )
        for strength in (30, 40)
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        two_polls_due_at_once,
        two_open_polls,
        two_check_ins_of_one_person,
        a_confidence_of_six,
        a_confidence_of_nought,
        the_same_press_twice,
        the_same_message_owed_twice,
        more_sent_than_wanted,
        a_member_twice_at_a_time,
        two_projects_of_one_name_in_a_channel,
        a_project_of_another_workspace_s_channel,
        an_answer_in_another_workspace,
        a_poll_that_closes_before_it_opens,
        a_project_without_work_days,
        two_references_for_one_role,
    ],
    ids=lambda wrong: wrong.__name__,
)
def test_the_tables_refuse(database: Database, wrong: Callable[[Rows], list[WorkspaceRow]]) -> None:
    with database.transaction() as session:
        session.add_all(wrong(Rows(session)))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


def test_a_person_who_left_may_join_again(database: Database) -> None:
    with database.transaction() as session:
        rows = Rows(session)
        session.get_one(Membership, rows.membership).left_at = NOW + timedelta(days=1)
        session.flush()

        assert rows.add(rows.new_membership(joined_at=NOW + timedelta(days=2))) != rows.membership
