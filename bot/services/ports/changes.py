"""What may be shown of how a project's settings came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Who (a Slack user id) changed a project, when, and each thing that changed as (before, after).

    The things are named as in ProjectSettings, and hold what JSON can: lists sorted, times and days as ISO 8601.
    """

    changed_by: str
    changed_at: datetime
    what: Mapping[str, tuple[Any, Any]]
