"""Showing how a project went over time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bot.services import trends
from bot.slack.blocks.trend import trend_messages
from bot.slack.ids import ActionId
from bot.slack.listeners.replies import channel_of, reply_in_first_form
from bot.slack.payloads.buttons import parse_id

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register **See trend**."""

    async def show_trend(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        forms = await trend_of(desk, await desk.scope(body), parse_id(action), channel_of(body))
        await reply_in_first_form(desk, body, respond, forms)
        await ack()

    app.action(ActionId.SHOW_TREND.value)(show_trend)


async def trend_of(desk: Desk, scope: Scope, project_id: int, acted_in: str | None) -> list[Rendered]:
    """Return a project's trend for the acting person, the richest form first; raises UnknownProject."""
    find = partial(trends.trend, scope=scope, project_id=project_id, acted_in=acted_in, now=desk.now)
    return trend_messages(await desk.read(find))
