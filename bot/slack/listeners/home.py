"""App Home: published when it is opened, and anew after what its viewer did in it."""

from __future__ import annotations

import asyncio
from functools import wraps
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.services import workspaces
from bot.services.home import home
from bot.slack import acts
from bot.slack.blocks import notes
from bot.slack.blocks.home import home_view
from bot.slack.blocks.portfolio import portfolio_page
from bot.slack.ids import ActionId, MenuItem
from bot.slack.listeners.absences import open_away
from bot.slack.listeners.hours import open_hours
from bot.slack.listeners.portfolio import portfolio_of
from bot.slack.listeners.projects import open_setup
from bot.slack.listeners.replies import reply
from bot.slack.payloads.buttons import parse_menu

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond

    from bot.slack.desk import Desk

    Listener = Callable[..., Awaitable[None]]

log = structlog.get_logger(__name__)

# Slack waits three seconds for the answer to a press, most of which the press itself may need.
PUBLISHED_WITHIN_SECONDS = 1


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the event that Slack sends at every opening of the app, its menu and its two pages."""

    async def opened(event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            await publish(desk, event["user"])

    async def show_home(ack: AsyncAck, body: dict[str, Any]) -> None:
        await publish(desk, body["user"]["id"])
        await ack()

    async def show_portfolio(ack: AsyncAck, body: dict[str, Any]) -> None:
        await _publish_portfolio(desk, body)
        await ack()

    async def choose(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], respond: AsyncRespond
    ) -> None:
        await _choose(desk, body, parse_menu(action), respond)
        await ack()

    app.event("app_home_opened")(opened)
    app.action(ActionId.SHOW_HOME.value)(show_home)
    app.action(ActionId.SHOW_PORTFOLIO.value)(show_portfolio)
    app.action(ActionId.MENU.value)(choose)


async def publish(desk: Desk, slack_user_id: str) -> None:
    """Show a person their Home."""
    scope = await desk.scope_of(slack_user_id)
    view = await desk.read(lambda session: home(session, scope, now=desk.now))
    await desk.client.views_publish(user_id=slack_user_id, view=home_view(view))


async def _publish_portfolio(desk: Desk, body: dict[str, Any]) -> None:
    view = await portfolio_of(desk, await desk.scope(body))
    await desk.client.views_publish(user_id=body["user"]["id"], view=portfolio_page(view))


async def _choose(desk: Desk, body: dict[str, Any], item: MenuItem, respond: AsyncRespond) -> None:
    trigger_id = body.get("trigger_id") or ""
    match item:
        case MenuItem.PORTFOLIO:
            await _publish_portfolio(desk, body)
        case MenuItem.AWAY:
            await open_away(desk, await desk.scope(body), trigger_id)
        case MenuItem.HOURS:
            await open_hours(desk, await desk.scope(body), trigger_id)
        case MenuItem.SET_UP:
            await open_setup(desk, await desk.scope(body), None, trigger_id)
        case MenuItem.HELP:
            scope = await desk.scope(body)
            is_admin = await desk.read(lambda s: workspaces.may_set_up(s, scope))
            await reply(desk, body, respond, notes.help_message("/ceiling", to_admin=is_admin))


def followed(desk: Desk, listener: Listener) -> Listener:
    """Return a listener of a button or modal after which the Home it was used in shows what has changed.

    What it saved stands either way: a Home that could not be published is logged, and right when next opened.
    """

    @wraps(listener)
    async def follow(*args: Any, **given: Any) -> None:  # noqa: ANN401 - whatever the listener takes
        with acts.acting(given["body"]) as act:
            await listener(*args, **given)
        if act.began_in_home and act.has_saved:
            await _publish_again(desk, given["body"]["user"]["id"])

    return follow


async def _publish_again(desk: Desk, slack_user_id: str) -> None:
    try:
        async with asyncio.timeout(PUBLISHED_WITHIN_SECONDS):
            await publish(desk, slack_user_id)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("a Home was not shown anew", reason=str(error) or type(error).__name__)
