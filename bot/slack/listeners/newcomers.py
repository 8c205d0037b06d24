"""A lead's word on whoever joined the channel: add them, or not now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import newcomers
from bot.services.rows import get
from bot.slack.blocks.setup import added_note, not_added_note
from bot.slack.ids import ActionId
from bot.slack.listeners.replies import reply
from bot.slack.payloads.buttons import parse_person_button
from models.workspaces import Person

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from sqlmodel import Session

    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the two buttons."""

    async def add(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond) -> None:
        scope, wanted = await desk.scope(body), parse_person_button(action)

        def work(session: Session) -> Rendered:
            project = newcomers.add(session, scope, wanted.project_id, wanted.person_id, now=desk.now)
            person = get(session, Person, scope.workspace_id, wanted.person_id)
            return added_note(project.name, person.slack_user_id)

        await reply(desk, body, respond, await desk.write(work), replaces=True)
        await ack()

    async def leave_out(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        parse_person_button(action)
        await reply(desk, body, respond, not_added_note(), replaces=True)
        await ack()

    app.action(ActionId.ADD_MEMBER.value)(add)
    app.action(ActionId.NOT_NOW.value)(leave_out)
