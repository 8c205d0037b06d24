"""Projects of one name are told apart by their channels, and by no channel of a project that is out of sight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.roles import Role
from bot.services import asking, namesakes, portfolio
from bot.services.facts import load_own_facts
from bot.services.ports.portfolio import ProjectName
from bot.slack.blocks.secondments import secondment_list_message
from models.database import Database
from tests.services.office import Office
from tests.slack.blocks import samples
from tests.slack.blocks.reading import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ANA, BEN = range(2)
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


def test_the_least_sure_hat_says_in_which_of_two_namesakes_it_is_worn(here: Office) -> None:
    here.join(BEN, CHURN)
    here.answer(BEN, CHURN, {Role.ML_ENGINEER: 2})
    here.answer(BEN, FRAUD, {Role.DATA_SCIENTIST: 5})
    facts = load_own_facts(here.session, here.workspace_id, [here.people[BEN].key], now=here.now)
    risk = asking.risk_in(here.session, facts, here.people[BEN].key)
    assert risk == (Role.ML_ENGINEER, ProjectName("churn", "Cchurn"))


def test_two_secondments_to_one_project_are_no_namesakes_and_a_hidden_host_has_none() -> None:
    lent = samples.secondment()
    hidden = replace(lent, project_id=2, project_name=None)
    assert [view.has_namesake for view in namesakes.told_apart([lent, lent, hidden, hidden])] == [False] * 4
    there = replace(lent, project_id=2, host_slack_channel_id="C0HOME")
    said = text_of(secondment_list_message(namesakes.told_apart([lent, there])))
    assert "*churn* in <#C0CHURN>" in said
    assert "*churn* in <#C0HOME>" in said
