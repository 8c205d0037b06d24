"""Listeners: each reads parse → service → respond → ack. `register(app, desk)` hands them to Bolt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.listeners import (
    absences,
    asking,
    commands,
    events,
    experts,
    failures,
    home,
    picking,
    portfolio,
    projects,
    secondments,
    settings,
    trends,
    vacancies,
    vouching,
)

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.slack.desk import Desk


def register(app: AsyncApp, desk: Desk) -> None:
    """Register every listener; what broken rules come to is said in one place."""
    for listeners in (
        commands,
        asking,
        vouching,
        vacancies,
        picking,
        projects,
        trends,
        experts,
        settings,
        secondments,
        portfolio,
        absences,
        home,
        events,
        failures,
    ):
        listeners.register(app, desk)
