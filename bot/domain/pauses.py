"""Why a project is not asked for a while."""

from __future__ import annotations

from enum import StrEnum


class PausedBecause(StrEnum):
    """What keeps a project from being asked; all but a lead's own wish are about its home channel."""

    CHANNEL_ARCHIVED = "channel_archived"
    CHANNEL_DELETED = "channel_deleted"
    BOT_NOT_IN_CHANNEL = "bot_not_in_channel"
    CHANNEL_RESTRICTED = "channel_restricted"
    BY_LEAD = "by_lead"


def may_be_resumed(current: PausedBecause | None) -> bool:
    """Whether a lead's word ends a pause; the others end by themselves when what caused them is mended."""
    return current in (PausedBecause.BY_LEAD, PausedBecause.CHANNEL_RESTRICTED)


def reason_after(current: PausedBecause | None, found: PausedBecause) -> PausedBecause:
    """Return why a project is paused once something more was found: what a lead wished stands over all else."""
    return current if current is PausedBecause.BY_LEAD else found


def is_mended(current: PausedBecause | None) -> bool:
    """Whether a pause is over once the bot is in the channel, and the channel in use.

    Not one that a lead wished, nor one for what Slack only tells a bot that tries to post.
    """
    return current is not None and not may_be_resumed(current)
