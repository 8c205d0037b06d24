"""A project's first weeks, lived through the page by three people and a specialist, as everybody could do it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser import album
from tests.browser.chromium import IN_ONE_LOOP
from tests.browser.conftest import ON_SQLITE, Company
from tests.browser.reader import Reader, reader_of
from tests.flows.lending import OBJECTIVE

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator

    from bot.sandbox import Person

pytestmark = [IN_ONE_LOOP, ON_SQLITE]


@dataclass
class Colleague(Reader):
    """Somebody at the page whose bot does at once what follows from an act."""

    company: Company

    async def waits_for_the_bot(self) -> None:
        """Let everything pressed reach the bot, and the bot send what it owes."""
        await self.settles()
        await self.company.world.catch_up()

    async def presses(self, label: str, within: Locator | None = None) -> None:
        """Press the last button so labelled."""
        buttons = (within or self.page.locator("main")).get_by_role("button")
        await buttons.filter(has_text=re.compile(f"^{label}$")).last.click()

    async def opens_modal(self, line: str, title: str) -> None:
        """Type a command that opens a modal."""
        await self.types(line)
        await expect(self.modal.get_by_role("heading", name=title)).to_be_visible()

    async def picks(self, **confidences: str) -> None:
        """Choose in the check-in that is open: `domain_expert="own it"` picks the option with these words."""
        for role, words in confidences.items():
            label = role.replace("_", " ").replace("ml", "ML").capitalize().replace("Ml", "ML")
            field = self.modal.get_by_label(label, exact=True)
            await field.select_option(await field.locator("option", has_text=words).get_attribute("value"))

    async def submits(self, label: str) -> None:
        """Submit the modal, read what it says then, and close that."""
        await self.presses(label, self.modal)
        await self.settles()
        if await self.modal.count():
            await expect(self.modal.get_by_role("alert")).to_have_count(0)
            await self.presses("Close", self.modal.locator("footer"))
        await expect(self.modal).to_have_count(0)
        await self.waits_for_the_bot()

    async def answers(self, person: Person, by: str = "Answer", **confidences: str) -> None:
        """Answer, as somebody, the prompt that waits for them."""
        await self.becomes(person)
        await self.goes("ceiling")
        await self.presses(by)
        await expect(self.modal).to_be_visible()
        await self.picks(**confidences)
        await self.submits("Save")
        await expect(self.message("thank you").last).to_be_visible()

    async def skips(self, *labels: str) -> None:
        """Move time by the buttons of the time bar."""
        bar = self.page.get_by_role("region", name="Time")
        for label in labels:
            clock = await bar.locator("time").first.inner_text()
            await bar.get_by_role("button", name=f"Skip {label}").click()
            await expect(bar.locator("time").first).not_to_have_text(clock)
            await self.settles()


async def colleagues_of(browser: Browser, company: Company) -> Colleague:
    """Return a page on which one can be any of the company's people."""
    reader = await reader_of(browser, company.world.sandbox, **album.LOOKS)
    return Colleague(reader.page, reader.sandbox, reader.broken, company)


async def sets_up(us: Colleague, company: Company) -> None:
    """Ana sets the project up, and everyone answers."""
    await us.goes("churn")
    await us.opens_modal("/ceiling setup", "Set up a project")
    await us.modal.get_by_label("Stage").select_option(label="Production (needs most: ML engineer)")
    await us.submits("Set up and ask now")
    await us.answers(company.ana, data_scientist="others come", ml_engineer="others come")
    await us.becomes(company.ben)
    await us.goes("ceiling")
    await album.keep("prompt", us.page)
    await us.answers(company.ben, infrastructure_engineer="own it")
    await us.answers(company.cho, domain_expert="others come")
    await us.skips("1 hour")
    await us.goes("churn")
    await expect(us.message("3 of 3 in")).to_contain_text("Ceiling: 4.0")


async def loses_infrastructure(us: Colleague, company: Company) -> Locator:
    """Two weeks later Ben has handed infrastructure over; return the summary that the channel reads."""
    await us.skips("1 week", "1 week")
    for person in (company.ana, company.cho):
        await us.becomes(person)
        await us.goes("ceiling")
        await us.presses("No change")
        await us.waits_for_the_bot()
    await us.answers(company.ben, by="Update", infrastructure_engineer="Not me")
    await us.skips("1 hour")
    await us.becomes(company.cho)
    await us.goes("churn")
    summary = us.message("The weakest function fell from 4.0 to 0.0.")
    await expect(summary).to_contain_text("churn: infrastructure is vacant")
    await album.keep("drop", us.page)
    assert await us.faults() == []
    return summary


