"""What is said to someone who can act when a message could not be sent."""

from __future__ import annotations

from bot.domain.sending import Failure
from bot.slack.words import buttons
from bot.slack.words.text import channel, mention, safe


def channel_unusable(slack_channel_id: str, failure: Failure, bot_name: str) -> str:
    """Return why nothing can be posted in a channel, and exactly what to do about it."""
    there, invite = channel(slack_channel_id), f"`/invite @{safe(bot_name)}`"
    if failure is Failure.ARCHIVED:
        return (
            f"{there} is archived, so I cannot post there. If it is to go on, please unarchive it; if I am no "
            f"longer in it then, type there: {invite}"
        )
    if failure is Failure.POSTING_RESTRICTED:
        return (
            f"I am not allowed to post in {there}. Please let apps post there, in the channel's settings under "
            "*Posting permissions*, or ask an admin of this workspace to."
        )
    return f"I am not in {there}, so I cannot post there. Please type this in that channel: {invite}"


def unreached_in_poll(project_name: str, slack_user_id: str) -> str:
    """Return that a member cannot be written to whom a poll was waiting for, to the leads."""
    return (
        f"I cannot write to {mention(slack_user_id)}, so the poll for *{safe(project_name)}* goes on without "
        f"them. {_if_they_left()}"
    )


def unreached(project_name: str, slack_user_id: str) -> str:
    """Return that somebody cannot be written to about a project, to the leads."""
    return (
        f"I cannot write to {mention(slack_user_id)}, so they have missed a message about *{safe(project_name)}*. "
        f"{_if_they_left()}"
    )


def _if_they_left() -> str:
    return f"If they have left, please take them out of the project with *{buttons.CHANGE_MEMBERS}*."


def refused(message_id: int, reason: str) -> str:
    """Return that Slack refuses what the bot sends, to an admin or the leads."""
    return (
        f"Slack refuses a message that I owe (`{safe(reason)}`): something about how I am installed must be put "
        "right. Nothing is lost. Please tell whoever runs me: `python -m bot outbox` lists what waits, and "
        f"`python -m bot outbox retry {message_id}` sends it again."
    )
