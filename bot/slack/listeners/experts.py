"""**Who knows this?**: whoever misses a domain expert has the leads asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import experts
from bot.slack.blocks.summaries import leads_asked_note
from bot.slack.ids import ActionId
from bot.slack.listeners.replies import channel_of, reply
from bot.slack.payloads.buttons import parse_id

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the button."""

    async def who_knows(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, project_id, acted_in = await desk.scope(body), parse_id(action), channel_of(body)
        asked = await desk.write(
            lambda s: experts.ask_leads(s, scope, project_id, acted_in=acted_in, now=desk.now)
        )
        note = leads_asked_note(asked.project_id, asked.project_name, asked.lead_ids)
        await reply(desk, body, respond, note)
        await ack()

    app.action(ActionId.WHO_KNOWS.value)(who_knows)
