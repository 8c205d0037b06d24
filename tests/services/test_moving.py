"""A project moves to another channel while things are under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.sending import Failure
from bot.services import channels, leases, outbox, people, projects, troubles
from bot.services.belonging import current_memberships
from bot.services.outbox import Kind
from bot.services.poll_figures import open_poll_of
from bot.services.ports.outside import KnownChannel, SendingFailed, Sent
from bot.services.showing import project_settings
from models.messages import Message
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.ports.outside import OwedMessage
    from models.database import Database

ANA, CHURN = 0, 0
OLD, NEW = "Cchurn", "Cattic"


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    """The first poll of *churn* has just opened: its message is owed to the channel."""
    with database.transaction() as session:
        made = Office(session)
        there = KnownChannel(NEW, "attic", is_private=True, bot_is_member=True)
        people.remember_channel(session, made.workspace_id, there)
        yield made


def moves(office: Office) -> None:
    """Let Ana move *churn*, and change nothing else."""
    settings = replace(office.settings(CHURN), slack_channel_id=NEW)
    project_id = office.projects[CHURN].key
    projects.change_settings(office.session, office.scope(ANA), project_id, settings, now=office.now)


def claimed(office: Office, kind: Kind = Kind.POLL) -> list[OwedMessage]:
    """Lease what may be sent now; return what is of one kind, and about *churn*."""
    office.session.flush()
    batch = leases.claim_batch(office.session, office.workspace_id, most=50, now=office.now)
    poll = open_poll_of(office.session, office.projects[CHURN].key)
    assert poll is not None
    return [owed for owed in batch if owed.kind == kind and owed.subject_id == poll.key]


def later(office: Office) -> None:
    """Let what was leased or kept apart be free again."""
    office.now += timedelta(minutes=1)


def test_what_is_posted_in_the_old_channel_during_the_move_is_posted_anew(office: Office) -> None:
    [under_way] = claimed(office)
    moves(office)
    outbox.mark_sent(office.session, [(under_way, Sent(OLD, "1.0"))], now=office.now)
    later(office)

    [anew] = claimed(office)
    assert (anew.recipient, anew.slack_ts) == (NEW, None)
    outbox.mark_sent(office.session, [(anew, Sent(NEW, "2.0"))], now=office.now)
    office.session.expire_all()
    message = office.session.get_one(Message, anew.message_id)
    assert (message.slack_channel_id, message.slack_ts, message.sent) == (NEW, "2.0", message.wanted)


def test_that_the_old_channel_refuses_it_is_not_held_against_the_new_one(office: Office) -> None:
    [under_way] = claimed(office)
    moves(office)
    failed = SendingFailed("not_in_channel", Failure.NOT_INVITED)
    troubles.meet(office.session, under_way, failed, now=office.now)

    assert not office.projects[CHURN].is_paused
    later(office)
    assert [owed.recipient for owed in claimed(office)] == [NEW]


def test_a_channel_that_only_gets_another_id_has_its_messages_posted_once(office: Office) -> None:
    [under_way] = claimed(office)
    channels.change_id(office.session, office.workspace_id, OLD, "Crenamed")
    office.session.expire_all()
    outbox.mark_sent(office.session, [(under_way, Sent("Crenamed", "1.0"))], now=office.now)
    later(office)

    assert claimed(office) == []


def test_members_who_are_not_in_the_new_channel_have_not_left_it(office: Office) -> None:
    project = office.projects[CHURN]
    ids = {person.slack_user_id for person in office.people}
    channels.note_members(office.session, office.workspace_id, OLD, ids, now=office.now)
    moves(office)
    channels.note_members(office.session, office.workspace_id, NEW, set(), now=office.now)

    assert len(current_memberships(office.session, project)) == 2
    assert project_settings(office.session, project).slack_channel_id == NEW
