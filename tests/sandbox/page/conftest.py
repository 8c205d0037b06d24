"""The workspace of a test of the page, in the loop that all browser tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.sandbox.conftest import Team, new_team
from tests.sandbox.counterpart import over_http

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest_asyncio.fixture(loop_scope="session")
async def idle() -> AsyncIterator[Team]:
    """A workspace whose bot is not connected yet."""
    async with new_team() as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def team(idle: Team) -> AsyncIterator[Team]:
    """A workspace whose bot is reached over HTTP."""
    async with over_http(idle.bot, idle.sandbox):
        yield idle
