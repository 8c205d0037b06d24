"""Whoever wishes to be asked less often is spared some polls, and asked again however many wish the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from bot.domain.polls import HowOften
from bot.domain.recurrence import Rhythm
from bot.domain.roles import Role
from bot.services import answers, outbox, polls
from bot.services.answers import Press
from models.messages import Message
from models.polls import CheckIn, Poll
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.database import Database

ANA, BEN = range(2)
CHURN = 0
FORTNIGHT = timedelta(days=14)
OTHER, THIRD, MUTED = HowOften.EVERY_OTHER, HowOften.EVERY_THIRD, HowOften.MUTED
# Mondays at 09:00 in Berlin, one every other week: the times at which a poll falls due.
SLOTS = [datetime(2026, 6, 15, 7, tzinfo=UTC) + each * FORTNIGHT for each in range(7)]


@pytest.fixture
def here(database: Database) -> Iterator[Office]:
    """Ana and Ben of *churn* have answered in its first poll, which is over."""
    with database.transaction() as session:
        office = Office(session)
        office.answer(ANA, CHURN, {Role.ML_ENGINEER: 5})
        office.answer(BEN, CHURN, {Role.INFRASTRUCTURE_ENGINEER: 4})
        office.pass_time(timedelta(days=3))
        yield office


def wish(here: Office, *how_often: HowOften) -> None:
    """Let Ana, and Ben, say how often they wish to be asked."""
    for person, each in enumerate(how_often):
        press = Press(f"wish {person}")
        project_id = here.projects[CHURN].key
        answers.ask_me(here.session, here.scope(person), project_id, each, press, now=here.now)


def pass_slots(here: Office, count: int = len(SLOTS)) -> None:
    """Let time pass until a number of polls have fallen due and had their days."""
    here.pass_time(SLOTS[count - 1] + timedelta(days=7) - here.now)


def slots_of(here: Office, person: int) -> list[int]:
    """Return in which slots, counted from 1, a scheduled poll of *churn* asked a person."""
    query = (
        select(Poll.due_at)
        .join(CheckIn, col(CheckIn.poll_id) == Poll.id)
        .where(Poll.project_id == here.projects[CHURN].key, col(Poll.is_scheduled).is_(True))
        .where(CheckIn.person_id == here.people[person].key)
        .order_by(col(Poll.id))
    )
    return [SLOTS.index(due_at) + 1 for due_at in here.session.exec(query)]


def told_of_nobody(here: Office) -> list[Message]:
    return list(here.session.exec(select(Message).where(Message.kind == outbox.Kind.NOBODY_TO_ASK)))


def test_where_all_wish_every_other_poll_one_opens_in_every_other_slot(here: Office) -> None:
    wish(here, OTHER, OTHER)
    pass_slots(here)
    assert slots_of(here, ANA) == slots_of(here, BEN) == [1, 3, 5, 7]
    assert not told_of_nobody(here)


def test_who_is_asked_less_often_beside_a_muted_member_is_asked_again(here: Office) -> None:
    wish(here, OTHER, MUTED)
    pass_slots(here)
    assert slots_of(here, ANA) == [1, 3, 5, 7]
    assert not told_of_nobody(here)


def test_slots_without_a_poll_spare_each_member_as_polls_do(here: Office) -> None:
    wish(here, THIRD, OTHER)
    pass_slots(here)
    assert slots_of(here, ANA) == [1, 4, 7]
    assert slots_of(here, BEN) == [1, 3, 5, 7]


@pytest.mark.parametrize(("how_often", "asked"), [(OTHER, [1, 3, 5, 7]), (THIRD, [1, 4, 7])])
def test_polls_in_which_others_are_asked_spare_a_member(
    here: Office, how_often: HowOften, asked: list[int]
) -> None:
    wish(here, how_often)
    pass_slots(here)
    assert slots_of(here, ANA) == asked
    assert slots_of(here, BEN) == [1, 2, 3, 4, 5, 6, 7]


def test_a_poll_opened_by_hand_asks_all_and_changes_nobodys_turn(here: Office) -> None:
    wish(here, OTHER, OTHER)
    pass_slots(here, 2)
    polls.open_now(here.session, here.scope(ANA), here.projects[CHURN].key, now=here.now)
    pass_slots(here, 5)
    assert slots_of(here, ANA) == slots_of(here, BEN) == [1, 3, 5]


def test_slots_that_pass_while_a_poll_is_open_spare_nobody(here: Office) -> None:
    project = here.projects[CHURN]
    project.rhythm, project.anchor_on, project.days_open = Rhythm.WEEKLY, date(2026, 6, 1), 9
    wish(here, OTHER)
    pass_slots(here, 5)
    assert slots_of(here, BEN) == [1, 2, 3, 4, 5]
    assert slots_of(here, ANA) == [1, 3, 5]
