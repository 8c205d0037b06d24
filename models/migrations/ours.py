"""Which tables the migrations describe."""

from __future__ import annotations


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out, as Alembic's `include_name`, what the library that hands out jobs made by its own scripts."""
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))
