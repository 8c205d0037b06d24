"""A tiny bot, built with the real Bolt, that stands opposite the sandbox in its tests."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.sandbox import Sandbox
    from tests.sandbox.conftest import Team

Body = dict[str, Any]

BOT_TOKEN = "xoxb-sandbox"
SILENT = logging.getLogger("counterpart")
SILENT.setLevel(logging.CRITICAL)


def client_of(sandbox: Sandbox, token: str = BOT_TOKEN) -> AsyncWebClient:
    """Return a Web API client of the sandbox that retries nothing."""
    return AsyncWebClient(token=token, base_url=sandbox.api_url, retry_handlers=[])


def bot_of(sandbox: Sandbox) -> AsyncApp:
    """Return a Bolt app without listeners."""
    return AsyncApp(
        client=client_of(sandbox),
        signing_secret="sandbox-secret",
        process_before_response=True,
        logger=SILENT,
    )


@asynccontextmanager
async def over_http(app: AsyncApp, sandbox: Sandbox) -> AsyncIterator[None]:
    """Serve the app at a request URL and have the sandbox deliver there."""
    runner = web.AppRunner(app.web_app("/slack/events"), shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sandbox.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def over_a_socket(app: AsyncApp, sandbox: Sandbox) -> AsyncIterator[AsyncSocketModeHandler]:
    """Connect the app over Socket Mode."""
    handler = AsyncSocketModeHandler(
        app, "xapp-sandbox", web_client=client_of(sandbox, "xapp-sandbox"), ping_interval=3600
    )
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await sandbox.connected()
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


def button(label: str, action_id: str, **more: object) -> dict[str, Any]:
    """Return a button."""
    return {"type": "button", "action_id": action_id, "text": plain(label), **more}


def plain(text: str) -> dict[str, Any]:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def section(text: str, **more: object) -> dict[str, Any]:
    """Return a section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def actions(*elements: dict[str, Any], **more: object) -> dict[str, Any]:
    """Return an actions block."""
    return {"type": "actions", "elements": list(elements), **more}


def text_field(label: str, block_id: str = "field", **element: object) -> dict[str, Any]:
    """Return an input block with a text input."""
    held = {"type": "plain_text_input", "action_id": "typed", **element}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": held}


def select(label: str, *options: str, block_id: str = "pick", **element: object) -> dict[str, Any]:
    """Return an input block with a select."""
    held = {
        "type": "static_select",
        "action_id": "picked",
        "options": [option(o) for o in options],
        **element,
    }
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": held}


def option(label: str) -> dict[str, Any]:
    """Return an option whose value is its label in lower case."""
    return {"text": plain(label), "value": label.lower()}


def modal(*blocks: dict[str, Any], **more: object) -> dict[str, Any]:
    """Return a modal with a submit button."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Form"),
        "submit": plain("Save"),
        "blocks": list(blocks),
        **more,
    }


async def refused(idle: Team, method: str, **arguments: Any) -> str:
    """Call a method and return the error it is refused with."""
    with pytest.raises(SlackApiError) as caught:
        await idle.client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


def opens(team: Team, view: Body) -> None:
    """Let `/ceiling` open a modal."""

    @team.bot.command("/ceiling")
    async def listener(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()


def answers(team: Team, **answer: Any) -> list[Body]:
    """Answer every submission so, and return the views submitted."""
    submitted: list[Body] = []

    @team.bot.view("form")
    async def listener(ack: AsyncAck, view: Body) -> None:
        submitted.append(view)
        await ack(**answer)

    return submitted
