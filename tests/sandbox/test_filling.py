"""Fields take what Slack's client would take."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import NotSeen
from tests.sandbox.counterpart import modal, opens, option, plain

if TYPE_CHECKING:
    from bot.sandbox import SeenModal
    from tests.sandbox.conftest import Team


def field(kind: str, **more: object) -> dict[str, Any]:
    """Return an input block labelled Field with an element of this kind."""
    element = {"type": kind, "action_id": "it", **more}
    return {"type": "input", "block_id": "b", "label": plain("Field"), "element": element}


async def shown(team: Team, kind: str, **more: object) -> SeenModal:
    """Open a modal with that field before Ana."""
    opens(team, modal(field(kind, **more)))
    await team.ana.types("/ceiling")
    assert team.ana.modal is not None, team.sandbox.broken_rules
    return team.ana.modal


OPTIONS = [option("Low"), option("High")]


async def test_a_text_has_a_longest_and_a_shortest_length(team: Team) -> None:
    form = await shown(team, "plain_text_input", min_length=2, max_length=5)
    for wrong, said in (("x", "at least 2"), ("x" * 6, "5 characters or fewer")):
        with pytest.raises(ValueError, match=said):
            team.ana.fills("Field", wrong)
    assert form.value("Field") is None
    team.ana.fills("Field", "x" * 6, force=True)
    assert form.value("Field") == "x" * 6


async def test_a_text_without_a_limit_ends_at_three_thousand(team: Team) -> None:
    await shown(team, "plain_text_input")
    with pytest.raises(ValueError, match="3000"):
        team.ana.fills("Field", "x" * 3001)


async def test_a_select_takes_only_what_it_offers(team: Team) -> None:
    form = await shown(team, "static_select", options=OPTIONS, initial_option=OPTIONS[0])
    assert form.value("Field") == "Low"
    with pytest.raises(NotSeen, match="High"):
        team.ana.fills("Field", "Middle")
    team.ana.fills("Field", "High")
    assert form.value("Field") == "High"


async def test_checkboxes_take_a_list(team: Team) -> None:
    form = await shown(team, "checkboxes", options=OPTIONS)
    assert form.value("Field") == []
    team.ana.fills("Field", ["Low", "High"])
    assert form.value("Field") == ["Low", "High"]
    assert form.text == "Field\n☑ Low\n☑ High"


async def test_radio_buttons_take_one(team: Team) -> None:
    form = await shown(team, "radio_buttons", options=OPTIONS)
    with pytest.raises(ValueError, match="Pick one"):
        team.ana.fills("Field", ["Low", "High"])
    team.ana.fills("Field", "High")
    assert form.text == "Field\n○ Low\n◉ High"


async def test_people_are_picked_as_people(team: Team) -> None:
    form = await shown(team, "multi_users_select", max_selected_items=2)
    team.ana.fills("Field", [team.ana, team.ben])
    assert form.value("Field") == ["@Ana Ruiz", "@Ben Okafor"]
    with pytest.raises(ValueError, match="no more than 2"):
        team.ana.fills("Field", [team.ana, team.ben, team.sandbox.add_person("Cid")])
    team.ben.deleted = True
    with pytest.raises(NotSeen, match="Ben Okafor"):
        team.ana.fills("Field", team.ben)
    team.ana.fills("Field", team.sandbox.bot_user_id)
    assert form.value("Field") == ["@ceiling"]


async def test_channels_are_picked_from_those_the_person_sees(team: Team) -> None:
    hidden = team.sandbox.add_channel("hidden", private=True)
    form = await shown(team, "conversations_select", filter={"include": ["public", "private"]})
    team.ana.fills("Field", team.churn)
    assert form.value("Field") == "#churn"
    with pytest.raises(NotSeen, match="hidden"):
        team.ana.fills("Field", hidden)


async def test_the_current_conversation_can_be_the_first_choice(team: Team) -> None:
    opens(team, modal(field("conversations_select", default_to_current_conversation=True)))
    await team.ana.types("/ceiling", in_=team.churn)
    assert team.ana.modal is not None
    assert team.ana.modal.value("Field") == "#churn"


async def test_a_date_is_taken_as_such_or_as_text(team: Team) -> None:
    form = await shown(team, "datepicker")
    team.ana.fills("Field", date(2026, 3, 9))
    assert form.value("Field") == "2026-03-09"
    with pytest.raises(ValueError, match="Enter it like"):
        team.ana.fills("Field", "9 March")


async def test_a_time_keeps_the_zone_of_its_field(team: Team) -> None:
    form = await shown(team, "timepicker", initial_time="09:00", timezone="Europe/Berlin")
    team.ana.fills("Field", time(10, 30))
    assert form.value("Field") == "10:30"
    assert form.view.state["b"]["it"]["timezone"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("kind", "more", "wrong", "right"),
    [
        ("number_input", {"is_decimal_allowed": False}, "2.5", "3"),
        ("number_input", {"is_decimal_allowed": True, "max_value": "4"}, "5", "2.5"),
        ("number_input", {"is_decimal_allowed": True, "min_value": "1"}, "0", "1"),
        ("number_input", {"is_decimal_allowed": True}, "many", "1e3"),
        ("email_text_input", {}, "ana", "ana@example.com"),
        ("url_text_input", {}, "example", "https://example.com"),
    ],
)
async def test_typed_fields_refuse_another_kind(
    team: Team, kind: str, more: dict[str, Any], wrong: str, right: str
) -> None:
    form = await shown(team, kind, **more)
    with pytest.raises(ValueError, match="Enter a"):
        team.ana.fills("Field", wrong)
    team.ana.fills("Field", right)
    assert form.value("Field") == right


async def test_a_field_can_be_emptied_again(team: Team) -> None:
    form = await shown(team, "plain_text_input", initial_value="old")
    assert form.value("Field") == "old"
    team.ana.fills("Field", "")
    assert form.value("Field") is None
