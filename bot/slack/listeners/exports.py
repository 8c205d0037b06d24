"""Asking for files: a project by function, or one's own answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import exports
from bot.slack.blocks.exports import on_its_way_note, own_on_its_way_note
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
    """Register the choice between several projects."""

    async def export(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        note = await export_of(
            desk,
            await desk.scope(body),
            parse_id(action),
            acted_in=channel_of(body),
            request_key=key_of_press(body, action),
        )
        await reply(desk, body, respond, note)
        await ack()

    app.action(ActionId.EXPORT.value)(export)


async def export_of(
    desk: Desk, scope: Scope, project_id: int, *, acted_in: str | None, request_key: str
) -> Rendered:
    """Owe the acting person a project's export, and return the note that says so; raises UnknownProject."""
    project = await desk.write(
        lambda s: exports.owe_project(
            s, scope, project_id, acted_in=acted_in, request_key=request_key, now=desk.now
        )
    )
    return on_its_way_note(project.name)


async def own_export(desk: Desk, scope: Scope, *, request_key: str) -> Rendered:
    """Owe the acting person their own answers, and return the note that says so."""
    await desk.write(lambda s: exports.owe_own(s, scope, request_key=request_key, now=desk.now))
    return own_on_its_way_note()
