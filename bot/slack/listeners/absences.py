"""Being away: set by oneself, with an end and without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import absences
from bot.services.ports.asking import AwayView
from bot.services.rows import get
from bot.slack.blocks.away import away_modal, away_saved_note
from bot.slack.blocks.notes import done_modal
from bot.slack.ids import CallbackId
from bot.slack.payloads.keys import key_of_view
from bot.slack.payloads.modals import parse_away
from bot.slack.words import away as words
from models.workspaces import Absence

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from sqlmodel import Session

    from bot.services.scope import Scope
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the modal."""

    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_away(view)
        absence_id = await desk.write_once(
            key_of_view(view), lambda s: absences.go_away(s, scope, wish.until_on, now=desk.now).key
        )
        absence = await desk.read(lambda s: get(s, Absence, scope.workspace_id, absence_id))
        note = away_saved_note(AwayView(absence.from_on, absence.until_on))
        await ack(response_action="update", view=done_modal(words.TITLE, note))

    app.view(CallbackId.AWAY.value)(submitted)


async def open_away(desk: Desk, scope: Scope, trigger_id: str) -> None:
    """Open the modal in which one sets oneself away."""

    def work(session: Session) -> AwayView | None:
        absence = absences.current_absence(session, scope.person_id, now=desk.now)
        return AwayView(absence.from_on, absence.until_on) if absence else None

    view = away_modal(await desk.read(work))
    await desk.open_view(trigger_id, view)
