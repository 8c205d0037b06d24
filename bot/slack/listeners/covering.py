"""**I can cover this**: a member's answer opens; of anyone else the leads hear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.roles import NEWCOMER_CONFIDENCE
from bot.services import asking, newcomers
from bot.slack.blocks.wishes import offered_note
from bot.slack.ids import ActionId
from bot.slack.listeners.asking import open_check_in
from bot.slack.listeners.replies import channel_of, reply
from bot.slack.payloads.buttons import parse_role_button

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk
    from bot.slack.payloads.buttons import RoleButton


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the button."""

    async def cover(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, button = await desk.scope(body), parse_role_button(action)
        if await desk.read(lambda s: asking.is_member(s, scope, button.project_id)):
            on_top = {button.role: NEWCOMER_CONFIDENCE}
            await open_check_in(desk, scope, button.project_id, body.get("trigger_id") or "", on_top=on_top)
        else:
            await reply(desk, body, respond, await _offer(desk, scope, button, channel_of(body)))
        await ack()

    app.action(ActionId.COVER.value)(cover)


async def _offer(desk: Desk, scope: Scope, button: RoleButton, acted_in: str | None) -> Rendered:
    asked = await desk.write(
        lambda s: newcomers.offer(s, scope, button.project_id, button.role, acted_in=acted_in, now=desk.now)
    )
    return offered_note(asked.project_id, asked.project_name, asked.lead_ids)
