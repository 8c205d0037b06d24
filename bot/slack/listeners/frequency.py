"""Being asked less often, or not at all, and leaving a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import absences, answers, asking
from bot.services.answers import Press
from bot.services.ports.asking import AwayView
from bot.services.rows import get
from bot.slack import acts
from bot.slack.blocks.frequency import how_often_modal, how_often_saved_note, left_note
from bot.slack.blocks.notes import done_modal
from bot.slack.ids import ActionId, CallbackId
from bot.slack.payloads.asking import parse_how_often
from bot.slack.payloads.buttons import parse_id
from bot.slack.payloads.keys import key_of_view
from bot.slack.words import frequency as words
from models.projects import Project

if TYPE_CHECKING:
    from datetime import date, datetime

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from sqlmodel import Session

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk
    from bot.slack.payloads.asking import HowOftenInput


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the modal and the button that opens it."""

    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await open_how_often(desk, await desk.scope(body), parse_id(action), body.get("trigger_id") or "")
        await ack()

    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish, press = await desk.scope(body), parse_how_often(view), Press(key_of_view(view))
        note = await desk.write(lambda s: _save(s, scope, wish, press, desk.now))
        await ack(response_action="update", view=acts.marked(done_modal(words.TITLE, note)))

    app.action(ActionId.CHANGE_HOW_OFTEN.value)(pressed)
    app.view(CallbackId.HOW_OFTEN.value)(submitted)


async def open_how_often(desk: Desk, scope: Scope, project_id: int, trigger_id: str) -> None:
    """Open the modal about a project of the acting person's own; raises NotAMember."""
    view = await desk.read(lambda s: asking.how_often_view(s, scope, project_id))
    await desk.open_view(trigger_id, how_often_modal(view))


def _save(session: Session, scope: Scope, wish: HowOftenInput, press: Press, now: datetime) -> Rendered:
    # An absence comes last: a check-in that is skipped or left no longer waits for somebody's return.
    if wish.how_often is None:
        answers.leave_project(session, scope, wish.project_id, press, now=now)
        project = get(session, Project, scope.workspace_id, wish.project_id)
        return left_note(project.name, _away(session, scope, wish.away_until, now))
    answers.ask_me(session, scope, wish.project_id, wish.how_often, press, now=now)
    away = _away(session, scope, wish.away_until, now)
    return how_often_saved_note(asking.how_often_view(session, scope, wish.project_id), away)


def _away(session: Session, scope: Scope, until_on: date | None, now: datetime) -> AwayView | None:
    if until_on is None:
        return None
    away = absences.go_away(session, scope, until_on, now=now)
    return AwayView(away.from_on, away.until_on)
