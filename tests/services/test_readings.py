"""Readings are what the stored facts say as of their time, whatever has happened since."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from bot.domain.causes import Occasion
from bot.domain.roles import Role
from bot.services.facts import load_facts
from bot.services.readings import Change, newest_strengths, recomputing, rules_of
from models.database import Database
from models.readings import Reading
from tests.services.office import NAMES, Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.roles import Strengths

people = st.integers(0, len(NAMES) - 1)
projects = st.integers(0, 1)
claims = st.dictionaries(st.sampled_from(Role), st.integers(1, 5))
waits = st.sampled_from([timedelta(minutes=m) for m in (1, 7)] + [timedelta(days=d) for d in (1, 9, 15)])

acts = st.one_of(
    st.tuples(st.just("answer"), people, projects, claims),
    st.tuples(st.just("answer"), people, projects, claims),
    st.tuples(st.just("skip"), people, projects),
    st.tuples(st.just("join"), people, projects),
    st.tuples(st.just("leave"), people, projects),
    st.tuples(st.just("go_away"), people, st.integers(0, 30)),
    st.tuples(st.just("come_back"), people),
    st.tuples(st.just("change_rules"), st.integers(0, 50), projects, st.integers(1, 4)),
)
# Each example is undone: the database of the test may serve them all.
moderately = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A freshly migrated database, used from this thread."""
    database = Database(database_url)
    yield database
    database.engine.dispose()


@contextmanager
def office(database: Database) -> Iterator[Office]:
    """Open an office that leaves nothing behind."""
    with database.transaction() as session:
        yield Office(session)
        session.rollback()


def do(here: Office, name: str, *what: object) -> None:
    """Do one thing in an office."""
    if name == "change_rules":
        change_rules(here, *what)  # type: ignore[arg-type]
    else:
        getattr(here, name)(*what)


def change_rules(here: Office, hat_cost: int, project: int, lapse_after: int) -> None:
    """Change what a hat costs, and the patience of a project, as the settings do: quietly."""
    change = Change(Occasion.SETTINGS, is_quiet=True)
    ids = [each.key for each in here.projects]
    with recomputing(here.session, here.workspace_id, ids, change, now=here.now):
        here.workspace.hat_cost, here.projects[project].lapse_after = hat_cost, lapse_after
        here.session.add_all([here.workspace, here.projects[project]])


def recomputed(here: Office, reading: Reading) -> Strengths:
    """Return what the facts stored by now say of a reading's time, under its rules."""
    facts = load_facts(
        here.session, here.workspace_id, [reading.project_id], now=reading.taken_at, rules=rules_of(reading)
    )
    return facts[reading.project_id].coverage.strengths


def strengths_now(here: Office) -> list[Strengths]:
    """Return the strengths of all projects."""
    ids = [project.key for project in here.projects]
    facts = load_facts(here.session, here.workspace_id, ids, now=here.now)
    return [facts[project_id].coverage.strengths for project_id in ids]


@given(st.lists(st.tuples(waits, acts), min_size=3, max_size=7))
@moderately
def test_recomputing_from_the_stored_facts_as_of_its_time_gives_each_reading(
    database: Database, history: list[tuple[timedelta, tuple[str, object]]]
) -> None:
    with office(database) as here:
        for wait, act in history:
            here.pass_time(wait)
            do(here, *act)
        here.pass_time(timedelta(days=1))
        readings = here.session.exec(select(Reading).order_by(col(Reading.id))).all()
        assert [recomputed(here, reading) for reading in readings] == [each.strengths for each in readings]


@given(st.lists(st.tuples(waits, acts), min_size=3, max_size=7))
@moderately
def test_the_newest_reading_is_the_standing_of_now(
    database: Database, history: list[tuple[timedelta, tuple[str, object]]]
) -> None:
    with office(database) as here:
        for wait, act in history:
            here.pass_time(wait)
            do(here, *act)
            newest = newest_strengths(here.session, [project.key for project in here.projects])
            for project, strengths in zip(here.projects, strengths_now(here), strict=True):
                assert newest.get(project.key, type(strengths)()) == strengths


@given(st.lists(claims, min_size=3, max_size=3), st.permutations(range(len(NAMES))))
@moderately
def test_the_order_of_different_peoples_answers_does_not_matter(
    database: Database, said: list[dict[Role, int]], order: list[int]
) -> None:
    ended = []
    for each_order in (range(len(NAMES)), order):
        with office(database) as here:
            for person in each_order:
                here.answer(person, 0, said[person])
                here.pass_time(timedelta(minutes=1))
                here.answer(person, 1, said[person])
            here.pass_time(timedelta(days=3))
            ended.append(strengths_now(here))
    assert ended[0] == ended[1]


def test_polls_that_close_at_one_instant_make_one_reading_for_each_project(database: Database) -> None:
    with office(database) as here:
        for person in range(len(NAMES)):
            here.pass_time(timedelta(minutes=1))
            for project in (0, 1):
                here.answer(person, project, {Role.ML_ENGINEER: 4, Role.DATA_SCIENTIST: 3})
        here.pass_time(timedelta(days=70))
        readings = here.session.exec(select(Reading)).all()
        instants = [(reading.project_id, reading.taken_at) for reading in readings]
        assert len(instants) == len(set(instants))
        assert strengths_now(here)[1].ceiling == 0
