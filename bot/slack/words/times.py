"""Instants and days as people read them: an instant in the reader's own time zone, a day as it was picked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date, datetime

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def moment(instant: datetime, zone: str = "UTC") -> str:
    """Return day and time; Slack shows the reader's own clock, the fallback that of an IANA zone, named."""
    local = instant.astimezone(ZoneInfo(zone))
    fallback = f"{_weekday(local)} {day(local)}, {local:%H:%M} {zone_words(zone)}"
    return f"<!date^{int(instant.timestamp())}^{{date_long_pretty}} at {{time}}|{fallback}>"


def day_of(instant: datetime, zone: str = "UTC") -> str:
    """Return the day of an instant, likewise."""
    fallback = day(instant.astimezone(ZoneInfo(zone)))
    return f"<!date^{int(instant.timestamp())}^{{date_long}}|{fallback}>"


def day(on: date) -> str:
    """Return a day: "3 March 2026"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def zone_words(zone: str) -> str:
    """Return a zone by its place: "Berlin time", "UTC"."""
    return "UTC" if zone in ("UTC", "Etc/UTC") else f"{zone.rsplit('/', 1)[-1].replace('_', ' ')} time"


def _weekday(on: date) -> str:
    return WEEKDAYS[on.weekday()]
