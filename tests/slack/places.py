"""Every place in a payload where it can be damaged."""

from __future__ import annotations

from typing import Any

Place = tuple[list[Any] | dict[str, Any], Any]


def places(part: object) -> list[Place]:
    """Every place in a payload, as its container and its key there."""
    if isinstance(part, dict):
        return [place for key in part for place in [(part, key), *places(part[key])]]
    if isinstance(part, list):
        return [place for index in range(len(part)) for place in [(part, index), *places(part[index])]]
    return []