async def covers_it(us: Colleague, summary: Locator) -> None:
    """Cho covers it as well as possible, by the summary's button; that is thin."""
    await us.presses("I can cover this", summary)
    await us.picks(infrastructure_engineer="parts of it")
    await expect(us.modal).to_contain_text("the ceiling goes from 0.0 to 1.8")
    await album.keep("check-in", us.page)
    assert await us.faults() == []
    await us.submits("Save")
    await us.skips("1 hour")
    await expect(summary).to_contain_text("infrastructure is thin (1.8)")


async def borrows_fay(us: Colleague, company: Company, summary: Locator) -> None:
    """Ana borrows Fay, who comes, and the weakest function recovers."""
    await us.becomes(company.ana)
    await us.presses("Ask for a secondment", summary)
    for label, name in (("Specialist", "Fay Sato"), ("Head of the home", "Hal Berg")):
        await us.modal.get_by_label(label).select_option(label=name)
    await us.modal.get_by_label("Channel of the home").select_option(label="#ml-platform")
    await us.modal.get_by_label("Objective").fill(OBJECTIVE)
    await us.modal.get_by_label("Planned return").fill("2026-07-31")
    await us.modal.get_by_label("Home function").first.fill("ML platform")
    await us.submits("Start")
    await us.becomes(company.fay)
    await us.goes("churn")
    await us.presses("Join channel")
    await us.opens_modal("/checkin", "Check-in")
    await us.picks(infrastructure_engineer="others come")
    await us.submits("Save")
    await us.skips("1 hour")
    await expect(summary).to_contain_text("Infrastructure: strong (5.0)")
    await summary.get_by_role("button", name="1 reply").click()
    thread = us.page.get_by_role("complementary", name="Thread")
    await expect(thread).to_contain_text("the weakest function has recovered")
    await thread.get_by_role("button", name="Close thread").click()


async def meets_the_objective(us: Colleague) -> None:
    """A week later it is met: both channels hear of it, and of what the way home will do."""
    await us.skips("1 week")
    await us.opens_modal("/secondment met", "Objective met")
    await us.modal.get_by_label("Next goals").fill("Hand the runbooks to Ben\nAlerts for the nightly job")
    await us.submits("Mark as met")
    await expect(us.message("churn: objective met")).to_contain_text("After that the ceiling is 1.8")
    await album.keep("objective-met", us.page)
    await us.goes("ml-platform")
    await expect(us.message("objective met")).to_contain_text("Hand the runbooks to Ben")


async def returns(us: Colleague, company: Company) -> None:
    """Fay returns, as foretold: nobody is alarmed, and whoever asks sees the standing."""
    await us.becomes(company.ana)
    await us.goes("churn")
    await us.types("/secondment return")
    await expect(us.message("has returned from churn to ML platform")).to_be_visible()
    await us.waits_for_the_bot()
    await us.skips("1 hour")
    await expect(us.message("fell from")).to_have_count(1)
    await us.types("/ceiling")
    status = us.message("set by infrastructure")
    await expect(status).to_contain_text("Only visible to you")
    await expect(status).to_contain_text("thin (1.8)")
    await album.keep("status", us.page)
    assert await us.faults() == []


async def looks_back(us: Colleague) -> None:
    """The trend draws what happened, and says it in words and figures."""
    await us.types("/ceiling trend")
    chart = us.page.locator("main .message figure.chart")
    await expect(chart.locator(".chart-picture")).to_be_visible()
    await album.keep("trend", us.page, chart)
    assert await us.faults() == []


async def looks_home(us: Colleague) -> None:
    """The Home tab says the same, in light and in dark."""
    await us.goes("ceiling Home")
    await expect(us.page.locator("main")).to_contain_text("ceiling 1.8 of 5", ignore_case=True)
    await album.keep("home", us.page)
    for theme in ("light", "dark"):
        await us.page.get_by_role("button", name="Colours").click()
        await expect(us.page.locator("html")).to_have_attribute("data-theme", theme)
    await album.keep("home-dark", us.page)
    assert await us.faults() == []


async def test_a_project_is_set_up_loses_a_function_and_borrows_a_specialist(
    company: Company, browser: Browser
) -> None:
    us = await colleagues_of(browser, company)
    await sets_up(us, company)
    summary = await loses_infrastructure(us, company)
    await covers_it(us, summary)
    await borrows_fay(us, company, summary)
    await meets_the_objective(us)
    await returns(us, company)
    await looks_back(us)
    await looks_home(us)
    assert us.broken == []
