"""What a person is told when something did not work: the rule that was broken, or that nothing was saved.

Every listener's error ends here; a view gets the sentence at its field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt.response import BoltResponse

from bot.domain.errors import CeilingError
from bot.slack.blocks import notes
from bot.slack.listeners.replies import reply
from bot.slack.payloads.views import errors_of
from bot.slack.words.errors import sentence_of
from models.away import DatabaseAway, MaybeSaved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk

log = structlog.get_logger(__name__)


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the one error handler."""

    async def tell(error: Exception, body: dict[str, Any], respond: AsyncRespond) -> BoltResponse:
        if isinstance(error, CeilingError):
            log.info("refused", rule=type(error).__name__)
        elif isinstance(error, DatabaseAway):
            log.warning("the database is away", reason=str(error))
        else:
            log.error("a listener failed", exc_info=error, payload=body.get("type", body.get("command")))
        return await answer(desk, error, body, respond)

    app.error(tell)


async def answer(
    desk: Desk, error: Exception, body: Mapping[str, Any], respond: AsyncRespond
) -> BoltResponse:
    """Tell the person who acted, in the way their surface allows; Slack retries an event that failed."""
    message = _message(error)
    match body.get("type"):
        case "view_submission":
            return BoltResponse(status=200, body=_view_answer(error, body, message))
        case "block_actions":
            await reply(desk, body, respond, message)
            return BoltResponse(status=200)
        case "event_callback":
            return BoltResponse(status=200 if isinstance(error, CeilingError) else 500)
        case _:
            return BoltResponse(status=200, body={"text": message.text, "blocks": message.blocks})


def _message(error: Exception) -> Rendered:
    if isinstance(error, CeilingError):
        return notes.error_message(sentence_of(error))
    if isinstance(error, DatabaseAway):
        return notes.database_away_message(may_be_saved=isinstance(error, MaybeSaved))
    return notes.saved_nothing_message()


def _view_answer(error: Exception, body: Mapping[str, Any], message: Rendered) -> dict[str, Any]:
    """Return the sentence at its field; a modal without any turns into the sentence."""
    view = body["view"]
    errors = errors_of(view, error if isinstance(error, CeilingError) else CeilingError())
    if not errors:
        return {"response_action": "update", "view": notes.note_modal(message)}
    if not isinstance(error, CeilingError):
        errors = dict.fromkeys(errors, message.text)
    return {"response_action": "errors", "errors": errors}
