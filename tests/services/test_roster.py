"""Who is taken out of a project, or leaves its channel, reads what that ended and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.services import channels, memberships, projects
from bot.services.outbox import Kind
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.database import Database

ANA, BEN = range(2)
CHURN = 0


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    """Ana leads *churn*; Ana and Ben are its members."""
    with database.transaction() as session:
        yield Office(session)


def saves(office: Office, *, leads: tuple[str, ...], members: tuple[str, ...]) -> None:
    """Let Ana save who leads *churn* and who is asked, and change nothing else."""
    office.now += timedelta(minutes=1)
    settings = replace(office.settings(CHURN), lead_ids=leads, member_ids=members)
    project_id = office.projects[CHURN].key
    projects.change_settings(office.session, office.scope(ANA), project_id, settings, now=office.now)


def told(office: Office) -> list[tuple[str, str]]:
    """Return who was told that they belong to *churn* no more."""
    return office.told(Kind.LEFT_OUT, office.projects[CHURN].key)


def test_a_member_who_is_taken_out_is_told_by_whom_and_the_way_back(office: Office) -> None:
    saves(office, leads=("Uana",), members=("Uana", "Ucho"))
    [(who, said)] = told(office)
    assert who == "Uben"
    assert "Uana took you out of *churn*" in said
    assert "are not asked about it any more" in said
    assert "please ask them to add you again" in said


def test_a_lead_who_no_longer_leads_is_told_so_and_nothing_of_being_a_member(office: Office) -> None:
    saves(office, leads=("Uana", "Uben"), members=("Uana", "Uben"))
    saves(office, leads=("Uana",), members=("Uana", "Uben"))
    [(who, said)] = told(office)
    assert who == "Uben"
    assert "changed who leads *churn*" in said
    assert "asked" not in said.replace("ask them", "")


def test_who_was_both_reads_one_message(office: Office) -> None:
    saves(office, leads=("Uana", "Uben"), members=("Uana", "Uben"))
    saves(office, leads=("Uana",), members=("Uana",))
    [(_, said)] = told(office)
    assert "You no longer lead it, and you are not asked about it any more" in said


def test_whoever_takes_themselves_out_knows(office: Office) -> None:
    saves(office, leads=("Uben",), members=("Uben",))
    assert told(office) == []


def test_who_is_taken_in_again_before_they_could_read_it_is_not_told(office: Office) -> None:
    saves(office, leads=("Uana",), members=("Uana",))
    saves(office, leads=("Uana",), members=("Uana", "Uben"))
    assert told(office) == []


@pytest.mark.parametrize("noticed", ["at once", "later"])
def test_whoever_left_the_channel_reads_that_they_are_no_member_and_whom_to_ask(
    office: Office, noticed: str
) -> None:
    channel = office.channel_of(CHURN)
    if noticed == "at once":
        memberships.leave_channel(office.session, office.people[BEN], channel, now=office.now)
    else:
        for present in (["Uana", "Uben"], ["Uana"]):
            channels.note_members(
                office.session, office.workspace_id, channel.slack_channel_id, present, now=office.now
            )
    [(who, said)] = told(office)
    assert who == "Uben"
    assert "and so out of *churn*" in said
    assert "please ask Uana to add you again" in said


def test_whoever_was_deactivated_is_not_written_to(office: Office) -> None:
    ben = office.people[BEN]
    ben.is_active = False
    memberships.leave_channel(office.session, ben, office.channel_of(CHURN), now=office.now)
    assert told(office) == []
