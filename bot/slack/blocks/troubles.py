"""Notes to someone who can act: a message could not be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import Rendered, actions, button, rendered, section
from bot.slack.ids import ActionId
from bot.slack.words import buttons, troubles

if TYPE_CHECKING:
    from bot.domain.sending import Failure


def channel_unusable_note(slack_channel_id: str, failure: Failure, bot_name: str) -> Rendered:
    """Return why nothing can be posted in a channel, and what mends that; `bot_name` is the bot's user name."""
    return rendered(section(troubles.channel_unusable(slack_channel_id, failure, bot_name)))


def unreached_note(project_id: int, project_name: str, slack_user_id: str, *, in_poll: bool) -> Rendered:
    """Return that somebody cannot be written to, to the leads; `in_poll` when a poll was waiting for them."""
    say = troubles.unreached_in_poll if in_poll else troubles.unreached
    return rendered(
        section(say(project_name, slack_user_id)),
        actions(button(ActionId.CHANGE_SETTINGS, buttons.CHANGE_MEMBERS, project_id)),
    )


def refused_note(message_id: int, reason: str) -> Rendered:
    """Return that Slack refused a message for a fault that only whoever runs the bot can mend."""
    return rendered(section(troubles.refused(message_id, reason)))
