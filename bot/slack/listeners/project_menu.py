"""The menu of one project in App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.ids import ActionId, ProjectItem
from bot.slack.listeners.exports import export_of
from bot.slack.listeners.frequency import open_how_often
from bot.slack.listeners.replies import reply, reply_in_first_form
from bot.slack.listeners.trends import trend_of
from bot.slack.payloads.buttons import parse_project_menu
from bot.slack.payloads.keys import key_of_press

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the menu."""

    async def choose(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, chosen = await desk.scope(body), parse_project_menu(action)
        match chosen.item:
            case ProjectItem.HOW_OFTEN:
                await open_how_often(desk, scope, chosen.project_id, body.get("trigger_id") or "")
            case ProjectItem.TREND:
                forms = await trend_of(desk, scope, chosen.project_id, None)
                await reply_in_first_form(desk, body, respond, forms)
            case ProjectItem.EXPORT:
                key = key_of_press(body, action)
                note = await export_of(desk, scope, chosen.project_id, acted_in=None, request_key=key)
                await reply(desk, body, respond, note)
        await ack()

    app.action(ActionId.PROJECT_MENU.value)(choose)
