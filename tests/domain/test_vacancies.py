"""Vacancies that a lead has accepted."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.errors import DomainExpertNeeded
from bot.domain.roles import Stage
from bot.domain.vacancies import AcceptedVacancy
from tests.domain.teams import ENGINEER, EXPERT, INFRASTRUCTURE

LAST_DAY = date(2026, 3, 31)


def test_a_vacancy_accepted_until_a_date_holds_through_that_day() -> None:
    accepted = AcceptedVacancy(ENGINEER, until_on=LAST_DAY)
    assert accepted.holds(LAST_DAY, Stage.OPERATION)
    assert not accepted.holds(date(2026, 4, 1), Stage.FRAMING)


def test_a_vacancy_accepted_until_a_stage_holds_before_it() -> None:
    accepted = AcceptedVacancy(INFRASTRUCTURE, until_stage=Stage.PRODUCTION)
    assert [stage for stage in Stage if accepted.holds(LAST_DAY, stage)] == [Stage.FRAMING, Stage.RESEARCH]


def test_whichever_of_two_ends_comes_first_ends_it() -> None:
    accepted = AcceptedVacancy(ENGINEER, until_on=LAST_DAY, until_stage=Stage.PRODUCTION)
    assert accepted.holds(LAST_DAY, Stage.RESEARCH)
    assert not accepted.holds(LAST_DAY, Stage.PRODUCTION)
    assert not accepted.holds(date(2026, 4, 1), Stage.RESEARCH)


def test_the_domain_expert_is_never_accepted_as_vacant() -> None:
    with pytest.raises(DomainExpertNeeded):
        AcceptedVacancy(EXPERT, until_on=LAST_DAY)


def test_no_vacancy_is_accepted_for_ever() -> None:
    with pytest.raises(ValueError, match="ends on a date or with a stage"):
        AcceptedVacancy(ENGINEER)
