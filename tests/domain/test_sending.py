"""How long a message that was not sent waits for its next try."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sending import MOST_ATTEMPTS, pause_before_retry

ids = st.integers(1, 10**9)
attempts = st.integers(1, MOST_ATTEMPTS)


@given(ids, attempts)
def test_a_pause_doubles_up_to_fifteen_minutes_and_half_of_it_is_chance(message: int, attempt: int) -> None:
    whole = min(timedelta(seconds=2 ** min(attempt, 20)), timedelta(minutes=15))
    assert whole / 2 <= pause_before_retry(message, attempt) <= whole


@given(ids, attempts)
def test_the_same_try_always_waits_as_long(message: int, attempt: int) -> None:
    assert pause_before_retry(message, attempt) == pause_before_retry(message, attempt)


def test_messages_that_failed_together_are_not_tried_again_together() -> None:
    pauses = sorted(pause_before_retry(message, 5) for message in range(1, 1001))
    each_tenth = pauses[99:1000:100]
    assert all(
        abs(pause - timedelta(seconds=16 + 1.6 * (n + 1))) < timedelta(seconds=1)
        for n, pause in enumerate(each_tenth)
    )


def test_a_message_is_tried_for_half_a_day_at_least() -> None:
    tried = sum((pause_before_retry(1, n) for n in range(1, MOST_ATTEMPTS)), timedelta())
    assert timedelta(hours=12) < tried < timedelta(days=1)
