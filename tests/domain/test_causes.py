"""Why a function fell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.causes import Cause, Situation, causes_of_fall
from tests.domain.teams import ANA, BEN, CAM, ENGINEER, EXPERT, SCIENTIST, team

if TYPE_CHECKING:
    from bot.domain.coverage import Coverage


def causes(before: Coverage, after: Situation) -> tuple[Cause, ...]:
    """Return why the domain expert's role fell."""
    return causes_of_fall(EXPERT, Situation(before), after)


COVERED = team((ANA, EXPERT, 4))
NOBODY = team()


def test_a_lower_confidence_is_lowered() -> None:
    assert causes(COVERED, Situation(team((ANA, EXPERT, 2)))) == (Cause.LOWERED,)


def test_a_claim_no_longer_made_is_withdrawn() -> None:
    assert causes(COVERED, Situation(team((ANA, SCIENTIST, 4)))) == (Cause.WITHDRAWN,)


def test_a_lapsed_claim_was_not_confirmed() -> None:
    after = Situation(NOBODY, lapsed=frozenset({(ANA, EXPERT)}))
    assert causes(COVERED, after) == (Cause.NOT_CONFIRMED,)


@pytest.mark.parametrize("cause", [Cause.NO_LONGER_AVAILABLE, Cause.AWAY, Cause.SECONDMENT_ENDED])
def test_someone_out_as_a_whole_is_out_for_the_reason_there_is(cause: Cause) -> None:
    assert causes(COVERED, Situation(NOBODY, absent={ANA: cause})) == (cause,)


def test_the_same_confidence_under_more_hats_is_other_duties() -> None:
    after = Situation(team((ANA, EXPERT, 4), hats_elsewhere={ANA: 3}))
    assert causes(COVERED, after) == (Cause.OTHER_DUTIES,)


def test_a_lowered_claim_is_lowered_whatever_its_owner_took_on() -> None:
    after = Situation(team((ANA, EXPERT, 3), hats_elsewhere={ANA: 3}))
    assert causes(COVERED, after) == (Cause.LOWERED,)


def test_the_loss_of_the_strongest_claim_is_named_first_and_each_cause_once() -> None:
    before = team((ANA, EXPERT, 3), (BEN, EXPERT, 5), (CAM, EXPERT, 4))
    after = Situation(team((BEN, EXPERT, 2)), absent={ANA: Cause.AWAY})
    assert causes(before, after) == (Cause.LOWERED, Cause.WITHDRAWN, Cause.AWAY)
    nobody = Situation(NOBODY)
    assert causes(before, nobody) == (Cause.WITHDRAWN,)


def test_a_claim_that_did_not_carry_the_role_causes_nothing() -> None:
    before = team((ANA, EXPERT, 5), (BEN, EXPERT, 2))
    after = Situation(team((ANA, EXPERT, 3)))
    assert causes(before, after) == (Cause.LOWERED,)


def test_what_happened_to_other_roles_causes_nothing() -> None:
    before = team((ANA, EXPERT, 4), (BEN, ENGINEER, 4))
    assert causes(before, Situation(team((ANA, EXPERT, 4)))) == ()
