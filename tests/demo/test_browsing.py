"""The demo as a page: the company lives, its workspace is served, and the bot keeps working in it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.demo import browsing
from bot.demo.cache import Cache, hash_of_code
from bot.demo.company import COLLEAGUES, ROOMS
from bot.demo.hinting import HINTS
from bot.demo.history import HISTORY
from bot.demo.played import play_history
from tests.flows.world import World, new_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path


THREE_DAYS = "2026-01-15 09:00"


@pytest.fixture
async def cache(tmp_path: Path) -> Cache:
    """A cache that holds the company's first days."""
    played = tmp_path / "played"
    played.mkdir()
    told: list[datetime] = []
    first = [happening for happening in HISTORY if happening[0] < THREE_DAYS]
    await play_history(played, told.append, first, THREE_DAYS)
    assert told
    kept = Cache(tmp_path / "cache")
    kept.keep(hash_of_code(), played)
    return kept


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with new_world(database_url) as made:
        yield made


async def address_said(capsys: pytest.CaptureFixture[str]) -> str:
    while True:
        words = capsys.readouterr().out.split()
        if addresses := [word for word in words if word.startswith("http")]:
            [address] = addresses
            return address
        await asyncio.sleep(0)


async def test_what_was_kept_is_served_at_one_address(
    cache: Cache, capsys: pytest.CaptureFixture[str]
) -> None:
    serving = asyncio.create_task(browsing.serve(cache))
    address = await address_said(capsys)
    async with aiohttp.ClientSession() as session, session.get(f"{address}page/state") as answer:
        state = await answer.json()
    assert (state["team"], state["viewer"]["name"]) == ("Fernway", "Ana Ruiz")
    assert state["clock"] == "Thursday, January 15, 2026 09:00"
    assert len(state["people"]) == len(COLLEAGUES)
    assert state["tip"]["text"].startswith("as *Ana Ruiz*, who leads *churn*, answer the reminder")
    assert "/ceiling setup" in [hint["line"] for hint in state["hints"]]
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def test_the_bot_works_by_itself_while_the_page_is_open(world: World) -> None:
    ana = world.sandbox.add_person("Ana", zone="Europe/Berlin")
    churn = world.sandbox.add_channel("churn", members=[ana])
    working = asyncio.create_task(browsing.keep_pace(world))
    await ana.types("/ceiling setup", in_=churn)
    await ana.submits()
    await world.sandbox.until(lambda: bool(ana.inbox()))
    working.cancel()


def test_everyone_and_every_channel_of_the_history_exists() -> None:
    names = {each.name.partition(" ")[0] for each in COLLEAGUES}
    assert {name for _, name, _ in HISTORY} <= names
    assert {name for room in ROOMS for name in room.people} == names


def test_every_command_is_hinted_at_in_plain_words() -> None:
    lines = [hint.line for hint in HINTS]
    assert len(lines) == len(set(lines))
    assert {"/ceiling", "/checkin", "/secondment", "/secondment met"} <= set(lines)
    assert all(hint.about and "`" not in hint.about for hint in HINTS)
