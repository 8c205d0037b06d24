"""What a lead vouches for is one member's, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.services.facts import load_facts
from models.vouches import Vouch
from tests.services.office import Office

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.database import Database

ANA, BEN = range(2)
CHURN = 0


def counted_silence(here: Office, person: int) -> int:
    """Return how many polls in a row a member of churn was silent in, as far as they count."""
    project = here.projects[CHURN]
    facts = load_facts(here.session, here.workspace_id, [project.key], now=here.now)[project.key]
    member = facts.member(here.people[person].key)
    assert member is not None
    return member.silence.counting


async def test_a_word_for_one_member_does_not_count_for_another(database: Database) -> None:
    def vouch(session: Session) -> None:
        here = Office(session)
        for person in (ANA, BEN):
            here.answer(person, CHURN, {Role.ML_ENGINEER: 4})
        here.pass_time(timedelta(days=14))
        here.answer(ANA, CHURN, {Role.ML_ENGINEER: 4})
        here.pass_time(timedelta(days=7))
        assert counted_silence(here, BEN) == 1
        for person, left in ((ANA, 1), (BEN, 0)):
            membership = here._belongs(person, CHURN)  # noqa: SLF001 -- the office knows who belongs
            assert membership is not None
            session.add(
                Vouch(
                    workspace_id=here.workspace_id,
                    membership_id=membership.key,
                    vouched_by_id=here.people[ANA].key,
                    vouched_at=here.now,
                )
            )
            session.flush()
            assert counted_silence(here, BEN) == left

    await database.write(vouch)
