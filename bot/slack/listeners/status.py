"""How a project stands: to whoever asks, and shared with a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.errors import NotSharedHere
from bot.services import standing
from bot.slack.blocks import standing as blocks
from bot.slack.ids import ActionId
from bot.slack.listeners.replies import channel_of, reply
from bot.slack.payloads.buttons import parse_id
from bot.slack.payloads.keys import key_of_press

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register looking at a project's status, and sharing it."""

    async def show_status(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope = await desk.scope(body)
        await reply(desk, body, respond, await status_of(desk, scope, parse_id(action), channel_of(body)))
        await ack()

    async def share_status(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        share_in = channel_of(body) if body.get("response_url") else None
        shared = await shared_status_of(desk, await desk.scope(body), parse_id(action), share_in)
        if await desk.is_first(key_of_press(body, action)):
            await respond(
                text=shared.text, blocks=shared.blocks, response_type="in_channel", replace_original=False
            )
        await ack()

    app.action(ActionId.SHOW_STATUS.value)(show_status)
    app.action(ActionId.SHARE_STATUS.value)(share_status)


async def status_of(desk: Desk, scope: Scope, project_id: int, acted_in: str | None) -> Rendered:
    """Return a project's status for the acting person; raises UnknownProject for one they may not see."""
    view = await desk.read(lambda s: standing.status(s, scope, project_id, acted_in=acted_in, now=desk.now))
    return blocks.status_message(view)


async def shared_status_of(desk: Desk, scope: Scope, project_id: int, acted_in: str | None) -> Rendered:
    """Return a project's standing, by function and without people, for the channel it is shared in.

    Raises UnknownProject, NotSharedHere.
    """
    view = await desk.read(lambda s: standing.status(s, scope, project_id, acted_in=acted_in, now=desk.now))
    if not view.may_be_shared:
        raise NotSharedHere
    return blocks.shared_status_message(view)
