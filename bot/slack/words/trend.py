"""A project's history in words: where its ceiling came from, what happened meanwhile, and every figure as text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.roles import Role
from bot.services.ports.trend import MarkKind
from bot.slack.words.roles import function_name, stage_name
from bot.slack.words.strengths import functions, tenths
from bot.slack.words.text import counted, mid_sentence, safe
from bot.slack.words.times import MONTHS, day, zone_words

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.trend import Point
    from bot.services.ports.trend import Mark, TrendView

CHART_TITLE = "Ceiling and strength of each function"
TABLE_CAPTION = "Ceiling and strength of each function (0 to 5), the newest first"
Y_LABEL = "Strength, 0 to 5"
CEILING = "Ceiling"
WHEN = "When"
MARKS_MOST = 10


def headline(view: TrendView) -> str:
    """Return where the ceiling came from and where it is; that there is none yet before the first standing."""
    name = f"*{safe(view.name)}* ({stage_name(view.stage).lower()})"
    if not view.points:
        return f"{name}: no standing yet, so there is no trend. It begins with the first answers."
    first, last = view.points[0], view.points[-1]
    now = "before the poll that is open" if view.poll_is_open else "now"
    if len(view.points) == 1:
        return (
            f"{name}: ceiling *{_ceiling(last)}* of 5 {now}. A trend shows once there is a second standing."
        )
    said = f"{name}: ceiling *{_ceiling(first)}* on {_day(first, view)}, *{_ceiling(last)}* {now}."
    return f"{said}{_turn(view)}"


def _turn(view: TrendView) -> str:
    """Return the lowest ceiling in between, where it is lower than both ends."""
    lowest = min(view.points, key=lambda point: point.strengths.ceiling)
    ends = (view.points[0], view.points[-1])
    if lowest.strengths.ceiling >= min(end.strengths.ceiling for end in ends):
        return ""
    return f" The lowest in between: {_ceiling(lowest)} on {_day(lowest, view)}."


def marks(view: TrendView) -> str | None:
    """Return what happened meanwhile, one line each, the newest ones; None where nothing did."""
    lines = [f"• {day(_local(mark, view))}: {_mark(mark)}" for mark in view.marks[-MARKS_MOST:]]
    earlier = len(view.marks) - MARKS_MOST
    before = [f"• before that: {counted(earlier, 'more event')}, in `/ceiling export`"] if earlier > 0 else []
    return "\n".join(before + lines) or None


def small_print(view: TrendView) -> str:
    """Return what is not shown and why, and whose days these are."""
    said = [f"Each day as it ended, {zone_words(view.zone)}."]
    if view.left_out:
        left_out = counted(view.left_out, "day")
        said.append(f"{left_out} in between left out (`/ceiling export` has them); the extremes are shown.")
    if view.poll_is_open:
        said.append("Answers of the open poll show when it closes.")
    return " ".join(said)


def figures(view: TrendView) -> str:
    """Return every figure as text, the newest first."""
    labelled = zip(labels(view), view.points, strict=True)
    return "\n".join(f"• {label}: {_figures(point)}" for label, point in reversed(list(labelled)))


def labels(view: TrendView) -> list[str]:
    """Return a short and unique label for each point: "2 Mar", with the year or as a time where that is needed."""
    local = [_local(point, view) for point in view.points]
    if len({at.date() for at in local}) == 1:
        return [f"{at:%H:%M}" for at in local]
    years = " {at:%y}" if len({at.year for at in local}) > 1 else ""
    return [f"{at.day} {MONTHS[at.month - 1][:3]}{years.format(at=at)}" for at in local]


def table(view: TrendView) -> list[list[str]]:
    """Return the figures as rows of a table, its head first, then the newest."""
    head = [WHEN, CEILING, *(function_name(role) for role in Role)]
    rows = [
        [label, _ceiling(point), *(tenths(point.strengths[role]) for role in Role)]
        for label, point in zip(labels(view), view.points, strict=True)
    ]
    return [head, *reversed(rows)]


def _figures(point: Point) -> str:
    parts = [f"{mid_sentence(function_name(role))} {tenths(strength)}" for role, strength in point.strengths]
    return f"ceiling *{_ceiling(point)}* ({', '.join(parts)})"


def _mark(mark: Mark) -> str:
    where = functions(mark.roles) if mark.roles else ""
    match mark.kind:
        case MarkKind.STAGE:
            return f"the stage became {stage_name(mark.stage).lower()}" if mark.stage else ""
        case MarkKind.DROP:
            return (
                f"the weakest function fell from {tenths(mark.fell_from)} to {tenths(mark.fell_to)} ({where})"
            )
        case MarkKind.RECOVERY:
            return f"{where} recovered"
        case MarkKind.LENT:
            return f"a specialist came for {where}"
        case MarkKind.MET:
            return f"the secondment for {where} met its objective"
        case MarkKind.GONE:
            return f"the specialist for {where} went home"


def _ceiling(point: Point) -> str:
    return tenths(point.strengths.ceiling)


def _day(point: Point, view: TrendView) -> str:
    return day(_local(point, view))


def _local(of: Point | Mark, view: TrendView) -> datetime:
    return of.at.astimezone(ZoneInfo(view.zone))
