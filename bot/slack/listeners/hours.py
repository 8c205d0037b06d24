"""Between which hours one works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import hours
from bot.slack.blocks.hours import hours_modal, hours_saved_note
from bot.slack.blocks.notes import done_modal
from bot.slack.ids import CallbackId
from bot.slack.payloads.asking import parse_hours
from bot.slack.words import hours as words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.services.scope import Scope
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the modal."""

    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_hours(view)
        saved = await desk.write(lambda s: hours.set_own(s, scope, wish.works_from, wish.works_until))
        await ack(response_action="update", view=done_modal(words.TITLE, hours_saved_note(saved)))

    app.view(CallbackId.HOURS.value)(submitted)


async def open_hours(desk: Desk, scope: Scope, trigger_id: str) -> None:
    """Open the modal in which one says when one works."""
    view = await desk.read(lambda s: hours.own_hours(s, scope))
    await desk.open_view(trigger_id, hours_modal(view))
