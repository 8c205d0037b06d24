"""Acting on the page: commands, buttons, modals; by keyboard, and over a reload."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from playwright.async_api import expect

from bot.sandbox import Hint
from tests.browser.chromium import IN_ONE_LOOP
from tests.browser.reader import Reader, reader_of
from tests.sandbox.counterpart import (
    actions,
    answers,
    button,
    modal,
    opens,
    option,
    plain,
    section,
    select,
    text_field,
)
from tests.sandbox.page.gallery import CONFIRM, labelled

if TYPE_CHECKING:
    from playwright.async_api import Browser
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from tests.sandbox.conftest import Team

pytestmark = IN_ONE_LOOP

Body = dict[str, Any]
HINTS = (
    Hint("/ceiling", "[word]", "what covers a project"),
    Hint("/ceiling setup", "", "set a project up"),
    Hint("/ceiling stage", "framing | research", "where it stands"),
    Hint("/checkin", "", "answer now"),
)


async def with_modal(team: Team, browser: Browser, view: Body) -> Reader:
    """Return somebody in a channel with an open modal."""
    opens(team, view)
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await reader.types("/ceiling")
    await expect(reader.modal).to_be_visible()
    return reader


async def test_a_command_is_suggested_completed_by_keyboard_and_sent(team: Team, browser: Browser) -> None:
    typed: list[str] = []

    @team.bot.command("/ceiling")
    async def listener(ack: AsyncAck, body: Body) -> None:
        typed.append(body["text"])
        await ack("Understood")

    team.sandbox.hints = HINTS
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await reader.page.locator("#composer").focus()
    await reader.page.keyboard.type("/c")
    options = reader.page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    await expect(options).to_contain_text(["/ceiling", "/checkin"])
    await reader.page.keyboard.press("Enter")
    await expect(options).to_contain_text(["/ceiling setup", "/ceiling stage"])
    await reader.page.keyboard.press("ArrowDown")
    await expect(options.and_(reader.page.locator("[aria-selected=true]"))).to_contain_text("/ceiling stage")
    await reader.page.keyboard.press("Tab")
    await expect(reader.page.locator(".usage")).to_contain_text("framing | research")
    await reader.page.keyboard.type("research")
    await reader.page.keyboard.press("Enter")
    await expect(reader.message("Understood")).to_contain_text("Only visible to you")
    assert typed == ["stage research"]
    await expect(reader.page.locator("#composer")).to_have_value("")


async def test_a_mention_is_suggested_and_sent_as_a_mention(team: Team, browser: Browser) -> None:
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await reader.page.locator("#composer").focus()
    await reader.page.keyboard.type("Hi @Be")
    await reader.page.keyboard.press("Enter")
    await reader.page.keyboard.press("Enter")
    await expect(reader.message("Hi").locator(".mention")).to_have_text("@Ben Okafor")


async def test_what_was_not_taken_stays_in_the_composer(team: Team, browser: Browser) -> None:
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await reader.types("/nonsense")
    await expect(reader.page.get_by_role("alert")).to_contain_text("/nonsense is not a valid command")
    await expect(reader.page.locator("#composer")).to_have_value("/nonsense")


async def test_the_next_line_can_be_typed_while_a_command_is_on_its_way(team: Team, browser: Browser) -> None:
    answered = asyncio.Event()

    @team.bot.command("/ceiling")
    async def listener(ack: AsyncAck) -> None:
        await answered.wait()
        await ack("Understood")

    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await reader.types("/ceiling")
    await expect(reader.page.locator("#composer")).to_have_value("")
    await reader.page.keyboard.type("and then")
    answered.set()
    await expect(reader.message("Understood")).to_be_visible()
    await reader.settles()
    await expect(reader.page.locator("#composer")).to_have_value("and then")


async def test_a_pressed_button_changes_its_message(team: Team, browser: Browser) -> None:
    @team.bot.action("cover")
    async def listener(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        ts, channel = body["message"]["ts"], body["channel"]["id"]
        await client.chat_update(channel=channel, ts=ts, text="Covered", blocks=[section("Covered")])
        await ack()

    blocks = [section("Thin"), actions(button("I can cover this", "cover", confirm=CONFIRM))]
    await team.client.chat_postMessage(channel=team.churn.id, text="Thin", blocks=blocks)
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    press = reader.page.get_by_role("button", name="I can cover this")
    await press.click()
    question = reader.page.get_by_role("dialog", name="Sure?")
    await expect(question).to_contain_text("It cannot be undone.")
    await reader.page.keyboard.press("Escape")
    await expect(question).to_have_count(0)
    await expect(press).to_be_focused()
    await press.press("Enter")
    await question.get_by_role("button", name="Yes").click()
    await expect(reader.message("Covered")).to_contain_text("(edited)")
    assert [delivery.kind for delivery in team.sandbox.deliveries].count("block_actions") == 1


async def test_an_overflow_menu_works_by_keyboard(team: Team, browser: Browser) -> None:
    chosen: list[str] = []

    @team.bot.action("more")
    async def listener(ack: AsyncAck, body: Body) -> None:
        chosen.append(body["actions"][0]["selected_option"]["value"])
        await ack()

    menu = {"type": "overflow", "action_id": "more", "options": [option("Edit"), option("Remove")]}
    await team.client.chat_postMessage(
        channel=team.churn.id, text="x", blocks=[section("churn", accessory=menu)]
    )
    reader = await reader_of(browser, team.sandbox)
    await reader.goes("churn")
    await reader.page.get_by_role("button", name="More about churn").press("Enter")
    await expect(reader.page.get_by_role("menuitem", name="Edit")).to_be_focused()
    await reader.page.keyboard.press("ArrowDown")
    await reader.page.keyboard.press("Enter")
    await expect(reader.page.get_by_role("menu")).to_have_count(0)
    await reader.settles()
    assert chosen == ["remove"]


async def test_a_modal_is_filled_in_corrected_and_submitted(team: Team, browser: Browser) -> None:
    date = {
        "type": "input",
        "block_id": "d",
        "label": plain("Start"),
        "element": {"type": "datepicker", "action_id": "a"},
    }
    many = {
        **labelled({"type": "multi_users_select", "action_id": "m"}),
        "label": plain("Members"),
        "block_id": "m",
    }
    submitted: list[Body] = []

    @team.bot.view("form")
    async def listener(ack: AsyncAck, view: Body) -> None:
        values = view["state"]["values"]
        submitted.append(values)
        if values["field"]["typed"]["value"] == "taken":
            await ack(response_action="errors", errors={"field": "That name is taken."})
        else:
            await ack()

    reader = await with_modal(
        team, browser, modal(text_field("Name"), select("Risk", "Low", "High"), date, many)
    )
    form = reader.modal
    await expect(form.get_by_label("Name")).to_be_focused()
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_text("Please complete this required field.")).to_have_count(3)
    assert not submitted
    await form.get_by_label("Name").fill("taken")
    await form.get_by_label("Risk").select_option("high")
    await form.get_by_label("Start").fill("2026-03-09")
    await form.get_by_role("combobox", name="Members").press("ArrowDown")
    await reader.page.keyboard.type("ben")
    await reader.page.keyboard.press("Enter")
    await expect(form.get_by_role("button", name="Remove Ben Okafor")).to_be_visible()
    await reader.page.keyboard.press("Escape")
    await expect(form).to_be_visible()
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("alert").filter(has_text="That name is taken.")).to_have_count(1)
    await expect(form.get_by_role("alert")).to_have_count(1)
    await expect(form.get_by_label("Name")).to_be_focused()
    await expect(form.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    await form.get_by_label("Name").fill("churn")
    await reader.page.keyboard.press("Enter")
    await expect(form).to_have_count(0)
    values = submitted[-1]
    assert values["field"]["typed"]["value"] == "churn"
    assert values["pick"]["picked"]["selected_option"]["value"] == "high"
    assert values["d"]["a"]["selected_date"] == "2026-03-09"
    assert values["m"]["m"]["selected_users"] == [team.ben.id]
    assert not reader.broken


async def test_a_reload_in_the_middle_of_a_modal_loses_nothing(team: Team, browser: Browser) -> None:
    reader = await with_modal(team, browser, modal(text_field("Name"), select("Risk", "Low", "High")))
    await reader.modal.get_by_label("Name").fill("half a na")
    await reader.modal.get_by_label("Risk").select_option("low")
    await expect(reader.modal.get_by_label("Risk")).to_have_value("low")
    await reader.settles()
    await reader.opens()
    await expect(reader.modal.get_by_label("Name")).to_have_value("half a na")
    await expect(reader.modal.get_by_label("Risk")).to_have_value("low")


async def test_the_focus_stays_in_a_modal_and_goes_back_after_it(team: Team, browser: Browser) -> None:
    reader = await with_modal(team, browser, modal(text_field("Name")))
    for _ in range(8):
        await reader.page.keyboard.press("Tab")
        inside = (
            "document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))"
        )
        assert await reader.page.evaluate(inside)
    await reader.page.keyboard.press("Escape")
    await expect(reader.modal).to_have_count(0)
    await expect(reader.page.locator("#composer")).to_be_focused()
    assert team.ana.modal is None


async def test_modals_lie_on_each_other_and_uncover_one_another(team: Team, browser: Browser) -> None:
    answers(team, response_action="push", view=modal(section("Sure?"), title=plain("Second")))
    reader = await with_modal(team, browser, modal(text_field("Name"), title=plain("First")))
    await reader.modal.get_by_label("Name").fill("churn")
    await reader.page.keyboard.press("Enter")
    await expect(reader.modal.get_by_role("heading", name="Second")).to_be_visible()
    await reader.modal.get_by_role("button", name="Back to First").click()
    await expect(reader.modal.get_by_label("Name")).to_have_value("churn")


async def test_a_modal_changes_under_whoever_is_typing_without_taking_what_is_typed(
    team: Team, browser: Browser
) -> None:
    risk = {**select("Risk", "Low", "High"), "dispatch_action": True}

    @team.bot.action("picked")
    async def listener(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        picked = body["actions"][0]["selected_option"]["value"]
        view = modal(section(f"The ceiling becomes {picked}"), text_field("Name"), risk)
        await client.views_update(view_id=body["view"]["id"], view=view)
        await ack()

    reader = await with_modal(team, browser, modal(text_field("Name"), risk))
    await reader.modal.get_by_label("Name").fill("churn")
    await reader.modal.get_by_label("Risk").select_option("high")
    await expect(reader.modal).to_contain_text("The ceiling becomes high")
    await expect(reader.modal.get_by_label("Name")).to_have_value("churn")
    await expect(reader.modal.get_by_label("Risk")).to_have_value("high")


async def test_a_failing_bot_leaves_the_modal_open_and_says_so(team: Team, browser: Browser) -> None:
    @team.bot.view("form")
    async def listener() -> None:
        raise RuntimeError("broken")

    reader = await with_modal(team, browser, modal(section("x")))
    await reader.modal.get_by_role("button", name="Save").click()
    await expect(reader.modal.get_by_role("alert")).to_contain_text("We had some trouble connecting")


async def test_choices_in_home_are_sent_at_once(team: Team, browser: Browser) -> None:
    sent: list[Body] = []

    @team.bot.action("pick")
    async def listener(ack: AsyncAck, body: Body) -> None:
        sent.append(body["actions"][0])
        await ack()

    radio = {"type": "radio_buttons", "action_id": "pick", "options": [option("Low"), option("High")]}
    blocks = [section("Risk", accessory=radio)]
    await team.client.views_publish(user_id=team.ana.id, view={"type": "home", "blocks": blocks})
    reader = await reader_of(browser, team.sandbox)
    await reader.page.get_by_role("radiogroup", name="Risk").get_by_label("High").check()
    await reader.settles()
    await expect(reader.page.get_by_label("High")).to_be_checked()
    assert [each["selected_option"]["value"] for each in sent] == ["high"]
