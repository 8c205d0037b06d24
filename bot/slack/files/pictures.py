"""The trend as a picture, for slides.

Drawn without pyplot, whose state is shared by all threads. The colours differ for every common kind of colour
vision (https://jfly.uni-koeln.de/color/), and every line is named at its end and has a stroke of its own.
"""

from __future__ import annotations

import io
from textwrap import fill
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.roles import Role
from bot.services.ports.trend import MarkKind
from bot.slack.words.roles import function_name, stage_name
from bot.slack.words.strengths import tenths

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from matplotlib.axes import Axes

    from bot.services.ports.trend import TrendView

_INCHES, _DPI = (12.0, 6.75), 160
_INK, _SOFT = "#221b26", "#645b6a"
_LINES: dict[Role, tuple[str, str, str]] = {
    Role.DATA_SCIENTIST: ("#0068a3", "--", "o"),
    Role.ML_ENGINEER: ("#b34e00", "-.", "s"),
    Role.INFRASTRUCTURE_ENGINEER: ("#007a5a", ":", "^"),
    Role.DOMAIN_EXPERT: ("#a0407a", (0, (6, 2, 1, 2, 1, 2)), "D"),  # type: ignore[dict-item]  # a pattern
}
# From where to where a band reaches, and its word.
_BANDS = ((-0.3, 0.0, "vacant"), (0.0, 2.5, "thin"), (2.5, 3.5, "workable"), (3.5, 5.3, "strong"))
_SHADES = ("#f7d9de", "#fdecef", "#fff4dc", "#e5f5ea")
_LABELS_APART = 0.28
_TOP, _BOTTOM = 5.3, -0.3
# So many of the widest letters fit beside each other.
_TITLE_LINE = 48


def trend_png(view: TrendView) -> bytes:
    """Return the trend as a picture of 1920 x 1080 points; the view has a point at least.

    Loads matplotlib, which takes a second the first time: call it in a thread.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 -- most processes never draw

    figure = Figure(figsize=_INCHES, dpi=_DPI, layout="constrained")
    axes = figure.add_subplot()
    _draw_bands(axes)
    _draw_lines(axes, view)
    _draw_marks(axes, view)
    _draw_frame(axes, view)
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _draw_bands(axes: Axes) -> None:
    for (low, high, word), shade in zip(_BANDS, _SHADES, strict=True):
        axes.axhspan(low, high, color=shade, zorder=0, linewidth=0)
        axes.text(
            0.004, (low + high) / 2, word, transform=axes.get_yaxis_transform(), color=_SOFT, va="center"
        )


def _draw_lines(axes: Axes, view: TrendView) -> None:
    at = [_place(point.at) for point in view.points]
    ends: list[tuple[float, str, str]] = []
    for role, (colour, stroke, marker) in _LINES.items():
        values = [point.strengths[role] / 10 for point in view.points]
        axes.plot(
            at,
            values,
            color=colour,
            linestyle=stroke,
            marker=marker,
            markersize=5,
            linewidth=2,
            drawstyle="steps-post",
        )
        ends.append((values[-1], function_name(role), colour))
    ceilings = [point.strengths.ceiling / 10 for point in view.points]
    axes.plot(at, ceilings, color=_INK, linewidth=5, alpha=0.35, zorder=1, drawstyle="steps-post")
    _name_lines(axes, ends)


def _name_lines(axes: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Write each name at the end of its line, no two over each other."""
    lowest = -1.0
    for value, name, colour in sorted(ends):
        lowest = max(value, lowest + _LABELS_APART)
        axes.text(
            1.01,
            lowest,
            f"{name} {value:.1f}",
            transform=axes.get_yaxis_transform(),
            color=colour,
            va="center",
            fontweight="bold",
        )


def _draw_marks(axes: Axes, view: TrendView) -> None:
    first, last = view.points[0].at, view.points[-1].at
    shown = [mark for mark in view.marks if first <= mark.at <= last]
    for mark in shown:
        at = _place(mark.at)
        if mark.kind is MarkKind.STAGE and mark.stage is not None:
            axes.axvline(at, color=_SOFT, linewidth=1)
            axes.text(at, _TOP, f" {stage_name(mark.stage)}", color=_SOFT, va="top", fontsize=9)
        elif mark.kind is MarkKind.DROP:
            axes.plot([at], [mark.fell_to / 10], marker="v", markersize=12, color=_INK, zorder=5)


def _draw_frame(axes: Axes, view: TrendView) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter  # noqa: PLC0415 -- as above

    zone = ZoneInfo(view.zone)
    # Room for the words of the bands, left of the first point.
    axes.margins(x=0.08)
    axes.set_ylim(_BOTTOM, _TOP)
    axes.set_yticks(range(6))
    axes.set_ylabel("Strength, 0 to 5", color=_SOFT)
    locator = AutoDateLocator(tz=zone)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, tz=zone))  # type: ignore[no-untyped-call]
    axes.grid(axis="y", color="#e2dde5", linewidth=0.8)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    now = tenths(view.points[-1].strengths.ceiling)
    title = fill(f"{_drawable(view.name)}ceiling {now} of 5", _TITLE_LINE)
    axes.set_title(title, loc="left", fontsize=16, parse_math=False)
    key = "Thick grey: the ceiling, the weakest function.  \u25bc: it dropped."
    axes.text(0, -0.1, key, transform=axes.transAxes, color=_SOFT, fontsize=10)


def _place(at: datetime) -> float:
    """Return where an instant stands on the axis."""
    from matplotlib.dates import date2num  # noqa: PLC0415 -- as above

    return float(date2num(at))  # type: ignore[no-untyped-call]


def _drawable(name: str) -> str:
    """Return the name for the title; nothing where the font lacks a letter of it: the message has it in full."""
    from matplotlib.font_manager import findfont, get_font  # noqa: PLC0415 -- as above

    known = get_font(findfont("DejaVu Sans")).get_charmap()
    return f"{name}: " if all(ord(letter) in known for letter in name) else ""
