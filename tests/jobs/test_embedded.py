"""The embedded runner: one loop, in which no workspace keeps another waiting."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.jobs.embedded import Embedded
from tests.jobs.letterbox import Letterbox, new_workspace, owe, relay_to

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from models.database import Database


@asynccontextmanager
async def running(database: Database, letterbox: Letterbox) -> AsyncIterator[Embedded]:
    runner = Embedded(relay_to(letterbox, database), drains=True)
    await runner.start()
    try:
        yield runner
    finally:
        await runner.stop()


async def test_a_workspace_that_is_slow_keeps_no_other_waiting(database: Database) -> None:
    letterbox, slow = Letterbox(), await new_workspace(database)
    letterbox.close(slow)
    async with running(database, letterbox) as runner:
        await owe(database, slow, "USLOW")
        runner.wake(slow)
        quick = await new_workspace(database, "T2")
        await owe(database, quick, "UQUICK")
        runner.wake(quick)
        assert await letterbox.holds("UQUICK")
        letterbox.open(slow)
        assert await letterbox.holds("UQUICK", "USLOW")


async def test_what_is_owed_while_others_are_sent_follows_them(database: Database) -> None:
    letterbox, workspace_id = Letterbox(), await new_workspace(database)
    letterbox.close(workspace_id)
    async with running(database, letterbox) as runner:
        await owe(database, workspace_id, "UANA")
        runner.wake(workspace_id)
        await owe(database, workspace_id, "UBEN")
        runner.wake(workspace_id)
        letterbox.open(workspace_id)
        await letterbox.holds("UANA", "UBEN")
    assert sorted(letterbox.arrived) == ["UANA", "UBEN"]
