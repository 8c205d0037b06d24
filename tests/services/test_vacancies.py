"""A vacancy is accepted for a time: when that is over and nobody has come, the leads are asked again, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.domain.roles import Role, Stage
from bot.domain.vacancies import AcceptedVacancy
from bot.services import outbox, projects, vacancies
from models.database import Database
from models.messages import Message
from models.vacancies import Acceptance
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

ANA, BEN = range(2)
CHURN = 0
# The project is in research; its first poll ends on Wednesday, 3 June.
FRIDAY = date(2026, 6, 5)


@pytest.fixture
def here(database_url: str) -> Iterator[Office]:
    """Nobody of *churn*, which Ana leads, is an ML engineer, and its first poll is over."""
    database = Database(database_url)
    with database.transaction() as session:
        office = Office(session)
        office.answer(ANA, CHURN, {Role.DOMAIN_EXPERT: 5})
        office.answer(BEN, CHURN, {Role.INFRASTRUCTURE_ENGINEER: 4})
        office.pass_time(timedelta(days=2, hours=2))
        yield office
        session.rollback()
    database.engine.dispose()


def accept(here: Office, until_on: date | None = None, until_stage: Stage | None = None) -> None:
    vacancy = AcceptedVacancy(Role.ML_ENGINEER, until_on, until_stage)
    vacancies.accept(here.session, here.scope(ANA), here.projects[CHURN].key, vacancy, now=here.now)


def stage(here: Office, stage: Stage) -> None:
    projects.change_stage(here.session, here.scope(ANA), here.projects[CHURN].key, stage, now=here.now)


def asked_again(here: Office) -> list[tuple[str, datetime]]:
    """Return who was asked again, and from when on."""
    query = select(Message).where(Message.kind == outbox.Kind.VACANCY_OVER)
    return [(message.recipient, message.not_before) for message in here.session.exec(query)]


def test_the_lead_is_asked_on_the_next_working_morning_and_only_once(here: Office) -> None:
    accept(here, until_on=FRIDAY)
    here.pass_time(timedelta(days=2))
    assert asked_again(here) == []
    here.pass_time(timedelta(days=30))
    [(lead, at)] = asked_again(here)
    assert (lead, at.isoformat()) == ("Uana", "2026-06-08T07:00:00+00:00")


def test_the_stage_that_ends_it_asks_at_once_and_the_day_no_more(here: Office) -> None:
    accept(here, until_on=FRIDAY, until_stage=Stage.PRODUCTION)
    stage(here, Stage.PRODUCTION)
    here.pass_time(timedelta(minutes=1))
    assert len(asked_again(here)) == 1
    here.pass_time(timedelta(days=30))
    assert len(asked_again(here)) == 1


def test_another_stage_that_ends_nothing_asks_nobody(here: Office) -> None:
    accept(here, until_stage=Stage.OPERATION)
    stage(here, Stage.PRODUCTION)
    here.pass_time(timedelta(days=1))
    assert asked_again(here) == []
    stage(here, Stage.OPERATION)
    here.pass_time(timedelta(minutes=1))
    assert len(asked_again(here)) == 1


def test_nobody_is_asked_where_somebody_has_come(here: Office) -> None:
    accept(here, until_on=FRIDAY)
    here.answer(BEN, CHURN, {Role.ML_ENGINEER: 4})
    here.pass_time(timedelta(days=10))
    assert asked_again(here) == []


def test_what_was_accepted_for_longer_ends_later(here: Office) -> None:
    accept(here, until_on=FRIDAY)
    accept(here, until_on=FRIDAY + timedelta(days=2))
    here.pass_time(timedelta(days=4))
    assert asked_again(here) == []
    here.pass_time(timedelta(days=2))
    assert len(asked_again(here)) == 1


def test_what_is_looked_at_too_early_goes_on_and_ends_in_time(here: Office) -> None:
    accept(here, until_on=FRIDAY)
    [acceptance] = here.session.exec(select(Acceptance)).all()
    acceptance.notice_at = acceptance.accepted_at
    here.session.add(acceptance)
    here.pass_time(timedelta(hours=1))
    assert asked_again(here) == []
    here.pass_time(timedelta(days=6))
    assert len(asked_again(here)) == 1


def test_a_paused_project_is_left_alone_until_it_goes_on(here: Office) -> None:
    accept(here, until_on=FRIDAY)
    projects.pause(here.session, here.scope(ANA), here.projects[CHURN].key, now=here.now)
    here.pass_time(timedelta(days=10))
    assert asked_again(here) == []
    projects.resume(here.session, here.scope(ANA), here.projects[CHURN].key, now=here.now)
    here.pass_time(timedelta(days=2))
    assert len(asked_again(here)) == 1


def test_what_the_version_before_accepted_ends_too(here: Office) -> None:
    accept(here, until_on=FRIDAY)
    [acceptance] = here.session.exec(select(Acceptance)).all()
    acceptance.notice_at = None
    here.session.add(acceptance)
    here.session.flush()
    here.pass_time(timedelta(days=1))
    vacancies.look_anew(here.session, here.workspace_id, now=here.now)
    here.pass_time(timedelta(days=1))
    assert asked_again(here) == []
    here.pass_time(timedelta(days=30))
    assert len(asked_again(here)) == 1


def test_a_stage_that_the_version_before_changed_ends_it_too(here: Office) -> None:
    accept(here, until_stage=Stage.PRODUCTION)
    here.projects[CHURN].stage = Stage.PRODUCTION
    here.session.add(here.projects[CHURN])
    here.session.flush()
    here.pass_time(timedelta(days=1))
    assert asked_again(here) == []
    vacancies.look_anew(here.session, here.workspace_id, now=here.now)
    here.pass_time(timedelta(minutes=1))
    assert len(asked_again(here)) == 1
