"""How the relay learns how fast a workspace may be sent to."""

from __future__ import annotations

import math

import pytest

from bot.jobs.pacing import Pace


class Bucket:
    """A limit of so many posts a second, of which one second's worth may come at once."""

    def __init__(self, per_second: float) -> None:
        self.per_second = self.left = per_second
        self.at = 0.0

    def refuses(self, now: float) -> float:
        """Take a post; return how many seconds to wait if there is none left, and 0 otherwise."""
        self.left = min(self.per_second, self.left + (now - self.at) * self.per_second)
        self.at = now
        if self.left < 1:
            return max(1, math.ceil((1 - self.left) / self.per_second))
        self.left -= 1
        return 0


def sent(limit: Bucket, posts: int, *, seconds_a_call: float = 0.0015) -> tuple[float, list[float]]:
    """Send posts at their pace; return how long that took, and when one was refused."""
    pace, now, refused = Pace(), 0.0, list[float]()
    while posts:
        now += max(pace.turn(now) or 0.0, pace.pause(now), seconds_a_call)
        if wait := limit.refuses(now):
            pace.refused(now, wait)
            refused.append(now)
        else:
            pace.accepted(now)
            posts -= 1
    return now, refused


def test_without_a_refusal_nothing_waits() -> None:
    pace = Pace()
    assert [pace.turn(0.0) for _ in range(1000)] == [0.0] * 1000


def test_few_turns_are_taken_at_once_until_some_were_accepted() -> None:
    pace = Pace()
    taken = []
    for now in range(6):
        taken.append(pace.turns(at_most=100))
        for _ in range(taken[-1]):
            pace.accepted(float(now))
    assert taken == [10, 10, 20, 40, 80, 100]


@pytest.mark.parametrize("per_second", [5, 20, 100, 400])
def test_a_limit_is_learnt_and_used_within_a_twentieth(per_second: float) -> None:
    posts = int(per_second * 100)
    seconds, refused = sent(Bucket(per_second), posts)
    assert seconds <= 1.05 * posts / per_second
    assert len(refused) <= 10


@pytest.mark.parametrize("per_second", [20, 100])
def test_once_it_is_known_more_is_asked_for_only_now_and_then(per_second: float) -> None:
    seconds, refused = sent(Bucket(per_second), int(per_second * 600))
    assert len([at for at in refused if at > seconds / 2]) <= 1


def test_while_slack_wants_a_pause_nobody_has_a_turn() -> None:
    pace = Pace()
    pace.refused(10.0, 30)
    assert pace.turn(39.0) is None
    assert pace.pause(39.0) == 1.0
    assert pace.turn(40.0) == 0.0


def test_what_is_refused_during_a_pause_says_nothing_new() -> None:
    once, often = Pace(), Pace()
    for pace in (once, often):
        for n in range(100):
            pace.accepted(n / 100)
        pace.refused(1.0, 1)
    for n in range(10):
        often.refused(1.1 + n / 100, 1)
    assert often.per_second == once.per_second


def test_a_clock_that_was_set_back_stops_nobody() -> None:
    pace = Pace()
    for n in range(100):
        pace.accepted(7200 + n / 100)
    pace.refused(7201.0, 30)
    assert pace.turn(3600.0) == 0.0


def test_only_as_many_turns_are_taken_as_come_within_a_second() -> None:
    pace = Pace()
    for n in range(100):
        pace.accepted(n / 100)
    pace.refused(1.0, 1)
    taken = [pace.turn(3.0) for _ in range(100)]
    assert pace.turns(at_most=100) <= sum(turn is not None for turn in taken) + 1 < 60
