"""What grows: a tick among ever more projects, and an answer in a project with ever more history.

Each is measured beside the same on little data, in the same run and in turn, as a ratio.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, text, update
from sqlmodel import col, select

from bot.clock import Clock
from bot.domain.causes import Occasion
from bot.domain.polls import CheckInState
from bot.domain.roles import Role, Stage
from bot.jobs.tick import tick
from bot.services.answers import Press, record_answer
from bot.services.outbox import Kind
from bot.services.scope import Scope
from models.database import Database
from models.messages import Message
from models.polls import CheckIn, Poll, Prompt
from models.projects import Answer, Lead, Membership, Project
from models.readings import Reading, ReferenceStrength
from models.workspaces import Channel, Person, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

FEW, MANY, DUE = 1_000, 100_000, 100
ROUNDS = 5
WEEKS = 5 * 52
OLD_PROJECTS = 20
MEMBERS = 4
ANSWERS = 40
WARM_UP = 4
# Everyone is at work at it, and some hours later still: a tick that opens polls also asks.
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
STATED = {"data_scientist": 4, "domain_expert": 3}
STRENGTHS = {"data_scientist": 40, "ml_engineer": 0, "infrastructure_engineer": 0, "domain_expert": 30}


class StandingClock(Clock):
    """A clock that stands at one moment."""

    def __init__(self, at: datetime) -> None:
        """Stand at a moment."""
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """The moment."""
        return self.at


@dataclass(frozen=True, slots=True)
class Growing:
    """Seconds of a tick and of an answer, round by round: with little data, and with much."""

    tick_few: list[float] = field(default_factory=list)
    tick_many: list[float] = field(default_factory=list)
    answer_new: list[float] = field(default_factory=list)
    answer_old: list[float] = field(default_factory=list)

    @property
    def tick_ratio(self) -> float:
        """How many times as long a tick takes among a hundred times as many projects."""
        return _ratio(self.tick_many, self.tick_few)

    @property
    def answer_ratio(self) -> float:
        """How many times as long an answer takes after five years."""
        return _ratio(self.answer_old, self.answer_new)


def _ratio(large: list[float], small: list[float]) -> float:
    return median(large) / median(small)


async def measure(few_url: str, many_url: str) -> Growing:
    """Measure on two empty databases."""
    few, many = _filled(few_url, FEW), _filled(many_url, MANY)
    measured = Growing()
    for number in range(ROUNDS + 1):
        for database, rounds in ((few, measured.tick_few), (many, measured.tick_many)):
            taken = await _tick(database, number)
            rounds.extend([taken] if number else [])  # the first one warms up
    await few.close()
    history, new = _with_history(many)
    serial = count()
    for number in range(ANSWERS + WARM_UP):
        for scope_and_project, answers in ((new, measured.answer_new), (history, measured.answer_old)):
            taken = await _answer(many, *scope_and_project, next(serial))
            answers.extend([taken] if number >= WARM_UP else [])
    await many.close()
    return measured


async def _tick(database: Database, number: int) -> float:
    """Let some projects, spread over all, fall due; return how long the tick takes that opens their polls."""
    at = NOW + timedelta(hours=number)

    def fall_due(session: Session) -> None:
        step = session.exec(select(func.count()).select_from(Project)).one() // DUE
        chosen = col(Project.id) % step == number + 1
        session.execute(update(Project).where(chosen).values(next_poll_at=at))

    def opened(session: Session) -> int:
        return session.exec(select(func.count()).select_from(Poll)).one()

    await database.write(fall_due)
    before = await database.read(opened)
    started_at = perf_counter()
    await tick(database, StandingClock(at))
    taken = perf_counter() - started_at
    assert await database.read(opened) == before + DUE, "each due project has a poll"
    return taken


async def _answer(database: Database, scope: Scope, project_id: int, serial: int) -> float:
    press = Press(f"bench:{serial}")
    stated = {Role.DATA_SCIENTIST: 3 + serial // 2 % 2}  # each answer changes something
    work = partial(_recorded, scope=scope, project_id=project_id, stated=stated, press=press, serial=serial)
    started_at = perf_counter()
    await database.write(work, workspace_id=scope.workspace_id)
    return perf_counter() - started_at


def _recorded(
    session: Session, *, scope: Scope, project_id: int, stated: dict[Role, int], press: Press, serial: int
) -> None:
    record_answer(session, scope, project_id, stated, press, now=NOW + timedelta(days=1, minutes=serial))


def _filled(url: str, projects: int) -> Database:
    """Return a database with so many projects, each with a channel and a member of its own."""
    database = Database(url)
    database.migrate()
    with database.transaction() as session:
        Rows(session).add_projects(projects)
    if not database.is_sqlite:
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    return database


def _with_history(database: Database) -> tuple[tuple[Scope, int], tuple[Scope, int]]:
    """Return whoever answers, and where, in a project of five years and in a new one, both with an open poll."""
    with database.transaction() as session:
        rows = Rows(session)
        old = [rows.add_team(f"old {number}", WEEKS) for number in range(OLD_PROJECTS)]
        new = rows.add_team("new", 1)
        return old[OLD_PROJECTS // 2], new


class Rows:
    """Makes rows in bulk, with ids of its own counting."""

    def __init__(self, session: Session) -> None:
        """Go on after what is there."""
        self._session = session
        self._ids = count(self._last_id() + 1)
        self.workspace_id = 1

    def _last_id(self) -> int:
        tables = (Person, Channel, Project, Membership, Poll, CheckIn, Prompt, Message, Answer, Reading)
        last = (self._session.exec(select(func.max(table.id))).one() for table in tables)
        return max(each or 0 for each in last)

    def add_projects(self, how_many: int) -> None:
        """Add the workspace, and projects that are due in a year."""
        self._session.add(
            Workspace(
                slack_team_id="T1", bot_user_id="UB", bot_id="B", bot_name="ceiling", name="A", created_at=NOW
            )
        )
        self._session.flush()
        numbers = range(1, how_many + 1)
        self._add(Person, (self._person(n) for n in numbers))
        self._add(Channel, (self._channel(n) for n in numbers))
        self._add(Project, (self._project(n, n, NOW + timedelta(days=365)) for n in numbers))
        self._add(Lead, ({"workspace_id": 1, "project_id": n, "person_id": n} for n in numbers))
        self._add(Membership, (self._membership(n, n, n) for n in numbers))

    def add_team(self, name: str, weeks: int) -> tuple[Scope, int]:
        """Add a project of four that was asked for so many weeks and is asked now; return who answers where."""
        project, people = next(self._ids), [next(self._ids) for _ in range(MEMBERS)]
        memberships = {next(self._ids): person for person in people}
        self._add(Person, (self._person(n) for n in people))
        self._add(Channel, [self._channel(project)])
        self._add(Project, [{**self._project(project, people[0], NOW + timedelta(days=7)), "name": name}])
        self._add(Lead, [{"workspace_id": 1, "project_id": project, "person_id": people[0]}])
        self._add(Membership, (self._membership(m, project, person) for m, person in memberships.items()))
        self._add(ReferenceStrength, self._reference(project))
        for week in range(weeks, -1, -1):
            self._add_week(project, memberships, NOW - timedelta(weeks=week), is_over=week > 0)
        return Scope(self.workspace_id, people[0]), project

    def _add_week(
        self, project: int, memberships: dict[int, int], opened_at: datetime, *, is_over: bool
    ) -> None:
        poll, closed_at = next(self._ids), opened_at + timedelta(days=2)
        answered_at = opened_at + timedelta(hours=1)
        here = {"workspace_id": 1}
        self._add(Poll, [{**here, **_poll(poll, project, opened_at, closed_at if is_over else None)}])
        for membership, person in memberships.items():
            prompt, answer, message = next(self._ids), next(self._ids), next(self._ids)
            self._add(Prompt, [{**here, "id": prompt, "person_id": person, "asked_at": opened_at}])
            self._add(Message, [{**here, **_message(message, prompt, person, opened_at)}])
            if is_over:
                given = {"id": answer, "membership_id": membership, "answered_at": answered_at}
                self._add(Answer, [{**here, **given, **STATED, "request_key": f"history:{answer}"}])
            state = CheckInState.ANSWERED if is_over else CheckInState.ASKED
            asked = {"poll_id": poll, "person_id": person, "prompt_id": prompt, "state": state}
            self._add(CheckIn, [{**here, **asked, "answer_id": answer if is_over else None}])
        if is_over:
            self._add(Reading, [{**here, **_reading(project, closed_at)}])

    def _add(self, table: Any, rows: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> None:  # noqa: ANN401
        self._session.execute(insert(table), list(rows))

    def _person(self, number: int) -> dict[str, Any]:
        known = {"slack_user_id": f"U{number}", "name": f"Person {number}", "zone": "UTC"}
        flags = {"is_bot": False, "is_guest": False, "is_admin": False, "is_active": True}
        return {"id": number, "workspace_id": 1, "refreshed_at": NOW, **known, **flags}

    def _channel(self, number: int) -> dict[str, Any]:
        known = {"slack_channel_id": f"C{number}", "name": f"channel-{number}", "is_private": False}
        return {"id": number, "workspace_id": 1, **known}

    def _project(self, number: int, creator: int, next_poll_at: datetime) -> dict[str, Any]:
        made = Project(
            id=number,
            workspace_id=1,
            channel_id=number,
            name="project",
            stage=Stage.RESEARCH,
            created_at=NOW,
            created_by_id=creator,
            zone="UTC",
            anchor_on=date(2026, 1, 5),
            next_poll_at=next_poll_at,
        )
        return {name: getattr(made, name) for name in Project.model_fields}

    def _membership(self, number: int, project: int, person: int) -> dict[str, Any]:
        who = {"project_id": project, "person_id": person, "added_by_id": person}
        return {"id": number, "workspace_id": 1, "joined_at": NOW - timedelta(days=2_000), **who}

    def _reference(self, project: int) -> list[dict[str, Any]]:
        here = {"workspace_id": 1, "project_id": project, "taken_at": NOW}
        return [{**here, "role": Role(role), "strength": strength} for role, strength in STRENGTHS.items()]


def _poll(number: int, project: int, opened_at: datetime, closed_at: datetime | None) -> dict[str, Any]:
    kind = {"is_scheduled": True, "is_first": False, "counts": True if closed_at else None}
    times = {"opened_at": opened_at, "closes_at": opened_at + timedelta(days=2), "closed_at": closed_at}
    return {"id": number, "project_id": project, "due_at": opened_at, **kind, **times}


def _message(number: int, prompt: int, person: int, sent_at: datetime) -> dict[str, Any]:
    about = {"unique_key": f"prompt:{prompt}", "kind": Kind.PROMPT, "subject_id": prompt, "details": {}}
    stands = {"slack_channel_id": f"D{person}", "slack_ts": f"{number}.0", "sent_at": sent_at}
    state = {"wanted": 1, "sent": 1, "attempts": 0, "created_at": sent_at, "not_before": sent_at}
    return {"id": number, "recipient": f"U{person}", **about, **stands, **state}


def _reading(project: int, taken_at: datetime) -> dict[str, Any]:
    computed = {"ceiling": 0, "weakest": [Role.ML_ENGINEER], "hat_cost": 10, "lapse_after": {str(project): 3}}
    return {
        "project_id": project,
        "taken_at": taken_at,
        "occasion": Occasion.ANSWER,
        **computed,
        **STRENGTHS,
    }
