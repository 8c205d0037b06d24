"""When a poll opens, reminds, closes, and what it says about who answered."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.workdays import WorkingTime

DEFAULT_DAYS_OPEN = 2
MOST_DAYS_OPEN = 10
# An answer this fresh when a poll opens counts as in.
FRESH_WORKING_DAYS = 2
# Half a working day: whoever could be asked only later than this is asked at once.
LEAST_TIME_TO_ANSWER = timedelta(hours=4)
# A reminder that leaves less time than this is of no use.
REMINDED_BEFORE_CLOSE = timedelta(minutes=30)
# A nudge in the same hour would be a second reminder.
NUDGED_AFTER_REMINDER = timedelta(hours=4)


class Way(StrEnum):
    """How a project asks its members."""

    DIRECT = "direct"
    CHANNEL = "channel"


class HowOften(StrEnum):
    """In how many of a project's scheduled polls a member wishes to be asked."""

    EVERY_POLL = "every_poll"
    EVERY_OTHER = "every_other"
    EVERY_THIRD = "every_third"
    MUTED = "muted"

    @property
    def spared_after_each(self) -> int:
        """How many scheduled polls pass without a question after one with it; a muted member's are skipped."""
        return {HowOften.EVERY_OTHER: 1, HowOften.EVERY_THIRD: 2}.get(self, 0)


class CheckInState(StrEnum):
    """Where one member's part in one poll stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    MISSED = "missed"
    AWAY = "away"
    UNREACHED = "unreached"
    NOT_MINE = "not_mine"


# States that were a chance to answer and count in the response rate.
ASKED_STATES = frozenset(
    {CheckInState.ASKED, CheckInState.ANSWERED, CheckInState.SKIPPED, CheckInState.MISSED},
)
# States that leave a claim unconfirmed: a skip confirms nothing, and says so.
SILENT = frozenset({CheckInState.SKIPPED, CheckInState.MISSED})


def closing_time(opened_at: datetime, days_open: int, working: WorkingTime) -> datetime:
    """Return when a poll closes: the same local time, `days_open` (1-10) working days after it opened."""
    return working.add_days(opened_at, days_open)


def asking_time(now: datetime, closes_at: datetime, working: WorkingTime) -> datetime:
    """Return when to ask a person in an open poll: within their own working hours now, else when these next start.

    Now as well where waiting would leave them less than half a working day before the close.
    """
    at_work = working.next_instant(now)
    return at_work if at_work <= closes_at - LEAST_TIME_TO_ANSWER else now


def reminder_time(opened_at: datetime, closes_at: datetime, working: WorkingTime) -> datetime | None:
    """Return the start of a person's last working morning before the close, by their own clocks.

    None if that is their first one since the poll opened: then they have only just been asked.
    """
    morning = working.last_morning_before(closes_at - REMINDED_BEFORE_CLOSE)
    return morning if morning > working.next_instant(opened_at) else None


def nudge_time(reminded_at: datetime, closes_at: datetime, working: WorkingTime) -> datetime | None:
    """Return when to ask once more whoever missed the last poll too: hours after the reminder, at work.

    None where the poll leaves no time for it.
    """
    at = working.next_instant(reminded_at + NUDGED_AFTER_REMINDER)
    return at if at <= closes_at - REMINDED_BEFORE_CLOSE else None


def early_close(closes_at: datetime, now: datetime, settle: timedelta) -> datetime:
    """Return when a poll closes once everyone has responded: `settle` from now, never later than planned."""
    return min(closes_at, now + settle)


def counts_as_in(answered_at: datetime, opened_at: datetime, working: WorkingTime) -> bool:
    """Whether an answer given before a poll opened is fresh enough to count as in."""
    return answered_at >= working.subtract_days(opened_at, FRESH_WORKING_DAYS)


def percent_answered(answered: int, asked: int) -> int:
    """Return the response rate in whole percent (100 when nobody was asked)."""
    return answered * 100 // asked if asked else 100
