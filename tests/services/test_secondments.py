"""What each party of a secondment may read and decide, and what they are told of what others decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.errors import GoalsNotShown
from bot.domain.roles import Role
from bot.domain.secondments import Step
from bot.services import people, secondments
from bot.services.outbox import Kind
from bot.services.ports.outside import KnownPerson
from bot.services.scope import Scope
from bot.services.secondments import Loan
from bot.services.showing import secondment_view
from tests.services.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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

    def told(self) -> dict[str, str]:
        """Return what people were told of others' decisions."""
        return dict(self.office.told(Kind.SECONDMENT_DECIDED, self.secondment_id))

    def extends(self, scope: Scope) -> None:
        """Let somebody move the return to the end of September."""
        here = self.office
        secondments.extend(here.session, scope, self.secondment_id, date(2026, 9, 30), now=here.now)

    def ends(self, scope: Scope) -> None:
        """Let somebody end it early."""
        secondments.end_early(self.office.session, scope, self.secondment_id, now=self.office.now)

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


def test_the_other_parties_are_told_who_moved_the_return_and_until_when(lent: Lent) -> None:
    lent.extends(lent.hal)
    told = lent.told()
    assert set(told) == {"Uana", "Ucho"}
    for said in told.values():
        assert "The planned return of Ucho from *churn* is 30 September 2026 now. Uhal changed it." in said
        assert "Objective: Move training." in said


def test_the_specialist_and_the_head_are_told_that_a_lead_ended_it_and_the_way_back(lent: Lent) -> None:
    lent.ends(lent.office.scope(ANA))
    told = lent.told()
    assert set(told) == {"Ucho", "Uhal"}
    for said in told.values():
        assert "Ucho to *churn* has ended before its objective was met. Uana ended it." in said
        assert "`/secondment start`" in said


def test_the_head_and_the_lead_are_told_that_the_specialist_has_gone_home(lent: Lent) -> None:
    here = lent.office
    _meets(lent, "Win the tender")
    secondments.send_home(here.session, here.scope(CHO), lent.secondment_id, now=here.now)
    told = lent.told()
    assert set(told) == {"Uana", "Uhal"}
    for said in told.values():
        assert "Ucho has returned from *churn* to ML platform. They recorded it." in said


@pytest.mark.parametrize("decide", [Lent.extends, Lent.ends])
def test_a_head_outside_a_private_host_is_told_specialist_objective_and_dates_only(
    lent: Lent, decide: Callable[[Lent, Scope], None]
) -> None:
    lent.hides_churn()
    decide(lent, lent.office.scope(ANA))
    told = lent.told()
    assert "*churn*" in told["Ucho"]
    assert "a private project" in told["Uhal"]
    assert "Objective: Move training." in told["Uhal"]
    for kept in ("churn", "Uana", "ceiling"):
        assert kept not in told["Uhal"]


def test_of_a_return_that_has_moved_on_before_they_could_read_it_nobody_is_told(lent: Lent) -> None:
    lent.extends(lent.hal)
    lent.office.now += timedelta(minutes=1)
    secondments.extend(
        lent.office.session, lent.hal, lent.secondment_id, date(2026, 10, 31), now=lent.office.now
    )
    told = lent.office.told(Kind.SECONDMENT_DECIDED, lent.secondment_id)
    assert [who for who, _ in told] == ["Ucho", "Uana"]
    assert all("31 October 2026" in said for _, said in told)


def test_what_the_version_before_would_show_whole_is_owed_to_the_specialist_alone(lent: Lent) -> None:
    told = lent.office.told(Kind.SECONDMENT_STARTED, lent.secondment_id)
    assert [who for who, _ in told] == ["Ucho"]


def test_the_head_is_told_that_it_has_begun_and_by_whom(lent: Lent) -> None:
    told = dict(lent.office.told(Kind.SECONDMENT_BEGUN, lent.secondment_id))
    assert set(told) == {"Uhal"}
    assert (
        "Ucho is on secondment to *churn* as ML engineer, from ML platform. Uana started it." in told["Uhal"]
    )


def test_the_head_of_a_private_host_is_not_told_where_nor_by_whom(lent: Lent) -> None:
    lent.hides_churn()
    told = dict(lent.office.told(Kind.SECONDMENT_BEGUN, lent.secondment_id))
    for kept in ("churn", "Uana", "engineer"):
        assert kept not in told["Uhal"]
