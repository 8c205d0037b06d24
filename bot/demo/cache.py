"""What was played once is kept, by a hash of the code that played it, in a directory of the checkout.

Nothing half-written is ever found there: it is written beside its place and moved there when it is whole. What was
damaged since is not taken for whole, since a digest of every file is kept with them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
DIRECTORY = ROOT / ".demo"
_DIGEST = "digest"


def hash_of_code() -> str:
    """Return what changes with the bot's code, its tables or the libraries it runs on."""
    sources = [path for package in ("bot", "models") for path in (ROOT / package).rglob("*.py")]
    return _digest([*sorted(sources), ROOT / "requirements.lock"], ROOT)


@dataclass(frozen=True, slots=True)
class Cache:
    """A place for what was played: a directory each, by name; the newest is the only one that stays."""

    directory: Path

    def find(self, name: str) -> Path | None:
        """Return where something was kept; None unless all of it is there, and as it was."""
        place = self.directory / name
        try:
            is_whole = (place / _DIGEST).read_text() == _digest(_files(place), place)
        except OSError:
            return None
        return place if is_whole else None

    def keep(self, name: str, written: Path) -> Path:
        """Keep a directory of files under a name instead of whatever was kept before; return its place.

        Raises OSError where that cannot be written.
        """
        place = self.directory / name
        new = self.directory / f"{name}.{os.getpid()}"
        self.directory.mkdir(parents=True, exist_ok=True)
        shutil.copytree(written, new)
        (new / _DIGEST).write_text(_digest(_files(new), new))
        for old in self.directory.iterdir():
            if old != new:
                shutil.rmtree(old, ignore_errors=True)
        return new.rename(place)


def _files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.iterdir() if path.name != _DIGEST)


def _digest(files: Iterable[Path], above: Path) -> str:
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(above)} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()
