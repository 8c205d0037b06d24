"""A running sandbox with two people and a channel, and a bot opposite it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest_asyncio

from bot.sandbox import Channel, Person, Sandbox
from tests.sandbox.counterpart import bot_of, client_of, over_a_socket, over_http

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient


class Watch:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Team:
    """The workspace of a test."""

    sandbox: Sandbox
    watch: Watch
    ana: Person
    ben: Person
    churn: Channel
    bot: AsyncApp
    client: AsyncWebClient


@asynccontextmanager
async def new_team() -> AsyncIterator[Team]:
    """Start a workspace with two people in a channel, and make a bot that is not connected yet."""
    watch = Watch()
    async with Sandbox(watch) as sandbox:
        ana = sandbox.add_person("Ana Ruiz", zone="Europe/Berlin")
        ben = sandbox.add_person("Ben Okafor", zone="America/New_York")
        churn = sandbox.add_channel("churn", members=[ana, ben])
        yield Team(sandbox, watch, ana, ben, churn, bot_of(sandbox), client_of(sandbox))


@pytest_asyncio.fixture
async def idle() -> AsyncIterator[Team]:
    """A workspace whose bot is not connected yet."""
    async with new_team() as made:
        yield made


@pytest_asyncio.fixture
async def team(idle: Team) -> AsyncIterator[Team]:
    """A workspace whose bot is reached over HTTP."""
    async with over_http(idle.bot, idle.sandbox):
        yield idle


@pytest_asyncio.fixture(params=["http", "socket"])
async def either(idle: Team, request: pytest.FixtureRequest) -> AsyncIterator[Team]:
    """A workspace whose bot is reached over HTTP, and again over Socket Mode."""
    reach = over_http if request.param == "http" else over_a_socket
    async with reach(idle.bot, idle.sandbox):
        yield idle
