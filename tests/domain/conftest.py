"""How hypothesis looks for counterexamples: by their number, never by the clock."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("laws", deadline=None)
settings.load_profile("laws")
