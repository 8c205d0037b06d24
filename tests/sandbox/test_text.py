"""Messages and modals drawn for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.text import WIDTH, columns, show_message, show_modal
from tests.sandbox.counterpart import actions, answers, button, modal, opens, section, select, text_field

if TYPE_CHECKING:
    from tests.sandbox.conftest import Team


async def test_a_message_stands_in_a_box_with_its_buttons(idle: Team) -> None:
    blocks = [section("*Infrastructure is thin* in churn."), actions(button("I can cover this", "cover"))]
    await idle.client.chat_postMessage(channel=idle.churn.id, text="x", blocks=blocks)
    drawn = show_message(idle.ana.sees(idle.churn)[0]).split("\n")
    assert drawn[0].startswith("┌─ ceiling ─")
    assert drawn[1].startswith("│ Infrastructure is thin in churn.")
    assert drawn[2].startswith("│ [ I can cover this ]")
    assert drawn[3].startswith("└─")
    assert {len(line) for line in drawn} == {WIDTH}


async def test_what_only_one_person_sees_says_so(idle: Team) -> None:
    await idle.client.chat_postEphemeral(channel=idle.churn.id, user=idle.ana.id, text="psst")
    assert "only visible to you" in show_message(idle.ana.sees(idle.churn)[0])


async def test_long_lines_and_wide_characters_stay_inside_the_box(idle: Team) -> None:
    await idle.client.chat_postMessage(channel=idle.churn.id, text="🟢 広い " + "word " * 60 + "x" * 200)
    drawn = show_message(idle.ana.sees(idle.churn)[0]).split("\n")
    assert len(drawn) > 5
    assert {columns(line) for line in drawn} == {WIDTH}


async def test_a_modal_shows_what_is_filled_in_and_what_is_wrong(team: Team) -> None:
    opens(team, modal(text_field("Name"), select("Risk", "Low", "High")))
    answers(team, response_action="errors", errors={"field": "That name is taken."})
    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    team.ana.fills("Risk", "High")
    await team.ana.submits()
    assert team.ana.modal is not None
    drawn = show_modal(team.ana.modal)
    for shown in ("─ Form ─", "(churn)", "(High)", "! That name is taken.", "[ Cancel ]   [ Save ] │"):
        assert shown in drawn
