"""Every journey runs over HTTP and over Socket Mode: what a person sees must not differ.

With CI=true each does so over both. Elsewhere, and always on PostgreSQL, so that the suite stays quick, each runs
over one of the two, settled by its name: about half of them over either.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.slack import desk
from bot.slack.listeners import asking, home, picking
from tests.flows.at_rest import AtRest
from tests.flows.lending import Lending
from tests.flows.world import PATIENCE_SECONDS, World, new_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox import Channel, Person


EVERY_WAY = os.environ.get("CI") == "true"
WAYS = ("http", "socket")


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody wait: on a machine busy with other tests, everything takes longer than Slack would stand."""
    monkeypatch.setattr(desk, "PEOPLE_WAIT_MS", PATIENCE_SECONDS * 1000)
    monkeypatch.setattr(asking, "REPLACED_WITHIN_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr(home, "PUBLISHED_WITHIN_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr(picking, "UPDATED_WITHIN_SECONDS", PATIENCE_SECONDS)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the other way of each journey that has two, unless both are wanted."""
    ways: dict[str, set[object]] = defaultdict(set)
    for item in items:
        ways[_journey(item)].add(_way(item))
    left_out = [item for item in items if _is_left_out(item, ways[_journey(item)])]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _is_left_out(item: pytest.Item, ways: set[object]) -> bool:
    return _is_other_way(item, ways) and not (EVERY_WAY and "postgresql" not in item.nodeid)


def _way(item: pytest.Item) -> object:
    callspec = getattr(item, "callspec", None)
    return callspec.params.get("transport") if callspec else None


def _journey(item: pytest.Item) -> str:
    return item.nodeid.replace("[http", "[").replace("[socket", "[")


def _is_other_way(item: pytest.Item, ways: set[object]) -> bool:
    chosen = WAYS[zlib.crc32(_journey(item).encode()) % len(WAYS)]
    return ways.issuperset(WAYS) and _way(item) != chosen


@pytest.fixture(params=WAYS)
def transport(request: pytest.FixtureRequest) -> str:
    """How Slack reaches the bot."""
    return str(request.param)


@pytest.fixture
async def world(transport: str, database_url: str, at_rest: AtRest | None) -> AsyncIterator[World]:
    """A sandbox and a bot, time frozen on a Monday morning."""
    async with new_world(database_url, socket_mode=transport == "socket", at_rest=at_rest) as made:
        yield made
        assert made.sandbox.broken_rules == []


@pytest.fixture
def at_rest(request: pytest.FixtureRequest, database_url: str) -> AtRest | None:
    """What the journey begins with: a churn that was lived through before, if it has one and runs on SQLite."""
    if "churn" not in request.fixturenames or not database_url.startswith("sqlite"):
        return None
    lived: AtRest = request.getfixturevalue("churn_at_rest")
    lived.lay_out(database_url)
    return lived


@pytest.fixture(scope="session")
def churn_at_rest(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> AtRest:
    """The world once *churn* is set up."""
    database = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("churn")))
    return asyncio.run(_live_through_churn(database))


async def _live_through_churn(database: Path) -> AtRest:
    async with new_world(f"sqlite:///{database}") as world:
        await _set_up_churn(world, _form_team(world))
        workspace, now = world.sandbox.kept(), world.now
    return AtRest(database, workspace, now)


@dataclass
class Team:
    """Three people in a channel: Ana leads, Ben and Cho work with her."""

    ana: Person
    ben: Person
    cho: Person
    channel: Channel


@pytest.fixture
def team(world: World, at_rest: AtRest | None) -> Team:
    """Three people in the channel #churn, the bot among them; no project yet."""
    return _find_team(world) if at_rest else _form_team(world)


def _form_team(world: World) -> Team:
    ana = world.sandbox.add_person("Ana Ruiz", zone="Europe/Berlin")
    ben = world.sandbox.add_person("Ben Okafor", zone="Europe/Berlin")
    cho = world.sandbox.add_person("Cho Lin", zone="Europe/Berlin")
    return Team(ana, ben, cho, world.sandbox.add_channel("churn", members=[ana, ben, cho]))


def _find_team(world: World) -> Team:
    ana, ben, cho = world.sandbox.workspace.people.values()
    channels = world.sandbox.workspace.channels.values()
    return Team(ana, ben, cho, next(channel for channel in channels if channel.name == "churn"))


@pytest.fixture
async def churn(world: World, team: Team, at_rest: AtRest | None) -> Team:
    """The project *churn* after its first poll: every function strong, infrastructure the weakest at 4.0.

    Ana covers data science and ML engineering, Ben infrastructure, Cho the domain.
    """
    if not at_rest:
        await _set_up_churn(world, team)
    return team


async def _set_up_churn(world: World, team: Team) -> None:
    await world.set_up(team.ana, team.channel, "churn", stage="Production")
    await world.answers(team.ana, data_scientist="others come", ml_engineer="others come")
    await world.answers(team.ben, infrastructure_engineer="own it")
    await world.answers(team.cho, domain_expert="others come")
    await world.settle()


@pytest.fixture
def lending(world: World, team: Team) -> Lending:
    """Fay, who can be lent to the project of #churn, and Hal, who heads her home function in #ml-platform."""
    fay = world.sandbox.add_person("Fay Sato", zone="Europe/Berlin")
    hal = world.sandbox.add_person("Hal Berg", zone="Europe/Berlin")
    home = world.sandbox.add_channel("ml-platform", members=[team.ana, fay, hal])
    return Lending(world, team.channel, fay, hal, home)
