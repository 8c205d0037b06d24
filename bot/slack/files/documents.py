"""JSON files: the same facts as the spreadsheets, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.domain.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.roles import Strengths
    from bot.services.ports.export import OwnExport, ProjectExport
    from bot.services.ports.trend import Mark


def project_json(export: ProjectExport) -> bytes:
    """Return a project by function; instants in UTC, strengths 0.0 to 5.0."""
    return _json(
        {
            "project": export.name,
            "stage": export.stage.value,
            "exported_at": _at(export.exported_at),
            "standings": [{"at": _at(p.at), **_strengths(p.strengths)} for p in export.standings],
            "polls": [
                {
                    "opened_at": _at(poll.opened_at),
                    "closed_at": _at(poll.closed_at),
                    "asked": poll.asked,
                    "answered": poll.is_in,
                }
                for poll in export.polls
            ],
            "secondments": [
                {
                    "roles": [role.value for role in row.roles],
                    "home": row.home,
                    "objective": row.objective,
                    "state": row.state.value,
                    "starts_on": _at(row.starts_on),
                    "returns_on": _at(row.returns_on),
                    "met_at": _at(row.met_at),
                    "ended_at": _at(row.ended_at),
                    "ceiling_at_start": row.ceiling_at_start / 10,
                    "ceiling_when_met": None if row.ceiling_when_met is None else row.ceiling_when_met / 10,
                }
                for row in export.secondments
            ],
            "events": [_event(mark) for mark in export.marks],
        }
    )


def own_answers_json(export: OwnExport) -> bytes:
    """Return a person's own answers: a stated confidence (1-5) for each role covered."""
    return _json(
        {
            "exported_at": _at(export.exported_at),
            "answers": [
                {
                    "answered_at": _at(answer.answered_at),
                    "project": answer.project_name,
                    "confidences": {role.value: stated for role, stated in answer.confidences.items()},
                }
                for answer in export.answers
            ],
        }
    )


def _strengths(strengths: Strengths) -> dict[str, float]:
    return {"ceiling": strengths.ceiling / 10, **{role.value: strengths[role] / 10 for role in Role}}


def _event(mark: Mark) -> dict[str, Any]:
    event: dict[str, Any] = {"at": _at(mark.at), "kind": mark.kind.value}
    if mark.roles:
        event["roles"] = [role.value for role in mark.roles]
    if mark.stage is not None:
        event["stage"] = mark.stage.value
    if mark.fell_from:
        event |= {"fell_from": mark.fell_from / 10, "fell_to": mark.fell_to / 10}
    return event


def _at(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
