"""Stray inputs break nothing: two browsers at once, a reload in the middle, a bot restarted under the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import expect

from tests.browser.chromium import IN_ONE_LOOP
from tests.browser.conftest import ON_SQLITE
from tests.browser.reader import Reader, reader_of

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.browser.conftest import Company

pytestmark = [IN_ONE_LOOP, ON_SQLITE]
INFRASTRUCTURE = "Infrastructure engineer"
OWNS = "4 · I could own it this quarter"


@pytest_asyncio.fixture(loop_scope="session")
async def asked(company: Company) -> Company:
    """The company after its project was set up: everybody has a prompt."""
    await company.world.set_up(company.ana, company.churn)
    return company


async def begins_a_check_in(reader: Reader) -> None:
    """Open the check-in of the newest prompt, and choose to own infrastructure."""
    await reader.goes("ceiling")
    await reader.page.locator("main").get_by_role("button", name="Answer").click()
    await reader.modal.get_by_label(INFRASTRUCTURE).select_option(label=OWNS)
    await reader.settles()


async def saves(reader: Reader, company: Company) -> None:
    """Save the check-in that is open; the bot sends what it owes."""
    await reader.modal.get_by_role("button", name="Save").click()
    await expect(reader.modal).to_have_count(0)
    await company.world.catch_up()


async def test_two_people_in_two_browsers_see_what_the_other_does(asked: Company, browser: Browser) -> None:
    ana, ben = [await reader_of(browser, asked.world.sandbox) for _ in range(2)]
    await ben.becomes(asked.ben)
    await ana.goes("churn")
    await begins_a_check_in(ben)
    await saves(ben, asked)
    await expect(ben.message("thank you")).to_be_visible()
    await expect(ana.modal).to_have_count(0)

    await ana.page.get_by_role("button", name="Skip 1 day").click()
    await expect(ana.message("1 of 3 in")).to_be_visible()
    for reader in (ana, ben):
        await expect(reader.page.get_by_role("region", name="Time")).to_contain_text("June 2, 2026 10:00")
    await ana.types("Who has the cluster?")
    await expect(ben.page.locator(f"[data-place={asked.churn.id}] .badge")).to_be_visible()
    assert ana.broken == ben.broken == []


async def test_one_person_in_two_browsers_has_one_modal_and_answers_once(
    asked: Company, browser: Browser
) -> None:
    first, second = [await reader_of(browser, asked.world.sandbox) for _ in range(2)]
    await begins_a_check_in(first)
    await expect(second.modal.get_by_label(INFRASTRUCTURE).locator("option:checked")).to_contain_text(
        "own it"
    )

    # Both press Save; the second finds the modal gone or on its way, and nothing is answered twice.
    await second.page.evaluate("document.querySelector('dialog form').requestSubmit()")
    await first.page.evaluate("document.querySelector('dialog form')?.requestSubmit()")
    for reader in (first, second):
        await expect(reader.modal).to_have_count(0)
        await reader.settles()
    await asked.world.catch_up()
    await second.goes("ceiling")
    for reader in (first, second):
        await expect(reader.message("thank you")).to_have_count(1)
    await second.goes("churn")
    await second.page.get_by_role("button", name="Skip 1 hour").click()
    await expect(second.message("1 of 3 in")).to_be_visible()
    assert first.broken == second.broken == []


async def test_a_reload_in_the_middle_of_a_check_in_keeps_what_was_chosen(
    asked: Company, browser: Browser
) -> None:
    reader = await reader_of(browser, asked.world.sandbox)
    await begins_a_check_in(reader)
    await reader.opens()
    await expect(reader.modal.get_by_label(INFRASTRUCTURE).locator("option:checked")).to_contain_text(
        "own it"
    )
    await saves(reader, asked)
    await expect(reader.message("thank you")).to_contain_text("own it")


async def test_a_bot_restarted_under_an_open_check_in_takes_it_afterwards(
    asked: Company, browser: Browser
) -> None:
    reader = await reader_of(browser, asked.world.sandbox)
    await begins_a_check_in(reader)

    await asked.world.stop_bot()
    banner = reader.page.get_by_text("ceiling does not answer at the moment")
    await expect(banner).to_be_attached()
    await reader.modal.get_by_role("button", name="Save").click()
    await expect(reader.modal.get_by_role("alert")).to_contain_text("We had some trouble connecting")

    await asked.world.start_bot()
    await expect(banner).to_have_count(0)
    await saves(reader, asked)
    await expect(reader.message("thank you")).to_contain_text("own it")
    await reader.page.get_by_role("button", name="Skip 1 day").click()
    await expect(reader.page.get_by_role("region", name="Time")).to_contain_text("June 2, 2026 10:00")
    assert reader.broken == []


async def test_time_skipped_while_the_bot_is_stopped_says_so_and_moves_nothing(
    asked: Company, browser: Browser
) -> None:
    reader = await reader_of(browser, asked.world.sandbox)
    await asked.world.stop_bot()
    bar = reader.page.get_by_role("region", name="Time")
    await bar.get_by_role("button", name="Skip 1 day").click()
    await expect(reader.page.get_by_role("alert")).to_contain_text("the bot is stopped")
    await expect(bar).to_contain_text("June 1, 2026 10:00")
    await asked.world.start_bot()
    await bar.get_by_role("button", name="Skip 1 day").click()
    await expect(bar).to_contain_text("June 2, 2026 10:00")
