"""The portfolio, and the button of its loan desk that starts a secondment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services import portfolio
from bot.slack.blocks.portfolio import loans_modal
from bot.slack.ids import ActionId
from bot.slack.listeners.replies import channel_of
from bot.slack.listeners.secondments import open_start
from bot.slack.payloads.buttons import parse_loan_button

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.services.ports.portfolio import PortfolioView
    from bot.services.scope import Scope
    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register the buttons that list all loans and start one."""

    async def show_loans(ack: AsyncAck, body: dict[str, Any]) -> None:
        scope, acted_in = await desk.scope(body), channel_of(body)
        loans = await desk.read(lambda s: portfolio.all_loans(s, scope, acted_in=acted_in, now=desk.now))
        await desk.open_view(body.get("trigger_id") or "", loans_modal(loans))
        await ack()

    async def lend(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        scope, button = await desk.scope(body), parse_loan_button(action)
        trigger_id = body.get("trigger_id") or ""
        await open_start(
            desk, scope, button.project_id, trigger_id, roles=button.roles, specialist=button.specialist
        )
        await ack()

    app.action(ActionId.SHOW_LOANS.value)(show_loans)
    app.action(ActionId.LEND.value)(lend)


async def portfolio_of(desk: Desk, scope: Scope, acted_in: str | None = None) -> PortfolioView:
    """Return the portfolio of the acting person, as seen from a Slack channel."""
    return await desk.read(lambda s: portfolio.portfolio(s, scope, acted_in=acted_in, now=desk.now))
