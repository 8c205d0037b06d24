"""A lead's word that a member still covers their roles, and that member's taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import vouching
from bot.slack.blocks import lapses
from bot.slack.ids import ActionId
from bot.slack.listeners.replies import reply
from bot.slack.payloads.buttons import parse_id

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the two buttons."""

    async def vouch(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, membership_id = await desk.scope(body), parse_id(action)
        noted = await desk.write(lambda s: vouching.vouch(s, scope, membership_id, now=desk.now))
        await reply(desk, body, respond, lapses.vouch_noted(noted), replaces=True)
        await ack()

    async def undo(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, vouch_id = await desk.scope(body), parse_id(action)
        undone = await desk.write(lambda s: vouching.take_back(s, scope, vouch_id, now=desk.now))
        await reply(desk, body, respond, lapses.vouched_message(undone), replaces=True)
        await ack()

    app.action(ActionId.VOUCH.value)(vouch)
    app.action(ActionId.UNDO_VOUCH.value)(undo)
