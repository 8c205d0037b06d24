"""Setting a project up, and its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.errors import BotNotInChannel, NotInAChannel
from bot.services import projects, showing, standing
from bot.services.poll_figures import open_poll_of
from bot.services.rows import get
from bot.slack.blocks import settings as settings_blocks
from bot.slack.blocks import setup as setup_blocks
from bot.slack.blocks.notes import done_modal
from bot.slack.ids import ActionId, CallbackId
from bot.slack.listeners.replies import channel_of
from bot.slack.payloads.buttons import parse_id
from bot.slack.payloads.keys import key_of_view
from bot.slack.payloads.projects import parse_setup, parse_stage
from bot.slack.words import setup as words
from models.projects import Project

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from sqlmodel import Session

    from bot.services.scope import Scope
    from bot.slack.blocks.kit import Rendered
    from bot.slack.desk import Desk
    from bot.slack.payloads.projects import SetupInput


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the two forms and the buttons that open them."""

    async def set_up(ack: AsyncAck, body: dict[str, Any]) -> None:
        await open_setup(desk, await desk.scope(body), channel_of(body), body.get("trigger_id") or "")
        await ack()

    async def setup_submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_setup(view)
        note = await _set_up(desk, scope, wish, key_of_view(view))
        await ack(response_action="update", view=done_modal(words.SETUP_TITLE, note))

    async def stage_submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, wish = await desk.scope(body), parse_stage(view)
        project = await desk.write(
            lambda s: projects.change_stage(s, scope, wish.project_id, wish.stage, now=desk.now)
        )
        note = settings_blocks.stage_saved_note(project.name, project.stage)
        await ack(response_action="update", view=done_modal(words.STAGE_TITLE, note))

    async def change_stage(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        scope = await desk.scope(body)
        await open_stage(desk, scope, parse_id(action), body.get("trigger_id") or "")
        await ack()

    app.action(ActionId.SET_UP.value)(set_up)
    app.view(CallbackId.SETUP.value)(setup_submitted)
    app.view(CallbackId.STAGE.value)(stage_submitted)
    app.action(ActionId.CHANGE_STAGE.value)(change_stage)


async def open_setup(desk: Desk, scope: Scope, slack_channel_id: str | None, trigger_id: str) -> None:
    """Open the setup modal for a channel, or for one yet to be picked.

    Raises NotInAChannel, BotNotInChannel, NotForGuests.
    """
    if slack_channel_id is not None:
        await require_presence(desk, slack_channel_id)
    defaults = await desk.read(lambda s: showing.default_settings(s, scope, slack_channel_id, now=desk.now))
    view = setup_blocks.setup_modal(defaults, slack_channel_id)
    await desk.open_view(trigger_id, view)


async def require_presence(desk: Desk, slack_channel_id: str) -> None:
    """Store what Slack says of a channel; raises NotInAChannel, BotNotInChannel."""
    if not slack_channel_id.startswith(("C", "G")):
        raise NotInAChannel
    if not await desk.learn_channel(slack_channel_id):
        raise BotNotInChannel(bot_name=desk.workspace.bot_name)


async def _set_up(desk: Desk, scope: Scope, wish: SetupInput, request_key: str) -> Rendered:
    # It may have been removed while the form was filled in.
    await require_presence(desk, wish.slack_channel_id)
    members = await desk.members(wish.slack_channel_id) if wish.everyone else wish.members
    await desk.learn([*members, *wish.leads])
    plan = projects.SetUp(wish.name, wish.slack_channel_id, tuple(members), wish.leads, wish.stage)

    def work(session: Session) -> int:
        return projects.set_up(session, scope, plan, now=desk.now).key

    project_id = await desk.write_once(request_key, work)

    def show(session: Session) -> Rendered:
        project = get(session, Project, scope.workspace_id, project_id)
        poll = open_poll_of(session, project.key)
        asked = standing.progress(session, poll).asked if poll else 0
        closes_at = poll.closes_at if poll else desk.now
        return setup_blocks.setup_done_message(project.name, asked, closes_at, project.cadence)

    return await desk.read(show)


async def open_stage(desk: Desk, scope: Scope, project_id: int, trigger_id: str) -> None:
    """Open the stage modal for a project the acting person leads; raises NotAllowed."""
    project = await desk.read(lambda s: projects.lead_project(s, scope, project_id))
    view = settings_blocks.stage_modal(project.key, project.stage)
    await desk.open_view(trigger_id, view)
