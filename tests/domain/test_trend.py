"""Which moments of a project's history are shown, and which are left out of a long one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.roles import Role, Strengths
from bot.domain.trend import MOST_POINTS, Point, PollSpan, one_a_day, shown_points, thin

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
TENTHS = st.integers(0, 50)
STRENGTHS = st.builds(Strengths, TENTHS, TENTHS, TENTHS, TENTHS)
MINUTES = st.integers(0, 60 * 24 * 200)
HISTORIES = st.dictionaries(MINUTES, STRENGTHS, max_size=60).map(
    lambda found: [Point(START + timedelta(minutes=m), strengths) for m, strengths in sorted(found.items())]
)


def at(hours: float, weakest: int = 40) -> Point:
    """The strengths some hours after the start, infrastructure the weakest."""
    return Point(START + timedelta(hours=hours), Strengths(40, 40, weakest, 40))


def poll(opened: float, closed: float) -> PollSpan:
    return PollSpan(START + timedelta(hours=opened), START + timedelta(hours=closed))


@given(HISTORIES, st.integers(2, MOST_POINTS))
def test_thinning_keeps_the_order_the_ends_and_no_more_than_fit(points: list[Point], most: int) -> None:
    kept = thin(points, most)
    assert kept == [point for point in points if point in kept]
    assert len(kept) == min(most, len(points))
    assert (kept[:1], kept[-1:]) == (points[:1], points[-1:])


@given(HISTORIES)
def test_thinning_keeps_the_extremes_of_the_ceiling_and_of_every_role(points: list[Point]) -> None:
    assert extremes(thin(points)) == extremes(points)


def extremes(points: list[Point]) -> list[tuple[int, int]]:
    values = [[p.strengths.ceiling for p in points], *([p.strengths[role] for p in points] for role in Role)]
    return [(min(each, default=0), max(each, default=0)) for each in values]


@given(HISTORIES)
def test_a_history_that_fits_is_shown_whole(points: list[Point]) -> None:
    assert thin(points, max(len(points), 2)) == points


def test_where_nothing_stands_out_the_rest_is_spread_evenly_over_time() -> None:
    crowded = [at(hours) for hours in (0, 1, 2, 3, 4, 50, 100)]
    assert thin(crowded, 3) == [at(0), at(50), at(100)]


def test_what_was_known_during_a_poll_is_shown_as_of_its_close() -> None:
    readings = [at(1, 10), at(2, 30), at(60, 20)]
    shown = shown_points(readings, [poll(0, 48)], START + timedelta(hours=72))
    assert shown == [at(48, 30), at(60, 20), at(72, 20)]


def test_nothing_of_a_running_poll_is_shown() -> None:
    readings = [at(1, 30), at(100, 10)]
    assert shown_points(readings, [poll(0, 48)], START + timedelta(hours=99)) == [at(48, 30), at(99, 30)]


def test_before_the_first_standing_there_is_nothing_to_show() -> None:
    assert shown_points([], [poll(0, 48)], START + timedelta(hours=72)) == []


@given(HISTORIES)
def test_a_long_history_shows_each_day_as_it_ended(points: list[Point]) -> None:
    shown = one_a_day(points, BERLIN)
    days = [point.at.astimezone(BERLIN).date() for point in shown]
    if len({point.at.astimezone(BERLIN).date() for point in points}) > 1:
        assert len(set(days)) == len(days)
    assert shown[-1:] == points[-1:]


def test_a_single_day_shows_its_minutes() -> None:
    assert one_a_day([at(0), at(0.001, 30), at(1), at(2)], BERLIN) == [at(0.001, 30), at(1), at(2)]
