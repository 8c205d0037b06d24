"""One browser for each process of the suite; a test that takes `browser` gets it empty.

Starting a browser costs as much as a test, so tests share it: they run in one event loop (`IN_ONE_LOOP`), and what
they opened is closed behind each of them.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
NOT_TESTED = "NOT TESTED IN A BROWSER"

# Every module of browser tests is marked with it.
IN_ONE_LOOP = pytest.mark.asyncio(loop_scope="session")


def chromium_here() -> str | None:
    """Return where this machine's Chromium is, if there is one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """A running browser."""
    executable = chromium_here()
    if executable is None:
        pytest.skip(NOT_TESTED)
    # Imported where it is needed: it would make each start of pytest slower.
    from playwright.async_api import async_playwright  # noqa: PLC0415

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=ARGUMENTS.split())
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """A browser in which nothing is open, and nothing stays open."""
    yield chromium
    for context in chromium.contexts:
        await context.close()
