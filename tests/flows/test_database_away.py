"""PostgreSQL goes away and comes back: people are told at once, and nothing is lost or repeated."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.slack import desk
from bot.slack.words.errors import DATABASE_AWAY
from models.away import DatabaseAway
from models.workspaces import Workspace
from tests.conftest import NO_SERVER, SERVER
from tests.flows.line import Line
from tests.flows.world import PATIENCE_SECONDS, asks, choose, new_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlmodel import Session

    from tests.flows.conftest import Team
    from tests.flows.world import World

pytestmark = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=() if SERVER else NO_SERVER)], indirect=True
)


@pytest.fixture
async def line(database_url: str) -> AsyncIterator[Line]:
    """The line to the database, whole."""
    made = Line(database_url)
    await made.mend()
    yield made
    await made.cut()


@pytest.fixture
async def world(line: Line) -> AsyncIterator[World]:
    """A bot that reaches its database over that line."""
    async with new_world(line.url) as made:
        yield made
        assert made.sandbox.broken_rules == []


async def test_people_are_told_meanwhile_and_go_on_afterwards(world: World, churn: Team, line: Line) -> None:
    await churn.ben.clicks("Edit")
    await choose(churn.ben, "infrastructure_engineer", "others come")
    await line.cut()

    assert await asks(churn.ana, "/ceiling", churn.channel) == DATABASE_AWAY
    await churn.ben.submits()
    assert churn.ben.modal is not None
    assert set(churn.ben.modal.errors.values()) == {DATABASE_AWAY}

    await line.mend()
    assert (await churn.ben.submits()).ok
    await world.catch_up()
    assert "Infrastructure engineer: others come" in churn.ben.inbox()[0].text


async def test_whoever_would_have_to_wait_for_long_is_told_to_try_again(
    world: World, churn: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    await churn.ben.clicks("Edit")
    await choose(churn.ben, "infrastructure_engineer", "others come")
    with monkeypatch.context() as hurried:
        hurried.setattr(desk, "PEOPLE_WAIT_MS", 300)
        async with keeping_the_workspace(world):
            await churn.ben.submits()
    assert churn.ben.modal is not None
    assert set(churn.ben.modal.errors.values()) == {DATABASE_AWAY}

    assert (await churn.ben.submits()).ok
    await world.catch_up()
    assert "Infrastructure engineer: others come" in churn.ben.inbox()[0].text


@asynccontextmanager
async def keeping_the_workspace(world: World) -> AsyncIterator[None]:
    """Keep everybody else from changing anything in the workspace, as a long transaction elsewhere does."""
    workspace_id = await world.bot.database.read(lambda session: session.exec(select(Workspace)).one().key)
    kept, over = threading.Event(), threading.Event()

    def keep(_: Session) -> None:
        kept.set()
        over.wait(PATIENCE_SECONDS)

    keeping = asyncio.create_task(world.bot.database.write(keep, workspace_id=workspace_id))
    await asyncio.to_thread(kept.wait, PATIENCE_SECONDS)
    yield
    over.set()
    await keeping


async def test_a_message_sent_just_before_is_not_sent_again(world: World, team: Team, line: Line) -> None:
    hold = world.sandbox.faults.hold("chat.postMessage", channel=team.ben.id)
    setting_up = asyncio.create_task(world.set_up(team.ana, team.channel))
    await hold.reached.wait()
    await line.cut()
    hold.release()
    await world.sandbox.until(lambda: bool(team.ben.inbox()))
    await line.mend()
    with suppress(DatabaseAway):  # other messages were not made yet, and go out later
        await setting_up
    await world.settle()
    assert len(team.ben.inbox()) == 1
