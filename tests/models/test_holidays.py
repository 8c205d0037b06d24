"""Public holidays are a region's: named by its code, or a country by its name."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.errors import UnknownRegion
from models.holidays import days_off, known_region

CORPUS_CHRISTI = date(2026, 6, 4)


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    assert CORPUS_CHRISTI in days_off("DE-BY")
    assert CORPUS_CHRISTI not in days_off("DE")


def test_no_region_has_none() -> None:
    assert CORPUS_CHRISTI not in days_off(None)


@pytest.mark.parametrize(
    ("typed", "code"), [("Germany", "DE"), ("united states", "US"), (" de-by ", "DE-BY"), ("GB", "GB")]
)
def test_it_may_be_typed_as_people_do(typed: str, code: str) -> None:
    assert known_region(typed) == code


@pytest.mark.parametrize("typed", ["Atlantis", "DE-ZZ", "-", "D E B Y", "../etc"])
def test_an_unknown_place_is_refused(typed: str) -> None:
    with pytest.raises(UnknownRegion):
        known_region(typed)
