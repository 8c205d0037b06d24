"""Opening a poll now, and closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import closing, polls, standing
from bot.services.rows import get
from bot.slack.blocks import polls as poll_blocks
from bot.slack.ids import ActionId
from bot.slack.listeners.replies import reply
from bot.slack.payloads.buttons import parse_id
from bot.slack.payloads.keys import key_of_press
from models.polls import Poll
from models.projects import Project

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from sqlmodel import Session

    from bot.services.ports.standing import PollProgress
    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the two buttons."""

    async def open_poll(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        key = key_of_press(body, action)
        note = await open_poll_now(desk, await desk.scope(body), parse_id(action), key)
        await reply(desk, body, respond, note)
        await ack()

    async def close_poll(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        key = key_of_press(body, action)
        note = await close_poll_now(desk, await desk.scope(body), parse_id(action), key)
        await reply(desk, body, respond, note)
        await ack()

    app.action(ActionId.OPEN_POLL.value)(open_poll)
    app.action(ActionId.CLOSE_POLL.value)(close_poll)


async def open_poll_now(desk: Desk, scope: Scope, project_id: int, request_key: str) -> Rendered:
    """Open a poll and return the note that says so; raises NotAllowed, PollAlreadyOpen, NobodyToAsk."""
    poll_id = await desk.write_once(
        request_key, lambda s: polls.open_now(s, scope, project_id, now=desk.now).key
    )
    return poll_blocks.opened_note(*await _name_and_progress(desk, scope, poll_id))


async def close_poll_now(desk: Desk, scope: Scope, project_id: int, request_key: str) -> Rendered:
    """Close the open poll and return the note that says so; raises NotAllowed, NoOpenPoll."""
    poll_id = await desk.write_once(
        request_key, lambda s: closing.close_now(s, scope, project_id, now=desk.now).key
    )

    def closed(session: Session) -> Rendered:
        poll = get(session, Poll, scope.workspace_id, poll_id)
        project = get(session, Project, scope.workspace_id, poll.project_id)
        standing_now = standing.project_view(session, project, as_of=desk.now)
        return poll_blocks.closed_note(standing.progress(session, poll), standing_now)

    return await desk.read(closed)


async def _name_and_progress(desk: Desk, scope: Scope, poll_id: int) -> tuple[str, PollProgress]:
    def work(session: Session) -> tuple[str, PollProgress]:
        poll = get(session, Poll, scope.workspace_id, poll_id)
        name = get(session, Project, scope.workspace_id, poll.project_id).name
        return name, standing.progress(session, poll)

    return await desk.read(work)
