"""A file to send with a message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME_MOST = 60
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file; its content is only made when it is sent, outside of every transaction."""

    filename: str
    title: str
    alt_text: str
    content: Callable[[], bytes]


def in_filename(typed: str) -> str:
    """Return a typed name as part of a file's name on any system: letters, digits, `_`, `.` and `-`."""
    return _NOT_IN_A_NAME.sub("-", typed)[:_NAME_MOST].strip("-.") or "project"
