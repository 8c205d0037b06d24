"""Whose work a service does: every call is bound to one workspace, and to a person or to nobody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """A workspace, and the person who acts in it; `actor_id` is None when Ceiling acts by itself."""

    workspace_id: int
    actor_id: int | None = None

    @property
    def person_id(self) -> int:
        """The acting person; raises ValueError when nobody acts."""
        if self.actor_id is None:
            raise ValueError("this needs a person who acts")
        return self.actor_id
