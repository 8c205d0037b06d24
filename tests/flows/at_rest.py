"""A world at rest: what many journeys begin with is lived through once, kept, and begun from by each of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class AtRest:
    """The bot's database, an SQLite file; the sandbox's workspace; and the time in both."""

    database: Path
    workspace: bytes
    now: datetime

    def lay_out(self, database_url: str) -> None:
        """Write the database to where a bot will look for it."""
        file_of(database_url).write_bytes(self.database.read_bytes())


def file_of(database_url: str) -> Path:
    """Return the file of an SQLite database."""
    return Path(make_url(database_url).database or "")
