"""A paused project asks nobody and tells nobody, and goes on as if nothing had been missed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from bot.domain.errors import ProjectPaused
from bot.domain.pauses import PausedBecause
from bot.domain.roles import Role
from bot.services import pausing, polls
from bot.services.facts import load_facts
from bot.services.outbox import Kind
from bot.services.poll_figures import open_poll_of
from models.messages import Message
from models.polls import CheckIn, Poll
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.database import Database

ANA, BEN = 0, 1
CHURN = 0
FORTNIGHT = timedelta(days=14)
STRONG = {Role.DATA_SCIENTIST: 5, Role.ML_ENGINEER: 5}
WEAK = {Role.DATA_SCIENTIST: 5, Role.ML_ENGINEER: 1}
REST = {Role.INFRASTRUCTURE_ENGINEER: 5, Role.DOMAIN_EXPERT: 5}


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    """*churn* has had its first poll: everything is strong."""
    with database.transaction() as session:
        made = Office(session)
        made.answer(ANA, CHURN, STRONG)
        made.answer(BEN, CHURN, REST)
        made.pass_time(timedelta(hours=1))
        yield made


def pause(office: Office, because: PausedBecause = PausedBecause.CHANNEL_ARCHIVED) -> None:
    pausing.pause(office.session, office.projects[CHURN], because, now=office.now)


def resume(office: Office) -> None:
    pausing.resume(office.session, office.projects[CHURN], now=office.now)


def polls_of(office: Office) -> list[Poll]:
    query = select(Poll).where(Poll.project_id == office.projects[CHURN].key).order_by(col(Poll.id))
    return list(office.session.exec(query))


def owed(office: Office, *kinds: Kind) -> list[Message]:
    query = select(Message).where(col(Message.kind).in_(kinds), col(Message.slack_ts).is_not(None))
    return list(office.session.exec(query.order_by(col(Message.id))))


def test_a_paused_project_opens_no_poll_and_after_it_only_the_next_one(office: Office) -> None:
    pause(office)
    office.pass_time(5 * FORTNIGHT)
    assert len(polls_of(office)) == 1

    resume(office)
    next_poll_at = office.projects[CHURN].next_poll_at
    assert office.now < next_poll_at <= office.now + FORTNIGHT
    office.pass_time(FORTNIGHT)
    assert [poll.opened_at for poll in polls_of(office)[1:]] == [next_poll_at]


def test_nobody_can_open_a_poll_in_a_paused_project(office: Office) -> None:
    pause(office, PausedBecause.BY_LEAD)
    with pytest.raises(ProjectPaused):
        polls.open_now(office.session, office.scope(ANA), office.projects[CHURN].key, now=office.now)


def test_an_open_poll_is_held_and_silence_in_it_means_nothing(office: Office) -> None:
    office.pass_time(FORTNIGHT)
    poll = open_poll_of(office.session, office.projects[CHURN].key)
    assert poll is not None
    office.answer(ANA, CHURN, STRONG)
    pause(office)
    office.pass_time(FORTNIGHT)

    assert poll.closed_at == poll.closes_at
    assert poll.counts is False
    [check_in] = office.session.exec(
        select(CheckIn).where(CheckIn.poll_id == poll.key, CheckIn.person_id == office.people[BEN].key)
    )
    assert check_in.reminder_id is None
    facts = load_facts(office.session, office.workspace_id, [poll.project_id], now=office.now)
    ben = facts[poll.project_id].member(office.people[BEN].key)
    assert ben is not None
    assert ben.silence.polls == 0


@pytest.mark.parametrize("when", ["before", "during"])
def test_a_fall_around_a_pause_is_no_news_and_a_later_one_is(office: Office, when: str) -> None:
    if when == "during":
        pause(office)
    office.answer(ANA, CHURN, WEAK)
    pause(office)
    office.pass_time(FORTNIGHT)
    resume(office)
    office.pass_time(timedelta(hours=1))
    assert owed(office, Kind.DROP) == []

    office.answer(BEN, CHURN, {Role.INFRASTRUCTURE_ENGINEER: 5})
    office.answer(ANA, CHURN, {Role.DATA_SCIENTIST: 5, Role.ML_ENGINEER: 5})
    office.pass_time(FORTNIGHT)
    assert len(owed(office, Kind.DROP)) == 1


def test_a_summary_that_waits_for_working_hours_is_not_sent_any_more(office: Office) -> None:
    office.pass_time(timedelta(hours=11))
    office.answer(ANA, CHURN, {Role.DATA_SCIENTIST: 5})
    office.pass_time(timedelta(minutes=6))
    pause(office)
    office.pass_time(FORTNIGHT)
    assert owed(office, Kind.DROP) == []


def test_the_leads_are_told_once_and_shown_where_they_were_told_that_it_goes_on(office: Office) -> None:
    pause(office)
    pause(office)
    office.pass_time(timedelta(minutes=1))
    [told] = owed(office, Kind.PROJECT_PAUSED)
    assert told.recipient == "Uana"

    resume(office)
    resume(office)
    office.pass_time(timedelta(minutes=1))
    assert [(each.id, each.sent) for each in owed(office, Kind.PROJECT_PAUSED)] == [(told.id, 2)]


def test_what_a_lead_wished_stands_over_what_becomes_of_the_channel(office: Office) -> None:
    channel = office.channel_of(CHURN)
    pause(office, PausedBecause.BY_LEAD)
    paused_at = office.now
    office.pass_time(timedelta(days=1))
    pausing.pause_all(office.session, channel, PausedBecause.CHANNEL_ARCHIVED, now=office.now)
    pausing.resume_all(office.session, channel, now=office.now)

    project = office.projects[CHURN]
    assert (project.paused_at, project.paused_because) == (paused_at, PausedBecause.BY_LEAD)
    assert owed(office, Kind.PROJECT_PAUSED) == []


def test_a_channel_that_can_be_used_again_lets_its_projects_go_on(office: Office) -> None:
    channel = office.channel_of(CHURN)
    pausing.pause_all(office.session, channel, PausedBecause.CHANNEL_ARCHIVED, now=office.now)
    pausing.pause_all(office.session, channel, PausedBecause.BOT_NOT_IN_CHANNEL, now=office.now)
    pausing.resume_all(office.session, channel, now=office.now)
    assert not office.projects[CHURN].is_paused


def test_a_channel_that_takes_no_posts_stays_paused_until_a_lead_says_so(office: Office) -> None:
    pause(office, PausedBecause.CHANNEL_RESTRICTED)
    pausing.resume_all(office.session, office.channel_of(CHURN), now=office.now)
    assert office.projects[CHURN].is_paused
