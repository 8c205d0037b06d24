"""What refusals teach of a workspace's pace; one that is learnt wrongly must not silence the workspace."""

from __future__ import annotations

from bot.jobs.pacing import LEAST_PER_SECOND, Pace


def accept(pace: Pace, messages: int, *, since: float, per_second: float) -> float:
    """Let Slack take some messages; return the moment after the last."""
    for number in range(messages):
        pace.accepted(since + number / per_second)
    return since + messages / per_second


def test_a_refusal_of_the_very_first_message_teaches_nothing() -> None:
    pace = Pace()
    pace.refused(100.0, 1)
    now = accept(pace, 12, since=101.0, per_second=20)
    pace.refused(now, 1)
    assert pace.per_second is None or pace.per_second >= LEAST_PER_SECOND


def test_refusals_by_chance_never_slow_it_below_what_slack_always_takes() -> None:
    pace, now = Pace(), 100.0
    for _ in range(100):
        now = accept(pace, 10, since=now, per_second=10)
        pace.refused(now, 1)
        now += 1
    assert pace.per_second == LEAST_PER_SECOND
    assert pace.turn(now) is not None
