"""When people are told in private of a project: while it is worked on, and never in their night."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.services import outbox
from bot.services.telling import Notice, tell, tell_at_work
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.database import Database

ANA, BEN = range(2)
TOKYO = "Asia/Tokyo"
FRIDAY_NOON = datetime(2026, 6, 5, 10, tzinfo=UTC)


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    """*churn* is worked on from Sunday to Thursday; Ben is in Tokyo."""
    with database.transaction() as session:
        made = Office(session)
        made.projects[0].work_days = "60123"
        made.people[BEN].zone = TOKYO
        session.add_all([made.projects[0], made.people[BEN]])
        session.flush()
        yield made


def told_at(office: Office, person: int) -> datetime:
    """Return from when on a person may be told what was said of *churn*."""
    owed = outbox.find_by_key(office.session, office.workspace_id, f"said:{office.people[person].key}")
    assert owed is not None
    return owed.not_before


def notice(office: Office) -> Notice:
    return Notice("said", outbox.Kind.EMPTY_POLL, office.projects[0].key)


def test_whoever_is_told_at_work_is_told_on_the_project_s_days_by_their_own_clock(office: Office) -> None:
    tell_at_work(office.session, office.projects[0], office.people[:2], notice(office), now=FRIDAY_NOON)

    assert told_at(office, ANA).astimezone(ZoneInfo("Europe/Berlin")).isoformat()[:16] == "2026-06-07T09:00"
    assert told_at(office, BEN).astimezone(ZoneInfo(TOKYO)).isoformat()[:16] == "2026-06-07T09:00"


def test_what_cannot_wait_is_told_at_once(office: Office) -> None:
    tell(office.session, office.workspace_id, office.people[:1], notice(office), now=FRIDAY_NOON)
    assert told_at(office, ANA) == FRIDAY_NOON
