"""What is said of a project that moved to another channel."""

from __future__ import annotations

from bot.slack.words.text import channel, safe


def moved_here(project_name: str, from_id: str, moved_by: str) -> str:
    """Return to the new channel that a project is at home there now."""
    return (
        f"{safe(moved_by)} moved *{safe(project_name)}* here from {channel(from_id)}. "
        "Its polls and summaries are posted here from now on."
    )


def moved_away(project_name: str, to_id: str, moved_by: str) -> str:
    """Return to the old channel that a project is at home elsewhere now."""
    return (
        f"{safe(moved_by)} moved *{safe(project_name)}* to {channel(to_id)}. "
        "Its polls and summaries are posted there from now on; what stands here is not brought up to date."
    )
