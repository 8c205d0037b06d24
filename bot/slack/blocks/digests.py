"""What a channel reads of changes by function: after a poll, and once a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blocks.kit import Rendered, actions, button, rendered, section
from bot.slack.ids import ActionId
from bot.slack.words import buttons, digests

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.roles import Strengths
    from bot.services.ports.digests import DigestView


def poll_changes_message(since: datetime, before: Strengths, after: Strengths) -> Rendered:
    """Return what changed since the poll before, for the thread of the poll that closed."""
    return rendered(section(digests.since_last_close(since, before, after)))


def digest_message(view: DigestView) -> Rendered:
    """Return a project's week."""
    return rendered(
        section(digests.week(view)),
        actions(
            button(ActionId.SHOW_STATUS, buttons.STATUS, view.project_id),
            button(ActionId.SHOW_TREND, buttons.TREND, view.project_id),
        ),
    )
