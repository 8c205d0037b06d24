"""Being asked less often, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import absences, answers, asking
from bot.services.answers import Press
from bot.services.ports.asking import AwayView
from bot.slack import acts
from bot.slack.blocks.frequency import how_often_modal, how_often_saved_note
from bot.slack.blocks.notes import done_modal
from bot.slack.ids import ActionId, CallbackId
from bot.slack.payloads.asking import parse_how_often
from bot.slack.payloads.buttons import parse_id
from bot.slack.payloads.keys import key_of_view
from bot.slack.words import frequency as words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from sqlmodel import Session

    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the modal and the button that opens it."""

    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        scope, project_id = await desk.scope(body), parse_id(action)
        view = await desk.read(lambda s: asking.how_often_view(s, scope, project_id))
        await desk.open_view(body.get("trigger_id") or "", how_often_modal(view))
        await ack()

    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_how_often(view)
        press = Press(key_of_view(view))

        def work(session: Session) -> Rendered:
            answers.ask_me(session, scope, wish.project_id, wish.how_often, press, now=desk.now)
            away = (
                absences.go_away(session, scope, wish.away_until, now=desk.now) if wish.away_until else None
            )
            return how_often_saved_note(
                asking.how_often_view(session, scope, wish.project_id),
                AwayView(away.from_on, away.until_on) if away else None,
            )

        note = await desk.write(work)
        await ack(response_action="update", view=acts.marked(done_modal(words.TITLE, note)))

    app.action(ActionId.CHANGE_HOW_OFTEN.value)(pressed)
    app.view(CallbackId.HOW_OFTEN.value)(submitted)
