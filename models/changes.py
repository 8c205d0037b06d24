"""Who changed what of a project, and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.keys import WorkspaceRow, belongs_to
from models.types import UtcDateTime


class SettingsChange(WorkspaceRow, table=True):
    """One person changed a project at one time; `what` holds each thing that changed as [before, after]."""

    __tablename__ = "settings_changes"
    __table_args__ = (
        belongs_to("projects", "project_id"),
        belongs_to("people", "changed_by_id"),
        Index("ix_settings_changes_newest", "project_id", "id"),
    )

    project_id: int
    changed_by_id: int
    changed_at: datetime = Field(sa_type=UtcDateTime)
    what: dict[str, list[Any]] = Field(sa_type=JSON)
