"""The portfolio, and the button of its loan desk that starts a secondment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import portfolio
from bot.slack.blocks.portfolio import portfolio_page
from bot.slack.ids import ActionId
from bot.slack.listeners.home import publish
from bot.slack.listeners.secondments import open_start
from bot.slack.payloads.buttons import parse_loan_button

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.services.ports.portfolio import PortfolioView
    from bot.services.scope import Scope
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the portfolio's page of App Home, the way back, and the button that starts a loan."""

    async def lend(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        scope, button = await desk.scope(body), parse_loan_button(action)
        trigger_id = body.get("trigger_id") or ""
        await open_start(
            desk, scope, button.project_id, trigger_id, roles=button.roles, specialist=button.specialist
        )
        await ack()

    async def show(ack: AsyncAck, body: dict[str, Any]) -> None:
        scope = await desk.scope(body)
        page = portfolio_page(await portfolio_of(desk, scope))
        await desk.client.views_publish(user_id=body["user"]["id"], view=page)
        await ack()

    async def go_back(ack: AsyncAck, body: dict[str, Any]) -> None:
        await publish(desk, body["user"]["id"])
        await ack()

    app.action(ActionId.LEND.value)(lend)
    app.action(ActionId.SHOW_PORTFOLIO.value)(show)
    app.action(ActionId.SHOW_HOME.value)(go_back)


async def portfolio_of(desk: Desk, scope: Scope, acted_in: str | None = None) -> PortfolioView:
    """Return the portfolio of the acting person, as seen from a Slack channel."""
    return await desk.read(lambda s: portfolio.portfolio(s, scope, acted_in=acted_in, now=desk.now))
