"""The words of the check-in modal."""

from __future__ import annotations

from bot.slack.words.roles import CONFIDENCE, NOT_ME, anchored
from bot.slack.words.text import safe

TITLE = "Check-in"
SUBMIT = "Save"
POLL_HAS_CLOSED = "This poll has closed. Your answer will not be in its results; it counts from now on."


def intro(project_name: str) -> str:
    """Return what is asked, and who sees the answer."""
    return f"*{safe(project_name)}*: which roles do you cover? The members of this project see your answer."


def confidence_labels() -> dict[str, str]:
    """Return the choices for one role: none, or one of the five points in words; "0" is none."""
    return {"0": NOT_ME} | {str(confidence): anchored(confidence) for confidence in CONFIDENCE}
