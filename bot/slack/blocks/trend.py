"""A project's history as a chart, and plainer where Slack does not draw one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.roles import Role
from bot.slack.blocks.figures import chart, data_table, table
from bot.slack.blocks.kit import Block, Rendered, actions, button, context, rendered, section
from bot.slack.ids import ActionId
from bot.slack.words import buttons
from bot.slack.words import trend as words
from bot.slack.words.roles import function_name

if TYPE_CHECKING:
    from bot.services.ports.trend import TrendView

_LEAST_POINTS = 2


def trend_messages(view: TrendView) -> list[Rendered]:
    """Return the history in every form it has, the richest first: chart with table, table, text.

    All say the same in `text`: a chart has no words for a screen reader.
    """
    in_words = trend_in_words(view)
    if len(view.points) < _LEAST_POINTS:
        return [in_words]
    drawn = [_chart(view), _marks(view), data_table(words.TABLE_CAPTION, words.table(view))]
    tabled = [table(words.table(view)), _marks(view)]
    return [*(Rendered(in_words.text, _framed(view, blocks)) for blocks in (drawn, tabled)), in_words]


def trend_in_words(view: TrendView) -> Rendered:
    """Return the history as text, for where no figure can stand."""
    lines = [section(words.figures(view))] if len(view.points) >= _LEAST_POINTS else []
    return rendered(*_framed(view, [*lines, _marks(view)]))


def _framed(view: TrendView, body: list[Block | None]) -> list[Block]:
    frame = [
        section(words.headline(view)),
        *body,
        context(words.small_print(view)) if view.points else None,
        actions(button(ActionId.SHOW_STATUS, buttons.STATUS, view.project_id)),
    ]
    return [block for block in frame if block is not None]


def _marks(view: TrendView) -> Block | None:
    said = words.marks(view)
    return section(said) if said else None


def _chart(view: TrendView) -> Block:
    ceilings = [point.strengths.ceiling for point in view.points]
    by_function = {function_name(r): [point.strengths[r] for point in view.points] for r in Role}
    series = {words.CEILING: ceilings} | by_function
    in_points = {name: [value / 10 for value in values] for name, values in series.items()}
    return chart(words.CHART_TITLE, words.labels(view), in_points, words.Y_LABEL)
