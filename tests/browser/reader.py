"""Somebody at the page, and what they do there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Browser, ConsoleMessage, Locator, Page

    from bot.sandbox import Person, Sandbox

# Without the account of everything that is right, which takes as long again.
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
SERIOUS = ("serious", "critical")
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

    async def faults(self, within: str = "html") -> list[str]:
        """Return the serious faults that axe-core finds in what is shown, or in a part of it."""
        found = (await Axe().run(self.page, within, ONLY_VIOLATIONS)).response["violations"]
        return [
            f"{fault['id']}: {node['target']} {node['failureSummary']}"
            for fault in found
            if fault["impact"] in SERIOUS
            for node in fault["nodes"]
        ]

    @property
    def modal(self) -> Locator:
        """The open modal."""
        return self.page.locator("dialog[open][data-view]")


async def reader_of(browser: Browser, sandbox: Sandbox, **looks: Any) -> Reader:
    """Return somebody at the page in a browser of their own; an error in the page is noted."""
    context = await browser.new_context(**looks)
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.extend(_complaint(said)))
    reader = Reader(page, sandbox, broken)
    await reader.opens()
    return reader


def _complaint(said: ConsoleMessage) -> list[str]:
    # That the sandbox refused something is not the page's fault, and is shown.
    is_refusal = said.text.startswith("Failed to load resource")
    return [said.text] if said.type == "error" and not is_refusal else []
