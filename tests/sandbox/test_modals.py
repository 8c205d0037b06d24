"""Modals: opening, filling in, answering a submission, stacking, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import NotSeen
from tests.sandbox.counterpart import (
    actions,
    answers,
    button,
    modal,
    opens,
    plain,
    section,
    select,
    text_field,
)

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_sdk.web.async_client import AsyncWebClient

    from tests.sandbox.conftest import Team

Body = dict[str, Any]


async def test_a_modal_shows_its_title_its_fields_and_its_buttons(team: Team) -> None:
    opens(team, modal(text_field("Name"), select("Risk", "Low", "High"), close=plain("Not now")))
    await team.ana.types("/ceiling")
    form = team.ana.modal
    assert form is not None
    assert (form.title, form.submit, form.close) == ("Form", "Save", "Not now")
    assert form.fields == ["Name", "Risk"]
    assert form.options("Risk") == ["Low", "High"]
    assert (form.value("Name"), form.value("Risk")) == (None, None)
    assert team.ben.modal is None


async def test_a_submission_carries_the_state_of_every_field_and_closes_the_modal(team: Team) -> None:
    opens(team, modal(text_field("Name"), select("Risk", "Low", "High"), private_metadata="p7"))
    submitted = answers(team)
    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    team.ana.fills("Risk", "High")
    await team.ana.submits()
    (view,) = submitted
    assert view["private_metadata"] == "p7"
    assert view["state"]["values"]["field"]["typed"] == {"type": "plain_text_input", "value": "churn"}
    assert view["state"]["values"]["pick"]["picked"]["selected_option"]["value"] == "high"
    assert team.ana.modal is None


async def test_an_empty_required_field_keeps_the_modal_from_being_submitted(team: Team) -> None:
    optional = {**text_field("Note", "note"), "optional": True}
    opens(team, modal(text_field("Name"), optional))
    submitted = answers(team)
    await team.ana.types("/ceiling")
    with pytest.raises(ValueError, match="Name: Please complete this required field"):
        await team.ana.submits()
    await team.ana.submits(force=True)
    assert submitted[0]["state"]["values"]["field"]["typed"]["value"] is None


async def test_errors_show_at_their_field_and_keep_what_was_typed(team: Team) -> None:
    opens(team, modal(text_field("Name")))
    answers(team, response_action="errors", errors={"field": "That name is taken."})
    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    await team.ana.submits()
    form = team.ana.modal
    assert form is not None
    assert form.errors == {"Name": "That name is taken."}
    assert form.value("Name") == "churn"


async def test_errors_at_something_that_is_no_input_are_trouble(team: Team) -> None:
    opens(team, modal(section("Hello", block_id="greeting"), text_field("Name")))
    answers(team, response_action="errors", errors={"greeting": "No."})
    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    await team.ana.submits()
    assert team.ana.modal is not None
    assert "trouble" in team.ana.modal.errors[""]
    assert "greeting" in team.sandbox.broken_rules[0]


async def test_an_update_shows_the_next_step_in_the_same_modal(team: Team) -> None:
    opens(team, modal(text_field("Name")))
    answers(team, response_action="update", view=modal(section("Saved."), title=plain("Done")))
    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    await team.ana.submits()
    assert team.ana.modal is not None
    assert (team.ana.modal.title, team.ana.modal.text) == ("Done", "Saved.")


async def test_an_update_that_breaks_a_rule_is_trouble(team: Team) -> None:
    opens(team, modal(text_field("Name")))
    answers(team, response_action="update", view=modal(section("Saved."), title=plain("x" * 25)))
    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    await team.ana.submits()
    assert team.ana.modal is not None
    assert team.ana.modal.errors[""]
    assert any("less than 25 characters" in rule for rule in team.sandbox.broken_rules)


async def test_a_push_lies_on_top_and_closing_it_uncovers_the_first(team: Team) -> None:
    opens(team, modal(text_field("Name"), title=plain("First")))
    answers(team, response_action="push", view=modal(section("Sure?"), title=plain("Second")))
    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    await team.ana.submits()
    assert team.ana.modal is not None
    assert team.ana.modal.title == "Second"
    await team.ana.dismisses()
    assert team.ana.modal.title == "First"
    assert team.ana.modal.value("Name") == "churn"


async def test_clear_closes_the_whole_stack(team: Team) -> None:
    opens(team, modal(text_field("Name")))
    answers(team, response_action="clear")
    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    await team.ana.submits()
    assert team.ana.modal is None


async def test_a_failing_listener_leaves_the_modal_in_trouble(team: Team) -> None:
    opens(team, modal(text_field("Name")))

    @team.bot.view("form")
    async def listener() -> None:
        raise RuntimeError("broken")

    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    ack = await team.ana.submits()
    assert (ack.status, ack.error) == (500, "dispatch_failed")
    assert team.ana.modal is not None
    assert team.ana.modal.errors[""]


async def test_views_push_stops_at_three(team: Team) -> None:
    refusals = []
    opens(team, modal(actions(button("Deeper", "deeper"))))

    @team.bot.action("deeper")
    async def listener(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        try:
            view = modal(actions(button("Deeper", "deeper")))
            await client.views_push(trigger_id=body["trigger_id"], view=view)
        except SlackApiError as refused:
            refusals.append(refused.response["error"])
        await ack()

    await team.ana.types("/ceiling")
    for _ in range(3):
        await team.ana.clicks("Deeper")
    assert refusals == ["push_limit_reached"]
    assert len(team.ana.stack) == 3


async def test_views_update_keeps_what_was_typed_where_the_ids_stayed(team: Team) -> None:
    opens(team, modal(text_field("Name"), select("Risk", "Low", "High"), actions(button("More", "more"))))

    @team.bot.action("more")
    async def listener(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        view = modal(text_field("Name"), select("Risk", "Low", "High", block_id="fresh"))
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
        await ack()

    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    team.ana.fills("Risk", "High")
    await team.ana.clicks("More")
    assert team.ana.modal is not None
    assert team.ana.modal.value("Name") == "churn"
    assert team.ana.modal.value("Risk") is None


async def test_an_old_hash_conflicts(team: Team) -> None:
    errors = []
    opens(team, modal(actions(button("More", "more"))))

    @team.bot.action("more")
    async def listener(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        old = {"view_id": body["view"]["id"], "hash": body["view"]["hash"], "view": modal(section("x"))}
        answer = await client.views_update(**old)
        assert answer["view"]["hash"] != old["hash"]
        try:
            await client.views_update(**old)
        except SlackApiError as refused:
            errors.append(refused.response["error"])
        await ack()

    await team.ana.types("/ceiling")
    assert (await team.ana.clicks("More")).ok
    assert errors == ["hash_conflict"]


async def test_a_closed_modal_cannot_be_updated(team: Team) -> None:
    opens(team, modal(section("x"), external_id="form-1"))
    await team.ana.types("/ceiling")
    await team.client.views_update(external_id="form-1", view=modal(section("y"), external_id="form-1"))
    await team.ana.dismisses()
    with pytest.raises(SlackApiError, match="not_found"):
        await team.client.views_update(external_id="form-1", view=modal(section("z")))


async def test_closing_is_told_only_when_it_was_asked_for(team: Team) -> None:
    closed: list[Body] = []
    opens(team, modal(section("x"), notify_on_close=True))

    @team.bot.view_closed("form")
    async def listener(ack: AsyncAck, body: Body) -> None:
        closed.append(body)
        await ack()

    await team.ana.types("/ceiling")
    await team.ana.dismisses()
    assert [body["view"]["callback_id"] for body in closed] == ["form"]
    assert team.ana.modal is None


async def test_a_choice_that_dispatches_is_sent_at_once_with_the_state_so_far(team: Team) -> None:
    states: list[Body] = []
    risk = {**select("Risk", "Low", "High"), "dispatch_action": True}
    opens(team, modal(text_field("Name"), risk))

    @team.bot.action("picked")
    async def listener(ack: AsyncAck, body: Body) -> None:
        states.append(body["view"]["state"]["values"])
        await ack()

    await team.ana.types("/ceiling")
    team.ana.fills("Name", "churn")
    with pytest.raises(ValueError, match="use chooses"):
        team.ana.fills("Risk", "High")
    await team.ana.chooses("Risk", "High")
    assert states[0]["field"]["typed"]["value"] == "churn"
    assert states[0]["pick"]["picked"]["selected_option"]["value"] == "high"
    with pytest.raises(ValueError, match="use fills"):
        await team.ana.chooses("Name", "x")


async def test_what_is_not_there_cannot_be_filled_or_submitted(team: Team) -> None:
    with pytest.raises(NotSeen, match="no modal is open"):
        await team.ana.submits()
    opens(team, {"type": "modal", "title": plain("Info"), "blocks": [section("Only text")]})
    await team.ana.types("/ceiling")
    with pytest.raises(NotSeen, match="no submit button"):
        await team.ana.submits()
    with pytest.raises(NotSeen, match="Only text"):
        team.ana.fills("Name", "churn")


async def test_the_modals_own_buttons_can_be_clicked_by_their_labels(team: Team) -> None:
    opens(team, modal(text_field("Name"), submit=plain("Start"), close=plain("Not now")))
    submitted = answers(team)
    await team.ana.types("/ceiling")
    with pytest.raises(NotSeen, match=r"\[Not now\] \[Start\]"):
        await team.ana.clicks("Save")
    team.ana.fills("Name", "churn")
    await team.ana.clicks("Start")
    assert len(submitted) == 1
    await team.ana.types("/ceiling")
    await team.ana.clicks("Not now")
    assert team.ana.modal is None
    assert len(submitted) == 1


async def test_equal_labels_in_a_modal_are_told_apart_by_the_text_before_them(team: Team) -> None:
    fields = [
        block
        for name in ("churn", "fraud")
        for block in (section(f"*{name}*"), text_field("Objective", block_id=name))
    ]
    opens(team, modal(*fields))
    submitted = answers(team)
    await team.ana.types("/ceiling")
    team.ana.fills("Objective", "second", within="fraud")
    team.ana.fills("Objective", "first", nth=0)
    await team.ana.submits()
    values = submitted[0]["state"]["values"]
    assert (values["churn"]["typed"]["value"], values["fraud"]["typed"]["value"]) == ("first", "second")
