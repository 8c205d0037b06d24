"""Whoever is no member and could cover a role: the leads hear of each offer, and once they are added, that too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.roles import Role
from bot.services import newcomers, outbox
from bot.services.outbox import Kind
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.database import Database

ANA, _, CHO = range(3)
CHURN = 0


@pytest.fixture
def here(database: Database) -> Iterator[Office]:
    """Cho is no member of *churn*, which Ana leads."""
    with database.transaction() as session:
        yield Office(session)


def offer(here: Office, role: Role = Role.ML_ENGINEER) -> None:
    project_id = here.projects[CHURN].key
    newcomers.offer(here.session, here.scope(CHO), project_id, role, acted_in="Cchurn", now=here.now)


def heard(here: Office) -> list[tuple[str, str]]:
    """Return who heard of an offer, and what."""
    return here.told(Kind.COVER_OFFERED, here.projects[CHURN].key)


def test_pressed_twice_the_leads_hear_of_it_once(here: Office) -> None:
    offer(here)
    here.now += timedelta(hours=1)
    offer(here)
    [(lead, said)] = heard(here)
    assert lead == "Uana"
    assert "Ucho can cover ML engineering for *churn*" in said


def test_the_offer_of_another_role_is_told_too(here: Office) -> None:
    offer(here)
    offer(here, Role.INFRASTRUCTURE_ENGINEER)
    said = [text for _, text in heard(here)]
    assert ["ML engineering" in text for text in said] == [True, False]
    assert "infrastructure" in said[1]


def test_an_offer_months_later_is_told_again(here: Office) -> None:
    offer(here)
    here.now += timedelta(days=90)
    offer(here)
    assert [lead for lead, _ in heard(here)] == ["Uana", "Uana"]


def test_the_version_before_would_show_no_offer_as_somebody_who_joined(here: Office) -> None:
    offer(here)
    assert (
        outbox.all_about(here.session, here.workspace_id, Kind.CHANNEL_JOINED, here.projects[CHURN].key) == []
    )


def test_once_they_are_added_every_message_about_them_says_so(here: Office) -> None:
    project = here.projects[CHURN]
    project.follows_channel = True
    newcomers.note(here.session, here.workspace_id, "Ucho", "Cchurn", now=here.now)
    offer(here)
    here.pass_time(timedelta(minutes=1))
    newcomers.add(here.session, here.scope(ANA), project.key, here.people[CHO].key, now=here.now)
    for kind in (Kind.CHANNEL_JOINED, Kind.COVER_OFFERED):
        [message] = outbox.all_about(here.session, here.workspace_id, kind, project.key)
        assert message.wanted == 2
        [(_, said)] = here.told(kind, project.key)
        assert "Ucho is a member of *churn* now" in said.replace("<@", "").replace(">", "")
