"""Public holidays of a region: a country by its ISO 3166 code, or a part of one, such as DE or DE-BY."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.domain.errors import UnknownRegion

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

# The library takes half a second to import: only projects that keep holidays pay for it.


def days_off(region: str | None) -> Container[date]:
    """Return the public holidays of a region, of any year; of no region, none."""
    return _days_off(region) if region else frozenset()


@cache
def _days_off(region: str) -> Container[date]:
    import holidays  # noqa: PLC0415

    country, _, part = region.partition("-")
    found: Container[date] = holidays.country_holidays(country, subdiv=part or None)
    return found


def known_region(typed: str) -> str:
    """Return the code of a region typed as a code or, for a country, as its name; raises UnknownRegion."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    named = COUNTRIES.get(typed.strip().casefold().replace(" ", "_"))
    region = named[1] if named else typed.strip().upper().replace(" ", "")
    try:
        _days_off(region)
    except NotImplementedError as error:
        raise UnknownRegion from error
    return region
