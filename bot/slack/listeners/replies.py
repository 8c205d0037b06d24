"""Answering whoever pressed a button, beside the message it is on or, in App Home and in modals, in a modal."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.slack import acts
from bot.slack.blocks.notes import note_modal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_sdk.webhook import WebhookResponse

    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk

log = structlog.get_logger(__name__)


def channel_of(body: Mapping[str, Any]) -> str | None:
    """Return the channel in which a button was pressed; None in App Home and in modals."""
    channel = body.get("channel")
    return str(channel["id"]) if isinstance(channel, dict) else None


async def reply(
    desk: Desk, body: Mapping[str, Any], respond: AsyncRespond, note: Rendered, *, replaces: bool = False
) -> None:
    """Show a note to the person who pressed, and to nobody else; it may replace the message with the button.

    What the button did is saved by now: a note that cannot be shown is logged, and undoes nothing.
    """
    try:
        if body.get("response_url"):
            await respond(
                text=note.text, blocks=note.blocks, response_type="ephemeral", replace_original=replaces
            )
        elif not await _opened(desk, body, note):
            await desk.client.chat_postMessage(channel=body["user"]["id"], text=note.text, blocks=note.blocks)
    except (SlackApiError, aiohttp.ClientError, TimeoutError, ValueError) as failure:
        log.warning("a person could not be told", reason=str(failure))


async def reply_in_first_form(
    desk: Desk, body: Mapping[str, Any], respond: AsyncRespond, forms: Sequence[Rendered]
) -> None:
    """Show the first form that Slack takes to the person who asked, and to nobody else.

    Slack does not draw every block everywhere yet. In App Home, where a modal must answer, the last form shows.
    """
    *richer, plainest = forms
    if body.get("response_url") and await _any_taken(respond, richer):
        return
    await reply(desk, body, respond, plainest)


async def _any_taken(respond: AsyncRespond, forms: Sequence[Rendered]) -> bool:
    try:
        for form in forms:
            answer = await respond(
                text=form.text, blocks=form.blocks, response_type="ephemeral", replace_original=False
            )
            if was_taken(answer):
                return True
            log.warning("slack refused a form of a reply", blocks=[block["type"] for block in form.blocks])
    except (aiohttp.ClientError, TimeoutError, ValueError) as failure:
        log.warning("a person could not be told", reason=type(failure).__name__)
    return False


def was_taken(answer: WebhookResponse) -> bool:
    """Whether Slack took what was sent to a `response_url`; it says no in the body too."""
    return answer.status_code == HTTPStatus.OK and '"ok":false' not in answer.body.replace(" ", "")


async def _opened(desk: Desk, body: Mapping[str, Any], note: Rendered) -> bool:
    """Open the note as a modal, above the one that was pressed in, so that nothing typed there is lost.

    False when the press can open none (its trigger is too old, or used).
    """
    calls = {"home": desk.client.views_open, "modal": desk.client.views_push}
    call = calls.get(str((body.get("view") or {}).get("type")))
    if call is None or not body.get("trigger_id"):
        return False
    try:
        await call(trigger_id=body["trigger_id"], view=acts.marked(note_modal(note)))
    except SlackApiError:
        return False
    return True
