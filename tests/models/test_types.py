"""Column types keep their promise on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Insert, Integer, MetaData, Select, Table, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from models.types import UtcDateTime, enum_column

if TYPE_CHECKING:
    from models.database import Database


class Mood(StrEnum):
    """An enum whose names and values differ."""

    WELL = "feels_well"
    ILL = "feels_ill"


DAYS = Table(
    "days",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("seen_at", UtcDateTime),
    Column("mood", enum_column(Mood)),
)


@pytest.fixture(autouse=True)
def days(database: Database) -> None:
    with database.engine.begin() as connection:
        DAYS.create(connection)


def put_and_get(database: Database, put: Insert, get: Select[tuple[object]]) -> object:
    with database.engine.begin() as connection:
        connection.execute(put)
        return connection.execute(get).scalar_one()


def test_an_instant_comes_back_aware_in_utc(database: Database) -> None:
    tokyo = datetime(2026, 3, 3, 18, 30, tzinfo=timezone(timedelta(hours=9)))
    got = put_and_get(database, insert(DAYS).values(seen_at=tokyo), select(DAYS.c.seen_at))
    assert got == datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    assert isinstance(got, datetime)
    assert got.tzinfo is UTC


def test_no_instant_stays_none(database: Database) -> None:
    assert put_and_get(database, insert(DAYS).values(seen_at=None), select(DAYS.c.seen_at)) is None


def test_instants_compare_in_the_database_whatever_zone_they_were_given_in(database: Database) -> None:
    early = datetime(2026, 3, 3, 18, 30, tzinfo=timezone(timedelta(hours=9)))
    found = select(DAYS.c.id).where(DAYS.c.seen_at < datetime(2026, 3, 3, 10, tzinfo=UTC))
    assert put_and_get(database, insert(DAYS).values(id=4, seen_at=early), found) == 4


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 3, 3, 18, 30)  # noqa: DTZ001 (what is being refused)
    with pytest.raises(StatementError, match="needs its time zone"):
        put_and_get(database, insert(DAYS).values(seen_at=naive), select(DAYS.c.seen_at))


def test_an_enum_is_stored_by_its_value(database: Database) -> None:
    stored = select(text("mood")).select_from(DAYS)
    assert put_and_get(database, insert(DAYS).values(mood=Mood.ILL), stored) == "feels_ill"
    with database.engine.connect() as connection:
        assert connection.execute(select(DAYS.c.mood)).scalar_one() is Mood.ILL


def test_the_database_itself_refuses_a_value_the_enum_does_not_have(database: Database) -> None:
    with pytest.raises(IntegrityError), database.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO days (mood) VALUES ('bored')")
