"""The server: its paths, its port, and how it stops."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.slack.http import Answer, Condition, HttpServer, Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.slack.http import Receive, Scope, Send


class Door:
    """Stands where the guard would, and answers once it is let go."""

    def __init__(self) -> None:
        self.entered = asyncio.Event()
        self.let_go = asyncio.Event()

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        self.entered.set()
        await self.let_go.wait()
        await Answer(200, "done").give(send)


class Bot:
    """What the bot says of itself."""

    condition = Condition(is_ready=True, sentence="Ready.")

    async def __call__(self) -> Condition:
        return self.condition


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
async def server(door: Door, bot: Bot) -> AsyncIterator[HttpServer]:
    server = HttpServer(Site(door, bot), host="127.0.0.1", port=0)
    await server.start()
    yield server
    await server.stop()


async def ask(server: HttpServer, path: str, method: str = "GET") -> tuple[int, str]:
    address = f"http://127.0.0.1:{server.port}{path}"
    async with aiohttp.request(method, address) as answer:
        return answer.status, await answer.text()


async def test_any_free_port_is_taken_and_named(server: HttpServer) -> None:
    assert server.port > 0


async def test_it_is_alive_even_while_it_is_not_ready(server: HttpServer, bot: Bot) -> None:
    bot.condition = Condition(is_ready=False, sentence="The database does not answer.")
    assert await ask(server, "/healthz") == (200, "alive")
    assert await ask(server, "/readyz") == (503, "The database does not answer.")
    bot.condition = Bot.condition
    assert await ask(server, "/readyz") == (200, "Ready.")


async def test_a_probe_may_ask_for_the_head_only(server: HttpServer) -> None:
    assert await ask(server, "/healthz", "HEAD") == (200, "")


async def test_other_paths_say_where_slack_calls(server: HttpServer) -> None:
    assert await ask(server, "/") == (404, "Nothing is here; Slack calls /slack/events.")
    assert await ask(server, "/healthz", "POST") == (405, "Ask with GET.")


async def test_stopping_finishes_what_is_under_way_and_takes_nothing_new(
    server: HttpServer, door: Door
) -> None:
    under_way = asyncio.create_task(ask(server, "/slack/events", "POST"))
    await door.entered.wait()
    stopping = asyncio.create_task(server.stop())
    await asyncio.sleep(0)
    with pytest.raises(aiohttp.ClientConnectorError):
        await ask(server, "/healthz")
    door.let_go.set()
    assert await under_way == (200, "done")
    await stopping


async def test_a_port_that_is_taken_is_an_error_at_once(server: HttpServer, door: Door) -> None:
    second = HttpServer(door, host="127.0.0.1", port=server.port)
    with pytest.raises(OSError, match="in use"):
        await second.start()
