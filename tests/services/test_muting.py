"""Whoever has muted a project is not asked, so they are not counted as asked; silence stays silence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from bot.domain.errors import AllMuted
from bot.domain.polls import HowOften
from bot.domain.roles import Role
from bot.domain.standing import Standing
from bot.services import answers, outbox, polls
from bot.services.answers import Press
from bot.services.facts import load_facts
from bot.services.poll_figures import count_in
from models.database import Database
from models.messages import Message
from models.polls import Poll
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

ANA, BEN = range(2)
CHURN = 0
TWO_WEEKS = timedelta(days=14)


@pytest.fixture
def here(database_url: str) -> Iterator[Office]:
    """Ana and Ben of *churn* have answered in its first poll, which is over."""
    database = Database(database_url)
    with database.transaction() as session:
        office = Office(session)
        office.answer(ANA, CHURN, {Role.ML_ENGINEER: 5})
        office.answer(BEN, CHURN, {Role.INFRASTRUCTURE_ENGINEER: 4})
        office.pass_time(timedelta(days=3))
        yield office
        session.rollback()
    database.engine.dispose()


def mute(here: Office, *people: int) -> None:
    """Let some people mute *churn*."""
    for person in people:
        press = Press(f"mute {person}")
        project_id = here.projects[CHURN].key
        answers.ask_me(here.session, here.scope(person), project_id, HowOften.MUTED, press, now=here.now)


def polls_of_churn(here: Office) -> list[Poll]:
    query = select(Poll).where(Poll.project_id == here.projects[CHURN].key).order_by(col(Poll.id))
    return list(here.session.exec(query))


def told_of_nobody(here: Office) -> list[dict[str, object]]:
    """Return what the leads were told of a poll for which there was nobody to ask."""
    query = select(Message).where(Message.kind == outbox.Kind.NOBODY_TO_ASK)
    return [message.details for message in here.session.exec(query)]


def test_only_those_who_are_asked_count_as_asked(here: Office) -> None:
    mute(here, BEN)
    poll = polls.open_now(here.session, here.scope(ANA), here.projects[CHURN].key, now=here.now)
    assert count_in(here.session, poll.key) == (0, 1)


def test_a_muted_member_who_answers_all_the_same_is_in(here: Office) -> None:
    mute(here, BEN)
    here.pass_time(timedelta(days=4))
    poll = polls.open_now(here.session, here.scope(ANA), here.projects[CHURN].key, now=here.now)
    here.answer(BEN, CHURN, {Role.INFRASTRUCTURE_ENGINEER: 5})
    assert count_in(here.session, poll.key) == (1, 2)


def test_whoever_was_asked_and_skips_goes_on_counting_as_asked(here: Office) -> None:
    here.pass_time(timedelta(days=4))
    poll = polls.open_now(here.session, here.scope(ANA), here.projects[CHURN].key, now=here.now)
    here.skip(BEN, CHURN)
    assert count_in(here.session, poll.key) == (0, 2)


def test_where_all_have_muted_it_no_poll_opens_and_the_lead_is_told_why(here: Office) -> None:
    mute(here, ANA, BEN)
    before = len(polls_of_churn(here))
    here.pass_time(TWO_WEEKS)
    assert len(polls_of_churn(here)) == before
    assert told_of_nobody(here) == [{"all_muted": True}]
    with pytest.raises(AllMuted):
        polls.open_now(here.session, here.scope(ANA), here.projects[CHURN].key, now=here.now)


def test_a_muted_claim_is_unconfirmed_by_a_poll_in_which_others_answer(here: Office) -> None:
    mute(here, BEN)
    while len(polls_of_churn(here)) == 1:
        here.pass_time(timedelta(days=1))
    here.answer(ANA, CHURN, {Role.ML_ENGINEER: 5})
    here.pass_time(timedelta(days=3))

    assert polls_of_churn(here)[-1].counts
    facts = load_facts(here.session, here.workspace_id, [here.projects[CHURN].key], now=here.now)
    [ben] = [
        member
        for member in facts[here.projects[CHURN].key].members
        if member.membership.person_id == here.people[BEN].key
    ]
    assert ben.standing is Standing.UNCONFIRMED
