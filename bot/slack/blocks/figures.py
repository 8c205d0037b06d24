"""Charts and tables of Block Kit, each within Slack's limits; no sentences.

Fields and limits: https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.slack.blocks.kit import Block

_PAGE_ROWS = 10


def chart(title: str, labels: Sequence[str], series: Mapping[str, Sequence[float]], y_label: str) -> Block:
    """Return a line chart: at most 6 series of at most 20 points, one for each label."""
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": "line",
            "series": [
                {
                    "name": name,
                    "data": [
                        {"label": label, "value": value} for label, value in zip(labels, values, strict=True)
                    ],
                }
                for name, values in series.items()
            ],
            "axis_config": {"categories": list(labels), "y_label": y_label},
        },
    }


def data_table(caption: str, rows: Sequence[Sequence[str]]) -> Block:
    """Return a table to leaf through, its head first, with at most 200 further rows."""
    return {
        "type": "data_table",
        "caption": caption,
        "rows": _cells(rows),
        "page_size": _PAGE_ROWS,
        "row_header_column_index": 0,
    }


def table(rows: Sequence[Sequence[str]]) -> Block:
    """Return a plain table, its head first, with at most 100 rows in all; figures stand to the right."""
    figures = [{"align": "right"} for _ in rows[0][1:]]
    return {"type": "table", "rows": _cells(rows), "column_settings": [{"align": "left"}, *figures]}


def _cells(rows: Sequence[Sequence[str]]) -> list[list[Block]]:
    return [[{"type": "raw_text", "text": text} for text in row] for row in rows]
