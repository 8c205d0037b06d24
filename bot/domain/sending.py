"""What becomes of a message that could not be sent: it is tried again, given up, or somebody has to act first."""

from __future__ import annotations

import zlib
from datetime import timedelta
from enum import StrEnum

# With the longest pause between them these make a day: longer than Slack has ever been away.
MOST_ATTEMPTS = 100
_FIRST_PAUSE = timedelta(seconds=2)
_LONGEST_PAUSE = timedelta(minutes=15)


class Failure(StrEnum):
    """Why a message was not sent, by what has to be done about it."""

    LATER = "later"  # it passes by itself
    TOKEN_GONE = "token_gone"  # noqa: S105 -- the app was removed or its token withdrawn: nothing works
    MISCONFIGURED = "misconfigured"  # the app or the message itself is at fault
    NOT_INVITED = "not_invited"  # the bot is not in the channel
    ARCHIVED = "archived"  # the channel is
    POSTING_RESTRICTED = (
        "posting_restricted"  # the channel's or the workspace's rules keep the bot from posting
    )
    UNREACHABLE = "unreachable"  # nobody can write to this person any more
    TARGET_GONE = "target_gone"  # the message to update, or the thread to reply in, was deleted
    RACE = "race"  # something newer was there first


CHANNEL_UNUSABLE = frozenset({Failure.NOT_INVITED, Failure.ARCHIVED, Failure.POSTING_RESTRICTED})


def pause_before_retry(message_id: int, attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts (1 or more).

    Twice as long each time, up to 15 minutes; between half of that and all of it, spread by message and attempt,
    so that what failed together is not tried again together.
    https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
    """
    whole = min(_FIRST_PAUSE * (1 << min(attempts - 1, 16)), _LONGEST_PAUSE)
    spread = zlib.crc32(f"{message_id}:{attempts}".encode()) / 2**32
    return whole * (1 + spread) / 2
