"""How fast one workspace is sent to: as fast as Slack takes it, and a little below the limit once that is known.

Slack does not tell its limit on posts ("several hundred a minute"). It is learnt from the refusals: at each the
allowance is used up, so what was accepted between two of them, by the time between them, is the least that the
limit can be; the pace at which the second one came is the most.
"""

from __future__ import annotations

import math

_MARGIN = 0.97
# So far ahead turns are taken, and so late they may come: the machine does not wake one on the dot.
AHEAD_SECONDS, _LATE_SECONDS = 1.0, 0.01
# "Several hundred a minute" are no fewer than these, whatever refusals seem to say: they may have other reasons.
LEAST_PER_SECOND = 3.0
# Fewer accepted than these say nothing about a rate.
_LEAST_ACCEPTED = 10
_FIRST_TURNS = 10
# Sent without a pause of this many seconds counts as sent without a pause.
_PAUSE_SECONDS = 2.0
# In each second of sending the pace grows by this part; each refusal makes the search four times as slow.
_FIRST_GROWTH, _LAST_GROWTH = 0.05, 0.00001


class Pace:
    """The pace of one workspace, in memory of whoever sends. Times are seconds of a clock that may be set."""

    def __init__(self) -> None:
        """Know no limit."""
        self.per_second: float | None = None
        self._growth = _FIRST_GROWTH
        self._next = self._began = self._last = -math.inf
        self._refused_at = self._waits_until = -math.inf
        self._taken = 0

    def turn(self, now: float) -> float | None:
        """Take the next turn; return how many seconds it is away, or None for one that is too far away to take."""
        if self.pause(now):
            return None
        if self.per_second is None:
            return 0.0
        gap = 1 / self.per_second
        is_set_back = self._next > now + AHEAD_SECONDS + gap
        at = now if is_set_back else max(self._next, now - _LATE_SECONDS)
        if at > now + AHEAD_SECONDS:
            return None
        self._next = at + gap
        self.per_second += self._growth
        return max(at - now, 0.0)

    def pause(self, now: float) -> float:
        """Return for how many more seconds Slack takes nothing; 0 when it does."""
        if now < self._refused_at:  # the clock was set back
            return 0.0
        return max(self._waits_until - now, 0.0)

    def turns(self, *, at_most: int) -> int:
        """Return how many turns can be taken at once: one at least, and few at first.

        Whoever is killed keeps what it has leased from others for a while; as long as nothing was learnt about
        Slack or about oneself, no more is taken than was accepted so far.
        """
        if self.per_second is None:
            return min(at_most, max(_FIRST_TURNS, self._taken))
        return max(1, min(at_most, int(self.per_second * AHEAD_SECONDS)))

    def accepted(self, now: float) -> None:
        """Count a message that Slack took."""
        has_paused = now - self._last > _PAUSE_SECONDS and now > self._waits_until + _PAUSE_SECONDS
        if has_paused or self._began == -math.inf:
            self._began, self._taken = now, 0
        self._last = now
        self._taken += 1

    def refused(self, now: float, wait_seconds: float) -> None:
        """Learn from a refusal; what is refused while the last one is waited out tells nothing new."""
        if self.pause(now):
            return
        self._refused_at, self._waits_until = now, now + wait_seconds
        if self._taken >= _LEAST_ACCEPTED:
            self.per_second = self._learnt(now, wait_seconds)
            self._began, self._taken = now, 0

    def _learnt(self, now: float, wait_seconds: float) -> float:
        """Return a pace between the least and the most that the limit can be.

        The first refusal says no more than that so many messages and then a pause are fine.
        """
        if self.per_second is None:
            return max(_MARGIN * self._taken / (now - self._began + wait_seconds), LEAST_PER_SECOND)
        self._growth = max(self._growth / 4, _LAST_GROWTH)
        least = min(self._taken / (now - self._began), self.per_second)
        return max(_MARGIN * (least + self.per_second) / 2, LEAST_PER_SECOND)
