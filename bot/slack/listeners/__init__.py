"""Listeners: each reads parse → service → respond → ack. `register(app, desk)` hands them to Bolt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from bot.slack.listeners import (
    absences,
    asking,
    commands,
    covering,
    events,
    experts,
    exports,
    failures,
    frequency,
    home,
    hours,
    newcomers,
    pausing,
    picking,
    polls,
    portfolio,
    project_menu,
    projects,
    secondments,
    settings,
    status,
    trends,
    vacancies,
    vouching,
    workspace,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_bolt.async_app import AsyncApp

    from bot.slack.desk import Desk
    from bot.slack.listeners.home import Listener


def register(app: AsyncApp, desk: Desk) -> None:
    """Register every listener; what broken rules come to is said in one place."""
    following = cast("AsyncApp", _Following(app, desk))
    for listeners in (
        commands,
        asking,
        covering,
        frequency,
        vouching,
        vacancies,
        picking,
        projects,
        polls,
        project_menu,
        status,
        trends,
        exports,
        experts,
        settings,
        workspace,
        pausing,
        newcomers,
        secondments,
        portfolio,
        absences,
        hours,
        home,
        events,
        failures,
    ):
        listeners.register(following, desk)


class _Following:
    """Bolt's app, as listeners are handed to it: App Home follows every button and modal that is used in it."""

    def __init__(self, app: AsyncApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    def action(self, pressed: Any) -> Callable[[Listener], object]:  # noqa: ANN401 - as Bolt names actions
        return lambda listener: self._app.action(pressed)(home.followed(self._desk, listener))

    def view(self, callback_id: str) -> Callable[[Listener], object]:
        return lambda listener: self._app.view(callback_id)(home.followed(self._desk, listener))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - commands and events go straight to Bolt
        return getattr(self._app, name)
