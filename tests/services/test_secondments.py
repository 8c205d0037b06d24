"""What each party of a secondment may read and decide, and what they are told of what others decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.domain.errors import GoalsNotShown
from bot.domain.roles import Role
from bot.domain.secondments import Step
from bot.services import people, secondments
from bot.services.ports.outside import KnownPerson
from bot.services.scope import Scope
from bot.services.secondments import Loan
from bot.services.showing import secondment_view
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.ports.secondments import SecondmentView
    from models.database import Database

ANA, BEN, CHO = range(3)
CHURN = 0


@dataclass
class Lent:
    """Cho is lent to *churn*, which Ana leads; Hal heads her home function."""

    office: Office
    hal: Scope
    secondment_id: int

    def seen_by(self, scope: Scope) -> SecondmentView:
        """Return the secondment as somebody sees it."""
        here = self.office
        return secondment_view(here.session, here.workspace_id, self.secondment_id, now=here.now, scope=scope)

    def hides_churn(self) -> None:
        """Let the host's channel be a private one."""
        self.office.channel_of(CHURN).is_private = True
        self.office.session.flush()


@pytest.fixture
def lent(database: Database) -> Iterator[Lent]:
    """The secondment has just begun."""
    with database.transaction() as session:
        here = Office(session)
        known = KnownPerson(
            "Uhal", "hal", "Europe/Berlin", is_bot=False, is_guest=False, is_admin=False, is_active=True
        )
        hal = people.remember_person(session, here.workspace_id, known, now=here.now)
        loan = Loan(
            slack_user_id="Ucho",
            roles=(Role.ML_ENGINEER,),
            home="ML platform",
            objective="Move training.",
            starts_on=here.now.date(),
            returns_on=date(2026, 8, 31),
            head_slack_user_id="Uhal",
        )
        begun = secondments.start(session, here.scope(ANA), here.projects[CHURN].key, loan, now=here.now)
        yield Lent(here, Scope(here.workspace_id, hal.key), begun.key)


def _meets(lent: Lent, goals: str) -> None:
    here = lent.office
    secondments.mark_met(here.session, here.scope(CHO), lent.secondment_id, goals, now=here.now)


def test_a_head_reads_and_changes_the_next_goals_of_a_public_host(lent: Lent) -> None:
    _meets(lent, "Win the tender")
    seen = lent.seen_by(lent.hal)
    assert seen.next_goals == "Win the tender"
    assert Step.NAME_GOALS in seen.steps


def test_the_next_goals_of_a_private_host_are_not_a_heads_to_read_or_change(lent: Lent) -> None:
    lent.hides_churn()
    _meets(lent, "Win the tender")
    seen = lent.seen_by(lent.hal)
    assert seen.next_goals is None
    assert seen.steps == (Step.SEND_HOME, Step.EXTEND)

    here = lent.office
    with pytest.raises(GoalsNotShown):
        secondments.add_next_goals(here.session, lent.hal, lent.secondment_id, "Mine", now=here.now)
    assert lent.seen_by(here.scope(ANA)).next_goals == "Win the tender"
