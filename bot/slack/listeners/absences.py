"""Being away: set by oneself, with an end and without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import absences
from bot.services.ports.asking import AwayView
from bot.services.rows import get
from bot.slack import acts
from bot.slack.blocks.away import away_modal, away_saved_note, back_note
from bot.slack.blocks.notes import done_modal
from bot.slack.ids import ActionId, CallbackId
from bot.slack.listeners.replies import reply
from bot.slack.payloads.asking import parse_away
from bot.slack.payloads.keys import key_of_press, key_of_view
from bot.slack.words import away as words
from models.workspaces import Absence

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the modal, and the button that ends an absence."""

    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_away(view)
        absence_id = await desk.write_once(
            key_of_view(view), lambda s: absences.go_away(s, scope, wish.until_on, now=desk.now).key
        )
        absence = await desk.read(lambda s: get(s, Absence, scope.workspace_id, absence_id))
        note = away_saved_note(AwayView(absence.from_on, absence.until_on))
        await ack(response_action="update", view=acts.marked(done_modal(words.TITLE, note)))

    async def came_back(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        note = await come_back(desk, await desk.scope(body), key_of_press(body, action))
        view = body.get("view") or {}
        if view.get("type") == "modal":
            await desk.show_instead(view["id"], done_modal(words.TITLE, note))
        else:
            await reply(desk, body, respond, note)
        await ack()

    app.view(CallbackId.AWAY.value)(submitted)
    app.action(ActionId.COME_BACK.value)(came_back)


async def come_back(desk: Desk, scope: Scope, request_key: str) -> Rendered:
    """End the acting person's absence and return the note that says so, or that there was none."""
    ended = await desk.write_once(request_key, lambda s: int(absences.come_back(s, scope, now=desk.now)))
    return back_note(was_away=bool(ended))


async def open_away(desk: Desk, scope: Scope, trigger_id: str) -> None:
    """Open the modal in which one sets oneself away."""
    away = await desk.read(lambda s: absences.own_absence(s, scope, now=desk.now))
    await desk.open_view(trigger_id, away_modal(away))
