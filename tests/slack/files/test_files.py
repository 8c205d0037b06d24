"""The files of an export: nothing in them runs, nothing is cut, and pictures draw whatever the history."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import pytest

from bot.slack.files.attachment import in_filename
from bot.slack.files.documents import project_json
from bot.slack.files.pictures import trend_png
from bot.slack.files.spreadsheets import harmless, own_answers_csv, polls_csv, secondments_csv
from tests.slack.blocks import samples

if TYPE_CHECKING:
    from bot.services.ports.trend import TrendView


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1"])
def test_what_a_spreadsheet_would_run_is_text(typed: str) -> None:
    assert harmless(typed) == f"'{typed}"


def test_other_cells_stay_as_they_are() -> None:
    assert [harmless(cell) for cell in ("churn", "3.6", 5, None, "")] == ["churn", "3.6", 5, None, ""]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("churn", "churn"),
        ("../etc/passwd", "etc-passwd"),
        ("a b/c", "a-b-c"),
        ("…", "project"),
        ("界" * 80, "界" * 60),
    ],
)
def test_a_file_is_named_as_any_system_takes_it(typed: str, named: str) -> None:
    assert in_filename(typed) == named


@pytest.mark.parametrize(
    "view",
    [samples.trend(1, marks=0), samples.trend(20, "界" * 80, marks=12), samples.trend(3, "$x^2$", days=0)],
    ids=["one standing", "half a year, wide", "one day, formula"],
)
def test_a_picture_fits_a_slide_whatever_the_history_and_the_name(view: TrendView) -> None:
    picture = trend_png(view)
    assert struct.unpack(">II", picture[16:24]) == (1920, 1080)


def test_nothing_typed_reaches_a_spreadsheet_as_a_formula() -> None:
    export = samples.project_export("=churn", objective='=HYPERLINK("x")', home="+home")
    written = secondments_csv(export).decode("utf-8-sig")
    assert "'=HYPERLINK" in written
    assert "'+home" in written
    assert "'=churn" in own_answers_csv(samples.own_export("=churn")).decode("utf-8-sig")


def test_a_poll_without_anyone_asked_has_no_response_rate() -> None:
    first, running = polls_csv(samples.project_export()).decode("utf-8-sig").splitlines()[1:]
    assert first.endswith(",4,3,75")
    assert running == "2026-03-04T09:00:00+01:00,,0,0,"


def test_json_holds_the_same_facts() -> None:
    read = json.loads(project_json(samples.project_export()))
    assert [standing["ceiling"] for standing in read["standings"]] == [3.6, 1.8, 3.6]
    assert read["secondments"][0]["roles"] == ["infrastructure_engineer"]
    assert {event["kind"] for event in read["events"]} == {"stage", "drop", "recovery", "lent", "met"}
