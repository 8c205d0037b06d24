"""What comes next, in a sentence for the page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.recurrence import Cadence, Rhythm
from bot.services.due import Work
from bot.services.outbox import Kind
from bot.slack.words.times import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.coming import Coming

_WORK = {
    Work.CLOSE_POLLS: "the poll of *{project}* closes",
    Work.NOTE_RETURNS: "somebody who was away is back",
    Work.SETTLE_CHANGES: "a change in *{project}* has stood long enough to be told",
    Work.POST_DIGESTS: "the week of *{project}* is summed up if something happened in it",
    Work.OPEN_POLLS: "the {rhythm}poll of *{project}* opens",
    Work.ASK: "more people are asked, at the start of their own working day",
    Work.LOOK_FOR_EXPERTS: "Ceiling looks whether *{project}* has a domain expert",
    Work.END_VACANCIES: "Ceiling looks whether a vacancy in *{project}* was accepted for long enough",
    Work.MIND_RETURNS: "Ceiling minds the planned return of a specialist from *{project}*",
}
_REMINDER = "whoever has not answered for *{project}* is reminded"
_TO_A_CHANNEL = "the channel of *{project}* hears from Ceiling"
_TO_SOMEBODY = "somebody hears from Ceiling"
_RHYTHMS = {1: "weekly ", 2: "fortnightly "}


def said(coming: Coming, now: datetime) -> str:
    """Return what comes next, as mrkdwn: "Next: the poll of *churn* closes tomorrow at 09:00 in Berlin."."""
    what = _what(coming).format(project=coming.project, rhythm=_rhythm(coming.cadence))
    return f"Next: {what} {_when(coming.at, now, coming.zone)}."


def _what(coming: Coming) -> str:
    if coming.work is not None:
        return _WORK[coming.work]
    if coming.message in (Kind.REMINDER, Kind.NUDGE):
        return _REMINDER
    return _TO_A_CHANNEL if coming.project else _TO_SOMEBODY


def _rhythm(cadence: Cadence | None) -> str:
    if cadence is None:
        return ""
    return "monthly " if cadence.rhythm is Rhythm.MONTHLY else _RHYTHMS.get(cadence.weeks, "")


def _when(at: datetime, now: datetime, zone: str) -> str:
    there, present = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    place = "UTC" if zone == "UTC" else f"in {zone.rpartition('/')[-1].replace('_', ' ')}"
    days = (there.date() - present.date()) // timedelta(days=1)
    if days <= 0:
        day = "today"
    elif days == 1:
        day = "tomorrow"
    else:
        later = "" if days < len(WEEKDAYS) else f" {there.day} {MONTHS[there.month - 1]}"
        day = f"on {WEEKDAYS[there.weekday()]}{later}"
    return f"{day} at {there:%H:%M} {place}"
