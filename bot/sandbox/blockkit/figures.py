"""Tables and charts: the blocks that carry figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.blockkit.report import Surface
from bot.sandbox.blockkit.rich_text import RICH_TEXT
from bot.sandbox.blockkit.rules import (
    anything,
    boolean,
    integer,
    list_of,
    not_on,
    number,
    one_of,
    shape,
    string,
    typed,
)

if TYPE_CHECKING:
    from bot.sandbox.blockkit.report import Report
    from bot.sandbox.blockkit.rules import Rule

ID: dict[str, Rule] = {"block_id": string(255)}
NOT_IN_A_MODAL = not_on(Surface.MODAL)
LABEL = string(20)
CHARTS_MOST = 2
SERIES_MOST = 6  # the limit at launch was 6, later pages say 12: the stricter one holds everywhere
TABLE_CHARACTERS = 10_000
DATA_TABLE_CHARACTERS = 20_000

RAW_TEXT = shape({"type": one_of("raw_text"), "text": string(10_000)})
RAW_NUMBER = shape({"type": one_of("raw_number"), "value": number}, {"text": string(10_000)})
CELLS: dict[str, Rule] = {"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER, "rich_text": RICH_TEXT}
CELL = typed(CELLS, "table cell")
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _characters(value: object) -> int:
    if isinstance(value, dict):
        return sum(
            len(str(held)) if key in ("text", "value") else _characters(held) for key, held in value.items()
        )
    return sum(map(_characters, value)) if isinstance(value, list) else 0


def _table_size(value: dict[str, Any], pointer: str, report: Report) -> None:
    report.count("characters in tables", _characters(value["rows"]), TABLE_CHARACTERS, pointer)
    if report.surface is Surface.MESSAGE:
        report.count("table blocks", 1, 1, pointer)


def _data_table_size(value: dict[str, Any], pointer: str, report: Report) -> None:
    report.count("characters in data tables", _characters(value["rows"]), DATA_TABLE_CHARACTERS, pointer)
    if len({len(row) for row in value["rows"]}) > 1:
        report.broken(f"{pointer}/rows", "all rows must have the same number of cells")
    if any(cell["type"] == "rich_text" for cell in value["rows"][0]):
        report.broken(f"{pointer}/rows/0", "header cells must not be rich_text")


def _chart_count(_value: dict[str, Any], pointer: str, report: Report) -> None:
    report.count("data_visualization blocks", 1, CHARTS_MOST, pointer)


def _points_fit(value: dict[str, Any], pointer: str, report: Report) -> None:
    names = [series["name"] for series in value["series"]]
    if len(set(names)) != len(names):
        report.broken(f"{pointer}/series", "series names must be unique")
    categories = sorted(value["axis_config"]["categories"])
    for position, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            report.broken(f"{pointer}/series/{position}/data", "must have exactly one point per category")


def _above_nothing(value: dict[str, Any], pointer: str, report: Report) -> None:
    if value["value"] <= 0:
        report.broken(f"{pointer}/value", "must be more than 0")


POINT = shape({"label": LABEL, "value": number})
SERIES = shape({"name": LABEL, "data": list_of(POINT, 20)})
AXES = shape({"categories": list_of(LABEL, 20)}, {"x_label": string(50), "y_label": string(50)})


def _xy(kind: str) -> Rule:
    needs: dict[str, Rule] = {
        "type": one_of(kind),
        "series": list_of(SERIES, SERIES_MOST),
        "axis_config": AXES,
    }
    return shape(needs, {}, _points_fit)


SEGMENT = shape({"label": LABEL, "value": number}, {}, _above_nothing)
CHARTS: dict[str, Rule] = {
    **{kind: _xy(kind) for kind in ("line", "bar", "area")},
    "pie": shape({"type": one_of("pie"), "segments": list_of(SEGMENT, SERIES_MOST)}),
}
CHART = typed(CHARTS, "chart")

FIGURES: dict[str, Rule] = {
    "table": shape(
        {"type": anything, "rows": list_of(list_of(CELL, 20), 100)},
        {"column_settings": list_of(COLUMN, 20), **ID},
        NOT_IN_A_MODAL,
        _table_size,
    ),
    "data_table": shape(
        {"type": anything, "caption": string(2000), "rows": list_of(list_of(CELL, 20), 201, 2)},
        {"page_size": integer(1, 100), "row_header_column_index": integer(0, 19), **ID},
        NOT_IN_A_MODAL,
        _data_table_size,
    ),
    "data_visualization": shape(
        {"type": anything, "title": string(50), "chart": CHART}, ID, NOT_IN_A_MODAL, _chart_count
    ),
}
