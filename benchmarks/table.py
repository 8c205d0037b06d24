"""The measurements as a table: what was measured, beside its floors, then each ratio beside its goal."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.answering import Answering, Way
    from benchmarks.asking import Asked
    from benchmarks.growing import Growing
    from benchmarks.processes import Started
    from benchmarks.starting import Starts

LEAST_OF_FLOOR = 0.60
MOST_TIMES_FLOOR = 2.0
MOST_TIMES_IMPORTS = 1.3
MOST_MEGABYTES = 120
LEAST_OF_POSTS = 0.40
MOST_TIMES_LIMIT = 1.05
MOST_TIMES_FEWER_PROJECTS = 1.5
MOST_TIMES_NEW_PROJECT = 1.2
_WIDTH = 46


def heading(title: str) -> str:
    """Return a title with a line under it."""
    return f"{title}\n{'-' * len(title)}"


def answering_rows(measured: Answering) -> str:
    """Return what an answer costs."""
    ways = {
        "Ceiling": measured.product,
        "floor 1: Bolt merely acknowledging": measured.acknowledging,
        f"floor 2: {measured.statements:.0f} statements in SQLAlchemy Core": measured.core,
    }
    return "\n".join(
        [
            _row("", ("16 at once", "p50", "p99", "alone, p50")),
            *(_row(name, _figures(way)) for name, way in ways.items()),
            "",
            _goal("throughput", measured.throughput_of_floor, "of floor 2", at_least=LEAST_OF_FLOOR),
            _goal("alone, p50", measured.p50_of_floor, "times floor 2", at_most=MOST_TIMES_FLOOR),
            f"An answer runs {measured.statements:.1f} statements in {measured.transactions:.1f} transactions.",
        ]
    )


def _figures(way: Way) -> tuple[str, ...]:
    together = way.together[len(way.together) // 2]
    return (
        f"{way.per_second:,.0f}/s",
        f"{way.p50(lambda w: w.together):.1f} ms",
        f"{together.p99:.1f} ms",
        f"{way.p50(lambda w: w.alone):.1f} ms",
    )


def starting_rows(measured: Starts) -> str:
    """Return what a start costs."""
    return "\n".join(
        [
            _row("", ("ready after", "memory")),
            _row("python -m bot run", _start_figures(measured.bot)),
            _row("floor: its imports alone", _start_figures(measured.imports)),
            "",
            _goal("start", measured.of_imports, "times the imports", at_most=MOST_TIMES_IMPORTS),
            _goal("memory", median(each.megabytes for each in measured.bot), "MB", at_most=MOST_MEGABYTES),
        ]
    )


def asking_rows(free: Asked, limited: Asked) -> str:
    """Return what the prompts of a large poll cost, without a limit and with one."""
    early, late = len(limited.refused_after) - limited.refused_late, limited.refused_late
    return "\n".join(
        [
            _row("", ("prompts", "took", "a second")),
            _row("Ceiling, without a limit", _asked_figures(free)),
            _row("floor: as many bare chat.postMessage", _floor_figures(free)),
            _row("Ceiling, with a limit of Slack's", _asked_figures(limited)),
            _row("floor: the limit itself", _floor_figures(limited)),
            "",
            _goal("throughput", free.floor / free.seconds, "of the floor", at_least=LEAST_OF_POSTS),
            _goal(
                "with a limit", limited.seconds / limited.floor, "times the floor", at_most=MOST_TIMES_LIMIT
            ),
            f"Slack refused {early} posts in the first half, while its limit was learnt, {late} in the second.",
        ]
    )


def growing_rows(measured: Growing) -> str:
    """Return what more projects and more history cost."""
    return "\n".join(
        [
            _row("", ("little", "much")),
            _row("a tick, 100 due of 1,000 or of 100,000", _medians(measured.tick_few, measured.tick_many)),
            _row(
                "an answer, new or after 5 years weekly", _medians(measured.answer_new, measured.answer_old)
            ),
            "",
            _goal("tick", measured.tick_ratio, "times the small one", at_most=MOST_TIMES_FEWER_PROJECTS),
            _goal("answer", measured.answer_ratio, "times a new project's", at_most=MOST_TIMES_NEW_PROJECT),
        ]
    )


def _asked_figures(asked: Asked) -> tuple[str, ...]:
    return f"{asked.prompts:,}", f"{asked.seconds:.1f} s", f"{asked.prompts / asked.seconds:,.0f}"


def _floor_figures(asked: Asked) -> tuple[str, ...]:
    return f"{asked.prompts:,}", f"{asked.floor:.1f} s", f"{asked.prompts / asked.floor:,.0f}"


def _medians(*seconds: list[float]) -> tuple[str, ...]:
    return tuple(f"{1000 * median(each):,.1f} ms" for each in seconds)


def _start_figures(starts: Sequence[Started]) -> tuple[str, ...]:
    seconds = median(each.seconds for each in starts)
    return f"{seconds:.2f} s", f"{median(each.megabytes for each in starts):.0f} MB"


def _row(name: str, figures: Sequence[str]) -> str:
    return f"{name:<{_WIDTH}}" + "".join(f"{figure:>13}" for figure in figures)


def _goal(
    name: str, ratio: float, of: str, *, at_least: float | None = None, at_most: float | None = None
) -> str:
    is_met = (at_least is None or ratio >= at_least) and (at_most is None or ratio <= at_most)
    limit = f"at least {at_least:g}" if at_least is not None else f"at most {at_most:g}"
    return f"{name}: {ratio:.2f} {of} (goal: {limit}) {'met' if is_met else 'MISSED'}"
