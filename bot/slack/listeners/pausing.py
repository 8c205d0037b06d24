"""Pausing a project, letting it go on, and archiving it, from its settings.

What is said of a pause lies above the settings, which stay open beneath with everything typed in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import archiving, projects
from bot.slack.blocks.notes import done_modal, note_modal
from bot.slack.blocks.settings import (
    archived_by_lead_note,
    brought_back_note,
    paused_by_lead_note,
    resumed_by_lead_note,
    still_open_note,
)
from bot.slack.ids import ActionId, CallbackId
from bot.slack.listeners.replies import reply
from bot.slack.listeners.settings import settings_of
from bot.slack.payloads.buttons import parse_id
from bot.slack.words import setup as words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk
    from models.projects import Project

    Work = Callable[..., Project]
    Note = Callable[[Project], Rendered]
    Show = Callable[[Desk, Scope, Mapping[str, Any], Rendered], Awaitable[None]]


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the buttons."""
    for action_id, (work, note, show) in _BUTTONS.items():
        app.action(action_id.value)(_pressed(desk, work, note, show))


def _pressed(desk: Desk, work: Work, note: Note, show: Show) -> Callable[..., Awaitable[None]]:
    """Return the listener of a button that does something with a whole project, and says so."""

    async def listener(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, project_id = await desk.scope(body), parse_id(action)
        project = await desk.write(lambda s: work(s, scope, project_id, now=desk.now))
        if (body.get("view") or {}).get("type") == "modal":
            await show(desk, scope, body, note(project))
        else:
            await reply(desk, body, respond, note(project))
        await ack()

    return listener


async def _above_settings(desk: Desk, scope: Scope, body: Mapping[str, Any], note: Rendered) -> None:
    view, said = body["view"], note_modal(still_open_note(note), words.SETTINGS_TITLE)
    if view.get("callback_id") == CallbackId.SETTINGS:
        settings_id = view["id"]
        await desk.show_above(body, said)
    else:
        settings_id = view.get("previous_view_id") or view["id"]
        await desk.show_instead(view["id"], said)
    beneath = await settings_of(desk, scope, parse_id(body["actions"][0]))
    await desk.show_instead(settings_id, beneath)


async def _instead_of_settings(desk: Desk, _: Scope, body: Mapping[str, Any], note: Rendered) -> None:
    await desk.show_instead(body["view"]["id"], done_modal(words.SETTINGS_TITLE, note))


_BUTTONS: dict[ActionId, tuple[Work, Note, Show]] = {
    ActionId.PAUSE: (
        projects.pause,
        lambda project: paused_by_lead_note(project.key, project.name),
        _above_settings,
    ),
    ActionId.RESUME: (
        projects.resume,
        lambda project: resumed_by_lead_note(project.name, project.next_poll_at),
        _above_settings,
    ),
    # Nothing can be set of an archived project: the question before it says that what was typed is lost.
    ActionId.ARCHIVE: (
        archiving.archive,
        lambda project: archived_by_lead_note(project.name),
        _instead_of_settings,
    ),
    ActionId.BRING_BACK: (
        archiving.bring_back,
        lambda project: brought_back_note(project.name),
        _instead_of_settings,
    ),
}
