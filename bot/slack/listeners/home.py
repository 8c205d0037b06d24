"""App Home: published when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import showing
from bot.slack.blocks.home import home_view

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the event that Slack sends at every opening of the app."""

    async def opened(event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            await publish(desk, event["user"])

    app.event("app_home_opened")(opened)


async def publish(desk: Desk, slack_user_id: str) -> None:
    """Show a person their Home."""
    scope = await desk.scope_of(slack_user_id)
    view = await desk.read(lambda session: showing.home(session, scope, now=desk.now))
    await desk.client.views_publish(user_id=slack_user_id, view=home_view(view))
