"""Readings are what the stored facts say as of their time, whatever has happened since."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from bot.domain.causes import Occasion
from bot.domain.roles import Role, Strengths
from bot.services.facts import load_facts
from bot.services.readings import Change, newest_strengths, recomputing, rules_of
from models.database import Database
from models.readings import Reading
from tests.services.office import NAMES, Office

if TYPE_CHECKING:
    from collections.abc import Iterator

people = st.integers(0, len(NAMES) - 1)
projects = st.integers(0, 1)
claims = st.dictionaries(st.sampled_from(Role), st.integers(1, 5))
waits = st.sampled_from([timedelta(minutes=m) for m in (1, 7)] + [timedelta(days=d) for d in (1, 9, 14)])

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
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


MINUTE, FORTNIGHT = timedelta(minutes=1), timedelta(days=14)
ENGINEER, EXPERT = {Role.ML_ENGINEER: 4}, {Role.DOMAIN_EXPERT: 4}
ANA, BEN, CHO = range(3)
CHURN, FRAUD = range(2)
EVERYONE_ANSWERS = [
    (MINUTE, ("answer", ANA, CHURN, ENGINEER)),
    (MINUTE, ("answer", BEN, CHURN, EXPERT)),
    (MINUTE, ("answer", BEN, FRAUD, EXPERT)),
    (MINUTE, ("answer", CHO, FRAUD, ENGINEER)),
]
# A fortnight after the start, when polls are open, all but Ben answer.
BEN_IS_SILENT = [
    (FORTNIGHT, ("answer", ANA, CHURN, ENGINEER)),
    (MINUTE, ("answer", CHO, FRAUD, ENGINEER)),
]
LATER = [(FORTNIGHT, ("come_back", ANA))]
IMPATIENT = [(MINUTE, ("change_rules", 10, CHURN, 1))]


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
@example(EVERYONE_ANSWERS + BEN_IS_SILENT + LATER)
@example(EVERYONE_ANSWERS + IMPATIENT + BEN_IS_SILENT + LATER)
@moderately
def test_the_newest_reading_is_the_standing_and_the_facts_give_every_reading_as_of_its_time(
    database: Database, history: list[tuple[timedelta, tuple[str, object]]]
) -> None:
    with office(database) as here:
        for wait, act in history:
            here.pass_time(wait)
            do(here, *act)
            newest = newest_strengths(here.session, [project.key for project in here.projects])
            known = [newest.get(project.key, Strengths()) for project in here.projects]
            assert known == strengths_now(here)
        here.pass_time(timedelta(days=1))
        readings = here.session.exec(select(Reading).order_by(col(Reading.id))).all()
        assert [recomputed(here, reading) for reading in readings] == [each.strengths for each in readings]


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
        for wait, act in EVERYONE_ANSWERS + IMPATIENT + BEN_IS_SILENT + LATER:
            here.pass_time(wait)
            do(here, *act)
        readings = here.session.exec(select(Reading).where(Reading.occasion == Occasion.POLL_CLOSED)).all()
        assert sorted(reading.project_id for reading in readings) == [each.key for each in here.projects]
        assert len({reading.taken_at for reading in readings}) == 1
