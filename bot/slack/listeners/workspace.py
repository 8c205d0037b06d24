"""What a workspace's admins set for all of its projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import workspaces
from bot.slack.blocks.notes import done_modal
from bot.slack.blocks.workspace import workspace_modal, workspace_saved_note
from bot.slack.ids import CallbackId
from bot.slack.payloads.projects import parse_workspace
from bot.slack.words import workspace as words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.services.scope import Scope
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the modal."""

    async def submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        scope, hat_cost = await desk.scope(body), parse_workspace(view)
        await desk.write(lambda s: workspaces.change_hat_cost(s, scope, hat_cost, now=desk.now))
        await ack(response_action="update", view=done_modal(words.TITLE, workspace_saved_note(hat_cost)))

    app.view(CallbackId.WORKSPACE.value)(submitted)


async def open_workspace(desk: Desk, scope: Scope, trigger_id: str) -> None:
    """Open the modal for an admin of the workspace; raises NotAnAdmin."""
    hat_cost = await desk.read(lambda s: workspaces.hat_cost_of(s, scope))
    await desk.open_view(trigger_id, workspace_modal(hat_cost))
