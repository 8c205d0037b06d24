"""What each further hat costs is set by an admin, holds everywhere at once, and is no news anywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.domain.errors import NotAnAdmin
from bot.domain.roles import Role
from bot.services import changes, workspaces
from bot.services.readings import load_reference, newest_strengths
from models.database import Database
from models.messages import Message
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

ANA, BEN, CHO = range(3)
CHURN, FRAUD = range(2)


@pytest.fixture
def here(database_url: str) -> Iterator[Office]:
    """Ben wears a hat in each of two projects, where the first polls are over; Ana is an admin."""
    database = Database(database_url)
    with database.transaction() as session:
        office = Office(session)
        office.people[ANA].is_admin = True
        session.add(office.people[ANA])
        office.answer(ANA, CHURN, {Role.ML_ENGINEER: 5})
        office.answer(BEN, CHURN, {Role.INFRASTRUCTURE_ENGINEER: 4})
        office.answer(BEN, FRAUD, {Role.DATA_SCIENTIST: 4})
        office.answer(CHO, FRAUD, {Role.DOMAIN_EXPERT: 5})
        office.pass_time(timedelta(days=3))
        yield office
        session.rollback()
    database.engine.dispose()


def strengths(here: Office) -> list[int]:
    """Return what Ben's two roles come to."""
    newest = newest_strengths(here.session, [project.key for project in here.projects])
    churn, fraud = (newest[project.key] for project in here.projects)
    return [churn[Role.INFRASTRUCTURE_ENGINEER], fraud[Role.DATA_SCIENTIST]]


def test_every_project_is_computed_anew_and_nobody_reads_of_a_drop(here: Office) -> None:
    assert strengths(here) == [36, 36]
    said = len(here.session.exec(select(Message)).all())
    workspaces.change_hat_cost(here.session, here.scope(ANA), 50, now=here.now)
    assert strengths(here) == [20, 20]
    reference = load_reference(here.session, here.projects[CHURN].key)
    assert reference is not None
    assert reference[Role.INFRASTRUCTURE_ENGINEER] == 20

    here.pass_time(timedelta(hours=1))
    assert len(here.session.exec(select(Message)).all()) == said
    workspaces.change_hat_cost(here.session, here.scope(ANA), 0, now=here.now)
    assert strengths(here) == [40, 40]


def test_the_settings_of_each_project_show_who_changed_it(here: Office) -> None:
    workspaces.change_hat_cost(here.session, here.scope(ANA), 20, now=here.now)
    for project in here.projects:
        newest = changes.latest(here.session, project)[0]
        assert (newest.changed_by, newest.what) == ("Uana", {"hat_cost": (10, 20)})


def test_what_stays_as_it_was_is_no_change(here: Office) -> None:
    workspaces.change_hat_cost(here.session, here.scope(ANA), 10, now=here.now)
    assert changes.latest(here.session, here.projects[CHURN]) == ()


def test_it_is_refused_to_whoever_is_no_admin(here: Office) -> None:
    with pytest.raises(NotAnAdmin):
        workspaces.change_hat_cost(here.session, here.scope(BEN), 0, now=here.now)
    assert strengths(here) == [36, 36]
