"""Around the workspace: time, traffic, colours, and what axe-core says of it all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.browser.chromium import IN_ONE_LOOP
from tests.browser.reader import reader_of
from tests.sandbox.counterpart import modal, opens, refused
from tests.sandbox.page import gallery

if TYPE_CHECKING:
    from datetime import datetime

    from playwright.async_api import Browser

    from tests.sandbox.conftest import Team, Watch

pytestmark = IN_ONE_LOOP


class Hands:
    """Moves the clock of a test, and says something at each full hour."""

    def __init__(self, team: Team, watch: Watch) -> None:
        self._team = team
        self._watch = watch

    def now(self) -> datetime:
        return self._watch()

    async def skip(self, by: timedelta) -> None:
        if by > timedelta(days=30):
            raise ValueError("that is too far")
        self._watch.at += by
        await self._team.client.chat_postMessage(channel=self._team.churn.id, text="the poll is open")

    async def skip_to_next(self) -> None:
        await self.skip(timedelta(hours=3))

    async def story(self) -> str | None:
        return f"next: the poll of *churn* at {self._watch.at + timedelta(hours=3):%H:%M}"


async def test_without_controls_there_is_no_time_bar(team: Team, browser: Browser) -> None:
    reader = await reader_of(browser, team.sandbox)
    await expect(reader.page.get_by_role("region", name="Time")).to_have_count(0)


async def test_what_to_try_first_shows_until_it_is_put_away(team: Team, browser: Browser) -> None:
    team.sandbox.tip = "type `/ceiling` in *#churn*"
    reader = await reader_of(browser, team.sandbox)
    tip = reader.page.get_by_role("note")
    await expect(tip).to_have_text("Try first: type /ceiling in #churn")
    assert await reader.faults() == []
    await tip.get_by_role("button", name="Put this tip away").click()
    await expect(tip).to_have_count(0)
    await reader.opens()
    await expect(tip).to_have_count(0)


async def test_time_is_skipped_and_what_falls_due_arrives(team: Team, browser: Browser) -> None:
    team.sandbox.time = Hands(team, team.watch)
    reader = await reader_of(browser, team.sandbox)
    bar = reader.page.get_by_role("region", name="Time")
    await expect(bar).to_contain_text("09:00 in Berlin")
    await expect(bar).to_contain_text("next: the poll of churn at 11:00")
    await bar.get_by_role("button", name="Skip to next event").click()
    await expect(bar).to_contain_text("12:00 in Berlin")
    await reader.goes("churn")
    await expect(reader.message("the poll is open")).to_be_visible()
    await bar.get_by_role("button", name="Skip 1 day").click()
    await expect(bar).to_contain_text("Tuesday, March 3, 2026 12:00")
    await reader.becomes(team.ben)
    await expect(bar).to_contain_text("06:00 in New York")


async def test_traffic_shows_acks_calls_and_broken_rules_in_red(team: Team, browser: Browser) -> None:
    opens(team, modal(gallery.section("x")))
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await reader.types("/ceiling")
    await reader.modal.get_by_role("button", name="Cancel").click()
    assert await refused(
        team, "chat.postMessage", channel=team.churn.id, text="x", blocks=[{"type": "wrong"}]
    )
    await reader.page.get_by_role("button", name="Traffic").click()
    pane = reader.page.get_by_role("complementary", name="Traffic")
    await expect(pane.locator(".entry.request", has_text="slash_command")).to_contain_text("ack in")
    call = pane.locator(".entry.call.bad", has_text="chat.postMessage")
    await expect(call).to_contain_text("invalid_blocks")
    await call.locator("summary").click()
    await expect(call).to_contain_text("unsupported block type: wrong")
    await expect(call.get_by_role("region", name="Sent")).to_contain_text('"type": "wrong"')
    await expect(pane.get_by_role("region", name="Rules broken")).to_contain_text("1 rule of Slack broken")
    await expect(reader.page.get_by_role("button", name="Traffic, 1 rules broken")).to_be_visible()


async def test_the_colours_are_chosen_and_remembered(team: Team, browser: Browser) -> None:
    reader = await reader_of(browser, team.sandbox, color_scheme="dark")

    async def ground() -> str:
        return str(await reader.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    dark = await ground()
    await reader.page.get_by_role("button", name="Colours: auto").click()
    await expect(reader.page.locator("html")).to_have_attribute("data-theme", "light")
    assert await ground() != dark
    await reader.opens()
    await expect(reader.page.locator("html")).to_have_attribute("data-theme", "light")


LOOKS: list[dict[str, Any]] = [
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"color_scheme": "light", "viewport": {"width": 400, "height": 760}},
]


@pytest.mark.parametrize("looks", LOOKS, ids=["light", "dark", "narrow"])
async def test_axe_finds_no_serious_fault_anywhere(
    team: Team, browser: Browser, looks: dict[str, Any]
) -> None:
    team.sandbox.time = Hands(team, team.watch)
    opens(team, modal(*gallery.MODAL))
    for blocks in gallery.MESSAGES:
        posted = await team.client.chat_postMessage(channel=team.churn.id, text="all", blocks=blocks)
    await team.client.chat_postMessage(channel=team.churn.id, text="reply", thread_ts=posted["ts"])
    await team.client.chat_postEphemeral(channel=team.churn.id, user=team.ana.id, text="`code` <@U0SANDBOX1>")
    await team.ben.types("a mention of @Ana Ruiz", team.churn)
    await refused(team, "chat.postMessage", channel=team.churn.id, text="x", blocks=[{"type": "wrong"}])
    reader = await reader_of(browser, team.sandbox, **looks)
    await reader.page.get_by_role("button", name="Traffic").click()
    await expect(reader.page.get_by_role("complementary", name="Traffic")).to_contain_text("chat.postMessage")
    assert await reader.faults() == []
    await team.ana.types("/ceiling")
    await expect(reader.modal).to_be_visible()
    assert await reader.faults() == []
    await reader.page.keyboard.press("Escape")
    await reader.page.get_by_role("button", name="Close traffic").click()
    await reader.page.evaluate(f"location.hash = '#/{team.churn.id}'")
    await expect(reader.page.locator("main .message")).to_have_count(len(gallery.MESSAGES) + 2)
    await reader.page.locator("#composer").fill("/c")
    await expect(reader.page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    assert await reader.faults() == []
    await reader.page.evaluate(f"location.hash = '#/{team.churn.id}/{posted['ts']}'")
    await expect(reader.page.get_by_role("complementary", name="Thread")).to_contain_text("reply")
    assert await reader.faults("aside") == []
    assert not reader.broken
