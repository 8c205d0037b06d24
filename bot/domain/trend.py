"""How a project's strengths went over time: the moments that may be shown, and fewer where there are too many."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.domain.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime, tzinfo

    from bot.domain.roles import Strengths

# What Slack draws in one chart: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
MOST_POINTS = 20


@dataclass(frozen=True, slots=True)
class Point:
    """The strengths of a project at one moment."""

    at: datetime
    strengths: Strengths


@dataclass(frozen=True, slots=True)
class PollSpan:
    """From when to when a poll stood open."""

    opened_at: datetime
    closed_at: datetime

    def hides(self, moment: datetime) -> bool:
        """Whether a moment lies inside: what was known then is half a poll's answers."""
        return self.opened_at < moment < self.closed_at


def shown_points(readings: Sequence[Point], closed: Iterable[PollSpan], as_of: datetime) -> list[Point]:
    """Return the standings as a project saw them: outside polls, at each close, and at the end.

    `readings` are in order of time; `as_of` is the last moment that may be shown, before a running poll.
    """
    polls = [poll for poll in closed if poll.closed_at <= as_of]
    outside = {r.at for r in readings if r.at <= as_of and not any(poll.hides(r.at) for poll in polls)}
    moments = sorted(outside | {poll.closed_at for poll in polls} | {as_of})
    taken = [reading.at for reading in readings]
    known = [(moment, bisect_right(taken, moment)) for moment in moments]
    return [Point(moment, readings[count - 1].strengths) for moment, count in known if count]


def one_a_day(points: Sequence[Point], zone: tzinfo) -> list[Point]:
    """Return the last standing of each local day; of a history of a single day, the last of each minute."""
    days = [point.at.astimezone(zone).date() for point in points]
    if len(set(days)) > 1:
        return list(dict(zip(days, points, strict=True)).values())
    return list({point.at.replace(second=0, microsecond=0): point for point in points}.values())


def thin(points: Sequence[Point], most: int = MOST_POINTS) -> list[Point]:
    """Return at most `most` (2 or more) points in their order: the first, the last, the extremes, an even rest.

    Of the extremes those of the ceiling go before those of a single role.
    """
    kept = dict.fromkeys([0, len(points) - 1] if points else [])
    for position in _extremes(points):
        if len(kept) < most:
            kept[position] = None
    while len(kept) < min(most, len(points)):
        kept[_middle_of_widest_gap(points, sorted(kept))] = None
    return [points[position] for position in sorted(kept)]


def _extremes(points: Sequence[Point]) -> Iterable[int]:
    yield from _lowest_and_highest(points, lambda point: point.strengths.ceiling)
    for role in Role:
        yield from _lowest_and_highest(points, lambda point, role=role: point.strengths[role])  # type: ignore[misc]


def _lowest_and_highest(points: Sequence[Point], value: Callable[[Point], int]) -> tuple[int, ...]:
    positions = range(len(points))
    if not positions:
        return ()
    return (
        min(positions, key=lambda position: value(points[position])),
        max(positions, key=lambda position: value(points[position])),
    )


def _middle_of_widest_gap(points: Sequence[Point], kept: Sequence[int]) -> int:
    """Return the point left out that lies nearest to the middle of the longest time without one."""
    gaps = [(left, right) for left, right in pairwise(kept) if right - left > 1]
    left, right = max(gaps, key=lambda gap: (points[gap[1]].at - points[gap[0]].at, -gap[0]))
    middle = points[left].at + (points[right].at - points[left].at) / 2
    return min(range(left + 1, right), key=lambda position: abs(points[position].at - middle))
