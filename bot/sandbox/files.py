"""Files: announced by a bot, uploaded to an address of their own, then shared in a conversation."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass


@dataclass(eq=False)
class File:
    """One file; without `content` nothing has been uploaded yet, and until it is shared only the bot sees it."""

    id: str
    name: str
    length: int
    alt_text: str
    title: str = ""
    content: bytes | None = None

    @property
    def mimetype(self) -> str:
        """What the name says the file is."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def is_picture(self) -> bool:
        """Whether the file shows as a picture."""
        return self.mimetype.startswith("image/")

    @property
    def text(self) -> str:
        """The uploaded text."""
        return (self.content or b"").decode("utf-8-sig")
