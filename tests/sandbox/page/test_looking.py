"""Looking around on the page: as whom, where, what is unread, threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.browser.chromium import IN_ONE_LOOP
from tests.browser.reader import reader_of
from tests.sandbox.counterpart import bot_of, button, over_http, plain, section

if TYPE_CHECKING:
    from typing import Any

    from playwright.async_api import Browser
    from slack_sdk.web.async_client import AsyncWebClient

    from tests.sandbox.conftest import Team

pytestmark = IN_ONE_LOOP

NARROW: Any = {"viewport": {"width": 400, "height": 760}}


async def test_somebody_sees_their_channels_and_looks_at_home_first(team: Team, browser: Browser) -> None:
    @team.bot.event("app_home_opened")
    async def listener(event: dict[str, Any], client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": [section(f"Hello <@{event['user']}>")]}
        await client.views_publish(user_id=event["user"], view=view)

    reader = await reader_of(browser, team.sandbox)
    await expect(reader.page.locator("main")).to_contain_text("Hello @Ana Ruiz")
    await expect(reader.page.get_by_role("navigation")).to_contain_text("churn")
    await reader.becomes(team.ben)
    await expect(reader.page.locator("main")).to_contain_text("Hello @Ben Okafor")


async def test_who_one_is_and_where_one_was_hold_over_a_reload(team: Team, browser: Browser) -> None:
    reader = await reader_of(browser, team.sandbox)
    await reader.becomes(team.ben)
    await reader.goes("churn")
    await reader.opens()
    await expect(reader.page.locator(".acting select")).to_have_value(team.ben.id)
    await expect(reader.page.locator("main h1")).to_have_text("churn")


async def test_an_ephemeral_message_is_marked_and_shown_to_one_person_only(
    team: Team, browser: Browser
) -> None:
    await team.client.chat_postEphemeral(channel=team.churn.id, user=team.ana.id, text="psst")
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await expect(reader.message("psst")).to_contain_text("Only visible to you")
    await reader.becomes(team.ben)
    await expect(reader.page.locator("main h1")).to_have_text("churn")
    await expect(reader.message("psst")).to_have_count(0)


async def test_a_place_is_unread_until_it_is_opened_also_after_a_reload(team: Team, browser: Browser) -> None:
    await team.client.chat_postMessage(channel=team.churn.id, text="one")
    reader = await reader_of(browser, team.sandbox)
    churn = reader.page.locator(f"[data-place={team.churn.id}]")
    await expect(churn.locator(".badge")).to_have_text("1")
    await reader.goes("churn")
    await expect(churn.locator(".badge")).to_have_count(0)
    await reader.goes("ceiling Home")
    await reader.opens()
    await expect(churn.locator(".badge")).to_have_count(0)
    await team.client.chat_postMessage(channel=team.churn.id, text="two")
    await expect(churn.locator(".badge")).to_have_text("1")
    await reader.goes("churn")
    await expect(reader.page.locator(".new-line + .message")).to_contain_text("two")


async def test_whoever_one_becomes_sees_what_is_new_to_them(team: Team, browser: Browser) -> None:
    await team.client.chat_postMessage(channel=team.churn.id, text="one")
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    for person in (team.ben, team.ana):
        await reader.becomes(person)
    await team.client.chat_postMessage(channel=team.churn.id, text="two")
    await expect(reader.message("two")).to_be_visible()
    await expect(reader.page.locator(".new-line")).to_have_count(0)
    await reader.becomes(team.ben)
    await expect(reader.page.locator(".new-line + .message")).to_contain_text("two")


async def test_a_thread_shows_its_replies_beside_the_channel_and_takes_new_ones(
    team: Team, browser: Browser
) -> None:
    posted = await team.client.chat_postMessage(channel=team.churn.id, text="Who covers?")
    await team.client.chat_postMessage(channel=team.churn.id, text="history", thread_ts=posted["ts"])
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await expect(reader.page.locator("main .message")).to_have_count(1)
    await reader.page.get_by_role("button", name="1 reply").click()
    thread = reader.page.get_by_role("complementary", name="Thread")
    await expect(thread.locator(".message")).to_contain_text(["Who covers?", "history"])
    await thread.get_by_label("Reply", exact=True).fill("I do")
    await reader.page.keyboard.press("Enter")
    await expect(thread.locator(".message")).to_contain_text(["Who covers?", "history", "I do"])
    await expect(reader.page.get_by_role("button", name="2 replies")).to_be_visible()
    await reader.opens()
    await expect(thread.locator(".message")).to_have_count(3)
    await reader.page.get_by_role("button", name="Close thread").click()
    await expect(thread).to_have_count(0)


async def test_one_may_look_into_a_public_channel_and_join_it(team: Team, browser: Browser) -> None:
    team.sandbox.add_channel("fraud", [team.ben])
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("fraud")
    await expect(reader.page.locator("#composer")).to_have_count(0)
    await reader.page.get_by_role("button", name="Join channel").click()
    await reader.types("hello")
    await expect(reader.message("hello")).to_be_visible()


async def test_the_bot_can_be_invited_to_a_channel(team: Team, browser: Browser) -> None:
    quiet = team.sandbox.add_channel("quiet", [team.ana], with_bot=False)
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("quiet")
    await reader.page.get_by_role("button", name="Invite ceiling").click()
    await expect(reader.page.get_by_role("button", name="Invite ceiling")).to_have_count(0)
    assert team.sandbox.bot_user_id in quiet.members


async def test_a_new_message_appears_in_two_browsers_and_is_said_aloud(team: Team, browser: Browser) -> None:
    first, second = [await reader_of(browser, team.sandbox) for _ in range(2)]
    for reader in (first, second):
        await reader.goes("churn")
    await second.becomes(team.ben)
    await first.types("Good morning")
    for reader in (first, second):
        await expect(reader.message("Good morning")).to_be_visible()
    await expect(second.page.locator("[aria-live]")).to_contain_text("Ana Ruiz: Good morning")


async def test_a_bot_restarted_under_the_page_is_announced_and_then_works_again(
    idle: Team, browser: Browser
) -> None:
    async with over_http(idle.bot, idle.sandbox):
        reader = await reader_of(browser, idle.sandbox)
        await reader.goes("churn")
        banner = reader.page.get_by_text("does not answer at the moment")
        await expect(banner).to_have_count(0)
    await expect(banner).to_be_visible()
    await reader.types("/ceiling")
    await expect(reader.page.get_by_role("alert")).to_contain_text("failed with the error “dispatch_failed”")
    again = bot_of(idle.sandbox)

    @again.command("/ceiling")
    async def listener(ack: Any) -> None:
        await ack("Back again")

    async with over_http(again, idle.sandbox):
        await expect(banner).to_have_count(0)
        await reader.page.keyboard.press("Enter")
        await expect(reader.message("Back again")).to_be_visible()


async def test_on_a_narrow_screen_nothing_sticks_out_and_channels_are_in_a_drawer(
    team: Team, browser: Browser
) -> None:
    long = "averyveryverylongwordwithoutaspace" * 5
    blocks = [section(long, accessory=button("Press", "p")), {"type": "header", "text": plain(long[:150])}]
    await team.client.chat_postMessage(channel=team.churn.id, text=long, blocks=blocks)
    reader = await reader_of(browser, team.sandbox, **NARROW)
    await reader.page.get_by_role("button", name="Channels").click()
    await reader.goes("churn")
    await expect(reader.message("averyvery")).to_be_visible()
    await expect(reader.page.get_by_role("navigation")).to_be_hidden()
    assert await reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    assert await reader.page.evaluate(f"{wide}.map(e => e.className)") == []
    assert not reader.broken
