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
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the buttons."""

    async def pause(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, project_id = await desk.scope(body), parse_id(action)
        project = await desk.write(lambda s: projects.pause(s, scope, project_id, now=desk.now))
        await _show(desk, body, respond, paused_by_lead_note(project.key, project.name))
        await ack()

    async def resume(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, project_id = await desk.scope(body), parse_id(action)
        project = await desk.write(lambda s: projects.resume(s, scope, project_id, now=desk.now))
        await _show(desk, body, respond, resumed_by_lead_note(project.name, project.next_poll_at))
        await ack()

    async def archive(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, project_id = await desk.scope(body), parse_id(action)
        project = await desk.write(lambda s: archiving.archive(s, scope, project_id, now=desk.now))
        await _show(desk, body, respond, archived_by_lead_note(project.name))
        await ack()

    async def bring_back(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        scope, project_id = await desk.scope(body), parse_id(action)
        project = await desk.write(lambda s: archiving.bring_back(s, scope, project_id, now=desk.now))
        await _show(desk, body, respond, brought_back_note(project.name))
        await ack()

    app.action(ActionId.ARCHIVE.value)(archive)
    app.action(ActionId.BRING_BACK.value)(bring_back)
    app.action(ActionId.PAUSE.value)(pause)
    app.action(ActionId.RESUME.value)(resume)


async def _show(desk: Desk, body: Mapping[str, Any], respond: AsyncRespond, note: Rendered) -> None:
    """Say what happened where the button was: the settings turn into it."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        await desk.show_instead(view, done_modal(words.SETTINGS_TITLE, note))
    else:
        await reply(desk, body, respond, note)
