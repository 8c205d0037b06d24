"""Pausing a project, letting it go on, and archiving it, from its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import archiving, projects
from bot.slack.blocks.notes import done_modal
from bot.slack.blocks.settings import (
    archived_by_lead_note,
    brought_back_note,
    paused_by_lead_note,
    resumed_by_lead_note,
)
from bot.slack.ids import ActionId
from bot.slack.listeners.replies import reply
from bot.slack.payloads.buttons import parse_id
from bot.slack.words import setup as words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk
    from models.projects import Project

    Work = Callable[..., Project]
    Note = Callable[[Project], Rendered]


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the buttons."""
    for action_id, (work, note) in _BUTTONS.items():
        app.action(action_id.value)(_pressed(desk, work, note))


def _pressed(desk: Desk, work: Work, note: Note) -> Callable[..., Awaitable[None]]:
    """Return the listener of a button that does something with a whole project, and says so."""

    async def listener(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, project_id = await desk.scope(body), parse_id(action)
        project = await desk.write(lambda s: work(s, scope, project_id, now=desk.now))
        await _show(desk, body, respond, note(project))
        await ack()

    return listener


async def _show(desk: Desk, body: Mapping[str, Any], respond: AsyncRespond, note: Rendered) -> None:
    """Say what happened where the button was: the settings turn into it."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        await desk.show_instead(view, done_modal(words.SETTINGS_TITLE, note))
    else:
        await reply(desk, body, respond, note)


_BUTTONS: dict[ActionId, tuple[Work, Note]] = {
    ActionId.PAUSE: (projects.pause, lambda project: paused_by_lead_note(project.key, project.name)),
    ActionId.RESUME: (
        projects.resume,
        lambda project: resumed_by_lead_note(project.name, project.next_poll_at),
    ),
    ActionId.ARCHIVE: (archiving.archive, lambda project: archived_by_lead_note(project.name)),
    ActionId.BRING_BACK: (archiving.bring_back, lambda project: brought_back_note(project.name)),
}
