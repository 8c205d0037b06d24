"""Changing a project's settings."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.services import changes, projects, showing
from bot.services.drops import home_channel
from bot.slack.blocks.notes import done_modal
from bot.slack.blocks.settings import settings_modal, settings_saved_note
from bot.slack.ids import ActionId, CallbackId
from bot.slack.listeners.projects import require_presence
from bot.slack.payloads.buttons import parse_id
from bot.slack.payloads.projects import parse_settings
from bot.slack.words import setup as words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from sqlmodel import Session

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import View
    from bot.slack.desk import Desk
    from bot.slack.payloads.projects import SettingsInput


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the settings modal and the button that opens it."""

    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await open_settings(desk, await desk.scope(body), parse_id(action), body.get("trigger_id") or "")
        await ack()

    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_settings(view)
        await desk.learn([*wish.members, *wish.leads])
        settings = _settings(wish, await _moves_to(desk, scope, wish))
        project = await desk.write(
            lambda s: projects.change_settings(s, scope, wish.project_id, settings, now=desk.now)
        )
        next_poll_at = None if project.is_paused else project.next_poll_at
        note = settings_saved_note(project.name, project.cadence, next_poll_at, settings.slack_channel_id)
        await ack(response_action="update", view=done_modal(words.SETTINGS_TITLE, note))

    app.action(ActionId.CHANGE_SETTINGS.value)(pressed)
    app.view(CallbackId.SETTINGS.value)(submitted)


async def open_settings(desk: Desk, scope: Scope, project_id: int, trigger_id: str) -> None:
    """Open the settings modal for a project the acting person leads; raises NotAllowed."""
    await desk.open_view(trigger_id, await settings_of(desk, scope, project_id))


async def settings_of(desk: Desk, scope: Scope, project_id: int) -> View:
    """Return the settings modal of a project the acting person leads; raises NotAllowed."""

    def work(session: Session) -> View:
        project = projects.lead_project(session, scope, project_id)
        return settings_modal(showing.project_settings(session, project), changes.latest(session, project))

    return await desk.read(work)


async def _moves_to(desk: Desk, scope: Scope, wish: SettingsInput) -> str | None:
    """Return the channel a project is to move to, if it is another one; raises NotInAChannel, BotNotInChannel."""

    def home(session: Session) -> str:
        return home_channel(session, projects.lead_project(session, scope, wish.project_id))

    if wish.slack_channel_id is None or wish.slack_channel_id == await desk.read(home):
        return None
    await require_presence(desk, wish.slack_channel_id)
    return wish.slack_channel_id


def _settings(wish: SettingsInput, moves_to: str | None) -> projects.Settings:
    values = asdict(wish) | {"slack_channel_id": moves_to}
    del values["project_id"]
    return projects.Settings(
        lead_ids=values.pop("leads"), member_ids=values.pop("members"), ask_at=values.pop("at"), **values
    )
