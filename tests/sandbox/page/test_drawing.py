"""The page draws whatever the sandbox lets a bot show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from bot.sandbox.inputs import rows
from tests.browser.chromium import IN_ONE_LOOP
from tests.browser.reader import reader_of
from tests.sandbox.counterpart import modal, opens
from tests.sandbox.page import gallery

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

    from tests.sandbox.conftest import Team

pytestmark = IN_ONE_LOOP


async def undrawn(page: Page) -> list[str]:
    found = await page.locator("[data-undrawn]").all()
    return [str(await each.get_attribute("data-undrawn")) for each in found]


async def test_every_block_and_element_is_drawn_in_a_message(team: Team, browser: Browser) -> None:
    for blocks in gallery.MESSAGES:
        await team.client.chat_postMessage(channel=team.churn.id, text="all", blocks=blocks)
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await expect(reader.page.locator("main .message")).to_have_count(len(gallery.MESSAGES))
    assert await undrawn(reader.page) == []
    drawn = await reader.page.locator("[data-type]").evaluate_all("found => found.map(e => e.dataset.type)")
    assert set(drawn) == {block["type"] for blocks in gallery.MESSAGES for block in rows(blocks)}
    assert not reader.broken


async def test_every_input_is_drawn_in_a_modal_with_its_label(team: Team, browser: Browser) -> None:
    opens(team, modal(*gallery.MODAL))
    reader = await reader_of(browser, team.sandbox)
    await team.ana.types("/ceiling")
    await expect(reader.modal).to_be_visible()
    assert await undrawn(reader.page) == []
    for kind in ("datepicker", "plain text input", "multi users select"):
        await expect(reader.modal.get_by_label(f"A {kind}").first).to_be_visible()
    await expect(reader.modal.get_by_role("group", name="A radio buttons")).to_be_visible()
    assert not reader.broken


async def test_what_cannot_be_drawn_stands_there_in_red(team: Team, browser: Browser) -> None:
    # The sandbox refuses what the page does not know; if ever one of them learns something alone, it shows.
    reader = await reader_of(browser, team.sandbox)
    drawn = await reader.page.evaluate(
        """async () => {
            const { draw } = await import("/page/dom.js");
            const { drawBlocks } = await import("/page/blocks/draw.js");
            const place = document.createElement("div");
            draw(place, drawBlocks([{ type: "hologram", block_id: "b" }], { on: {}, scope: "here" }));
            return place.innerHTML;
        }"""
    )
    assert 'role="alert"' in drawn
    assert "The page cannot draw “hologram”." in drawn
    assert reader.broken == ["The page cannot draw “hologram”."]


async def test_what_somebody_wrote_never_turns_into_markup(team: Team, browser: Browser) -> None:
    mean = "<img src=x onerror=\"document.body.dataset.hit = '1'\"> <b>bold</b> &amp;"
    await team.ben.types(mean, team.churn)
    link = "<javascript:document.body.dataset.hit='1'|press me>"
    await team.client.chat_postMessage(channel=team.churn.id, text=f"{link} *strong*")
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await expect(reader.message("onerror").locator(".text")).to_have_text(mean)
    await expect(reader.message("press me").locator(".text strong")).to_have_text("strong")
    assert await reader.message("press me").locator("a").count() == 0
    assert await reader.page.locator("main img").count() == 0
    assert await reader.page.evaluate("document.body.dataset.hit") is None


async def test_a_chart_says_its_figures_in_words_and_as_a_table(team: Team, browser: Browser) -> None:
    await team.client.chat_postMessage(channel=team.churn.id, text="x", blocks=[gallery.chart("line")])
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    picture = reader.page.get_by_role("img", name="Coverage as line, line chart.")
    assert "Infra: Jan 2, Feb 1.5" in str(await picture.get_attribute("aria-label"))
    await reader.page.get_by_text("Show the figures").click()
    await expect(reader.page.get_by_role("row", name="Feb 4.2 1.5")).to_be_visible()


async def test_a_data_table_has_pages(team: Team, browser: Browser) -> None:
    table = {"type": "data_table", "caption": "Figures", "rows": gallery.ROWS}
    await team.client.chat_postMessage(channel=team.churn.id, text="x", blocks=[table])
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await expect(reader.page.locator("tbody tr")).to_have_count(5)
    await reader.page.get_by_role("button", name="Next", exact=True).click()
    await expect(reader.page.locator("tbody tr")).to_have_count(2)
    await expect(reader.page.get_by_text("Page 2 of 2")).to_be_visible()
