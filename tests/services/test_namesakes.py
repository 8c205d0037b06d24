"""Projects of one name are told apart by their channels, and by no channel of a project that is out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services import namesakes, portfolio
from bot.services.ports.portfolio import ProjectName
from models.database import Database
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

ANA = 0
CHURN, FRAUD = range(2)


@pytest.fixture
def here(database_url: str) -> Iterator[Office]:
    """Both projects are called *churn*; Ana leads the first and has no part in the other."""
    database = Database(database_url)
    with database.transaction() as session:
        office = Office(session)
        office.projects[FRAUD].name = "Churn"
        session.add(office.projects[FRAUD])
        session.flush()
        yield office
        session.rollback()
    database.engine.dispose()


def test_namesakes_are_named_with_their_channels_and_others_without(here: Office) -> None:
    churn, fraud = here.projects
    assert namesakes.names_of(here.session, here.projects) == {
        churn.key: ProjectName("churn", "Cchurn"),
        fraud.key: ProjectName("Churn", "Cfraud"),
    }
    assert namesakes.names_of(here.session, [churn]) == {churn.key: ProjectName("churn")}


def test_a_namesake_out_of_sight_changes_nothing_for_the_viewer(here: Office) -> None:
    seen = portfolio.portfolio(here.session, here.scope(ANA), now=here.now).projects
    assert [brief.has_namesake for brief in seen] == [True, True]

    channel = here.channel_of(FRAUD)
    channel.is_private = True
    here.session.add(channel)
    here.session.flush()
    seen = portfolio.portfolio(here.session, here.scope(ANA), now=here.now).projects
    assert [(brief.name, brief.has_namesake) for brief in seen] == [("churn", False)]
