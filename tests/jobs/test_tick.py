"""The tick: due work in batches, in order, each piece once, and what fails held up by nothing but itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from bot.clock import Clock
from bot.domain.roles import Stage
from bot.jobs import tick as jobs
from bot.services import due, prompts
from bot.services.due import TASKS, Work
from models.polls import CheckIn, Poll
from models.projects import Membership, Project
from models.running import Setback
from models.workspaces import Channel, Person, Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sqlmodel import Session

    from models.database import Database

MONDAY = datetime(2026, 6, 1, 7, tzinfo=UTC)


class Watch(Clock):
    """A clock that stands where a test sets it."""

    def __init__(self) -> None:
        super().__init__()
        self.at = MONDAY

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Watch:
    return Watch()


def set_up(session: Session, names: Sequence[str], people: int = 1) -> list[int]:
    """Make projects of one team whose polls are due an hour apart, the first on Monday; return their ids."""
    workspace = Workspace(
        slack_team_id="T1", bot_user_id="UB", bot_id="B", bot_name="ceiling", name="Acme", created_at=MONDAY
    )
    session.add(workspace)
    session.flush()
    here = workspace.key
    team = [
        Person(workspace_id=here, slack_user_id=f"U{n}", name=f"P{n}", zone="UTC", refreshed_at=MONDAY)
        for n in range(people)
    ]
    channel = Channel(workspace_id=here, slack_channel_id="C1", name="churn")
    session.add_all([*team, channel])
    session.flush()
    projects = [
        Project(
            workspace_id=here,
            channel_id=channel.key,
            name=name,
            stage=Stage.RESEARCH,
            created_at=MONDAY,
            created_by_id=team[0].key,
            zone="UTC",
            anchor_on=MONDAY.date(),
            next_poll_at=MONDAY + timedelta(hours=n),
        )
        for n, name in enumerate(names)
    ]
    session.add_all(projects)
    session.flush()
    session.add_all(
        Membership(
            workspace_id=here,
            project_id=project.key,
            person_id=person.key,
            added_by_id=team[0].key,
            joined_at=MONDAY - timedelta(days=1),
        )
        for project in projects
        for person in team
    )
    return [project.key for project in projects]


async def count(database: Database, *those: Any) -> int:
    query = select(func.count()).select_from(those[0].class_ if hasattr(those[0], "class_") else those[0])
    return int(await database.read(lambda session: session.exec(query.where(*those[1:])).one()))


async def test_more_work_than_fits_one_transaction_is_done_in_one_tick_in_the_order_it_fell_due(
    database: Database, clock: Watch
) -> None:
    names = [f"p{n}" for n in range(due.AT_ONCE * 2 + 5)]
    ids = await database.write(lambda session: set_up(session, names))
    clock.at = MONDAY + timedelta(hours=20)

    assert await jobs.tick(database, clock)

    opened = await database.read(
        lambda session: session.exec(select(Poll.project_id).order_by(col(Poll.id))).all()
    )
    assert list(opened) == ids[:21]
    assert not await jobs.tick(database, clock)


async def test_a_piece_of_work_that_fails_is_set_aside_ever_longer_and_holds_up_nothing_else(
    database: Database, clock: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, bad, _ = ids = await database.write(lambda session: set_up(session, ["a", "b", "c"]))
    clock.at = MONDAY + timedelta(hours=3)
    opening = next(task for task in TASKS if task.work is Work.OPEN_POLLS)

    def fails_for_one(session: Session, workspace_id: int, projects: Sequence[Project], **given: Any) -> None:
        opening.run(session, workspace_id, projects, **given)
        if any(project.key == bad for project in projects):
            raise ValueError("poison")

    broken = tuple(replace(task, run=fails_for_one) if task is opening else task for task in TASKS)
    monkeypatch.setattr(due, "TASKS", broken)
    pauses = []
    for _ in range(4):
        await jobs.tick(database, clock)
        retry_at = await database.read(lambda session: session.exec(select(Setback.retry_at)).one())
        pauses.append(retry_at - clock.at)
        assert not await jobs.tick(database, clock), "it was tried again before its time"
        clock.at = retry_at
    opened = await database.read(lambda session: session.exec(select(Poll.project_id)).all())

    assert sorted(opened) == sorted(set(ids) - {bad})
    assert pauses == [timedelta(seconds=seconds) for seconds in (10, 20, 40, 80)]
    monkeypatch.setattr(due, "TASKS", TASKS)
    assert await jobs.tick(database, clock)
    assert await count(database, Poll) == 3
    assert await count(database, Setback) == 0


async def test_many_people_are_asked_in_batches_each_once_even_if_a_process_dies_in_between(
    database: Database, clock: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = 4
    monkeypatch.setattr(prompts, "ASKED_AT_ONCE", batch)
    asking = next(task for task in TASKS if task.work is Work.ASK)
    small = tuple(replace(task, at_once=batch) if task is asking else task for task in TASKS)
    monkeypatch.setattr(due, "TASKS", small)
    await database.write(lambda session: set_up(session, ["large"], people=11))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    dies = tuple(replace(task, run=killed) if task.work is Work.ASK else task for task in small)
    monkeypatch.setattr(due, "TASKS", dies)
    await jobs.tick(database, clock)
    assert await count(database, CheckIn, col(CheckIn.prompt_id).is_not(None)) == batch
    with pytest.raises(KeyboardInterrupt):
        await jobs.tick(database, clock)

    monkeypatch.setattr(due, "TASKS", small)
    assert await jobs.tick(database, clock)
    asked = await database.read(lambda session: session.exec(select(CheckIn.prompt_id)).all())
    assert None not in asked
    assert len(set(asked)) == 11
    assert await count(database, CheckIn, col(CheckIn.ask_at).is_not(None)) == 0
    assert not await jobs.tick(database, clock)


async def test_somebody_in_two_projects_gets_one_prompt_for_both_even_from_two_batches(
    database: Database, clock: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = tuple(replace(task, at_once=1) for task in TASKS)
    monkeypatch.setattr(due, "TASKS", one_by_one)
    await database.write(lambda session: set_up(session, ["churn", "fraud"]))
    clock.at = MONDAY + timedelta(hours=1)

    await jobs.tick(database, clock)

    asked = await database.read(lambda session: session.exec(select(CheckIn.prompt_id)).all())
    assert len(asked) == 2
    assert len(set(asked)) == 1


async def test_polls_whose_time_passed_close_in_the_order_in_which_they_were_to_close(
    database: Database, clock: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = await database.write(lambda session: set_up(session, ["a", "b", "c"]))
    clock.at -= timedelta(hours=1)
    for number in reversed(range(3)):  # the one that is due first opens last

        def falls_due(session: Session, project_id: int = ids[number]) -> None:
            session.get_one(Project, project_id).next_poll_at = clock.at

        await database.write(falls_due)
        await jobs.tick(database, clock)
        clock.at += timedelta(minutes=10)
    closing = next(task for task in TASKS if task.work is Work.CLOSE_POLLS)
    closed: list[int] = []

    def closes(session: Session, workspace_id: int, due_polls: Sequence[Poll], **given: Any) -> None:
        closed.extend(poll.project_id for poll in due_polls)
        closing.run(session, workspace_id, due_polls, **given)

    watched = tuple(replace(task, run=closes, at_once=2) if task is closing else task for task in TASKS)
    monkeypatch.setattr(due, "TASKS", watched)
    clock.at += timedelta(days=3)
    await jobs.tick(database, clock)

    assert closed == list(reversed(ids))
    assert await count(database, Poll, col(Poll.closed_at).is_not(None)) == 3
