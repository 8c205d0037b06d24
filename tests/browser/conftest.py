"""A workspace with the real bot in it, its time on the page's time bar, and the people who act there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.demo.hands import Hands
from tests.flows.world import BERLIN, World, new_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox import Channel, Person


@dataclass
class Company:
    """Ana leads, Ben and Cho work with her in #churn; Fay, whom Hal heads, is in #ml-platform."""

    world: World
    ana: Person
    ben: Person
    cho: Person
    fay: Person
    hal: Person
    churn: Channel
    home: Channel


@pytest_asyncio.fixture(loop_scope="session")
async def company(database_url: str) -> AsyncIterator[Company]:
    """A company with no project yet, on a Monday morning; the bot broke no rule of Slack by its end."""
    async with new_world(database_url) as world:
        names = ("Ana Ruiz", "Ben Okafor", "Cho Lin", "Fay Sato", "Hal Berg")
        ana, ben, cho, fay, hal = (world.sandbox.add_person(name, zone=BERLIN.key) for name in names)
        churn = world.sandbox.add_channel("churn", members=[ana, ben, cho])
        home = world.sandbox.add_channel("ml-platform", members=[fay, hal])
        world.sandbox.time = Hands(world)
        yield Company(world, ana, ben, cho, fay, hal, churn, home)
        assert world.sandbox.broken_rules == []


# What a browser shows does not depend on the database; other tests see to both.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
