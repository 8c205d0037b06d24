"""What may be shown of a project's week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.roles import Stage, Strengths


@dataclass(frozen=True, slots=True)
class DigestView:
    """A project's standing a week ago and now, by function, and its polls."""

    project_id: int
    project_name: str
    stage: Stage
    before: Strengths
    after: Strengths
    poll_closes_at: datetime | None
    next_poll_at: datetime
