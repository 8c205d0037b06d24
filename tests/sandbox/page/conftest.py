"""A real browser before the page; skipped unless BROWSER_TESTS=true (`make browser`) and a Chromium is there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Locator, Page

    from bot.sandbox import Person, Sandbox

CHROMIUM = Path("/usr/bin/chromium")
HAS_CHROMIUM = CHROMIUM.exists()
IS_ASKED_FOR = os.environ.get("BROWSER_TESTS") == "true"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Reader:
    """Somebody at the page."""

    page: Page
    sandbox: Sandbox
    broken: list[str]

    async def opens(self) -> None:
        """Open the page, or load it again."""
        await self.page.goto(self.sandbox.page_url)
        await expect(self.page.locator(".top")).to_be_visible()

    async def becomes(self, person: Person) -> None:
        """Look as somebody else."""
        await self.page.get_by_label("Acting as", exact=True).select_option(person.id)
        await expect(self.page.locator(".acting select")).to_have_value(person.id)

    async def goes(self, name: str) -> None:
        """Open a place of the sidebar."""
        await self.page.locator(".place", has=self.page.get_by_text(name, exact=True)).click()
        await expect(self.page.locator("main h1")).to_contain_text(name.removesuffix(" Home"))

    async def types(self, line: str) -> None:
        """Type a line into the composer and send it."""
        await self.page.locator("#composer").fill(line)
        await self.page.keyboard.press("Escape")
        await self.page.keyboard.press("Enter")

    async def settles(self) -> None:
        """Wait until everything typed and pressed has reached the sandbox."""
        await expect(self.page.locator("html")).to_have_attribute("data-settled", "true")

    def message(self, text: str) -> Locator:
        """Return the message of the channel that holds a text."""
        return self.page.locator("main .message", has_text=text)

    @property
    def modal(self) -> Locator:
        """The open modal."""
        return self.page.locator("dialog[open][data-view]")


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser with a fresh profile."""
    if not IS_ASKED_FOR:
        pytest.skip("NO BROWSER: the page is tested by make browser, which takes a minute and a half")
    if not HAS_CHROMIUM:
        pytest.skip(f"NO BROWSER: {CHROMIUM} is missing (apt-get install chromium); the page is NOT tested")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield browser
        await browser.close()


async def reader_of(browser: Browser, sandbox: Sandbox, **looks: Any) -> Reader:
    """Return somebody at the page in a browser of their own; an error in the page is noted."""
    context = await browser.new_context(**looks)
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    reader = Reader(page, sandbox, broken)
    await reader.opens()
    return reader
