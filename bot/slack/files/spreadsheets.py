"""CSV files: what spreadsheets open, with nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.polls import percent_answered
from bot.domain.roles import Role
from bot.slack.words.strengths import tenths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.services.ports.export import OwnExport, ProjectExport

    Cell = str | int | None

# A cell that begins so is a formula to a spreadsheet: https://owasp.org/www-community/attacks/CSV_Injection
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def standings_csv(export: ProjectExport) -> bytes:
    """Return every standing a project was shown: the ceiling and the four strengths, 0.0 to 5.0."""
    zone = ZoneInfo(export.zone)
    return _csv(
        ["at", "ceiling", *(role.value for role in Role)],
        (
            [
                _at(point.at, zone),
                tenths(point.strengths.ceiling),
                *(tenths(point.strengths[role]) for role in Role),
            ]
            for point in export.standings
        ),
    )


def polls_csv(export: ProjectExport) -> bytes:
    """Return every poll with its response rate."""
    zone = ZoneInfo(export.zone)
    return _csv(
        ["opened_at", "closed_at", "asked", "answered", "percent_answered"],
        (
            [
                _at(poll.opened_at, zone),
                _at(poll.closed_at, zone),
                poll.asked,
                poll.is_in,
                percent_answered(poll.is_in, poll.asked) if poll.asked else None,
            ]
            for poll in export.polls
        ),
    )


def secondments_csv(export: ProjectExport) -> bytes:
    """Return every secondment by function."""
    zone = ZoneInfo(export.zone)
    head = ["roles", "home", "objective", "state", "starts_on", "returns_on", "met_at", "ended_at"]
    return _csv(
        [*head, "ceiling_at_start", "ceiling_when_met"],
        (
            [
                " ".join(row.roles),
                row.home,
                row.objective,
                row.state.value,
                row.starts_on.isoformat(),
                row.returns_on.isoformat(),
                _at(row.met_at, zone),
                _at(row.ended_at, zone),
                tenths(row.ceiling_at_start),
                None if row.ceiling_when_met is None else tenths(row.ceiling_when_met),
            ]
            for row in export.secondments
        ),
    )


def own_answers_csv(export: OwnExport) -> bytes:
    """Return a person's own answers: stated confidence 1 to 5, empty for a role not covered."""
    zone = ZoneInfo(export.zone)
    return _csv(
        ["answered_at", "project", *(role.value for role in Role)],
        (
            [
                _at(answer.answered_at, zone),
                answer.project_name,
                *(answer.confidences.get(role) for role in Role),
            ]
            for answer in export.answers
        ),
    )


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUNS) else cell


def _at(instant: datetime | None, zone: ZoneInfo) -> str | None:
    return None if instant is None else instant.astimezone(zone).isoformat(timespec="seconds")


def _csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    # With its mark, spreadsheets read UTF-8 as what it is.
    return written.getvalue().encode("utf-8-sig")
