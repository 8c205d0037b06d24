"""Secondments as the host, the home and the people in them read of them."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.domain.roles import Role
from bot.domain.secondments import SecondmentState
from bot.slack.blocks.secondment_modals import met_modal, next_goals_modal, secondment_start_modal
from bot.slack.blocks.secondments import (
    objective_met_message,
    return_notice_message,
    secondment_list_message,
    started_message,
)
from bot.slack.words import secondments
from tests.slack.blocks import samples
from tests.slack.blocks.reading import buttons_of, input_of, labels_of, text_of

MET = samples.secondment(SecondmentState.MET)


def test_a_met_objective_is_told_with_its_time_its_ceilings_and_the_departure() -> None:
    message = objective_met_message(MET)
    said = text_of(message)
    assert said.startswith("churn: objective met\nObjective: Move training into the shared pipeline.")
    assert "<@U5>, infrastructure engineer from Platform team, reached it in 44 days." in said
    assert "Ceiling at the start: 1.8. When it was met: 3.6." in said
    assert "Planned return: 30 April 2026. After that the ceiling is 1.8" in said
    assert "the weakest function is infrastructure." in said
    tied = replace(samples.secondment(), weakest_after=(Role.ML_ENGINEER, Role.DATA_SCIENTIST))
    assert "the weakest functions are ML engineering and data science." in secondments.preview(tied)
    assert labels_of(message) == ["Add next goals", "See trend"]


def test_a_departure_that_changes_nothing_says_so() -> None:
    said = text_of(objective_met_message(replace(MET, ceiling_after=36)))
    assert "After that the ceiling stays at 3.6." in said


def test_next_goals_are_listed_and_can_be_changed() -> None:
    message = objective_met_message(replace(MET, next_goals="Own the pipeline\nShare on-call"))
    assert "*Next goals*\n• Own the pipeline\n• Share on-call" in text_of(message)
    assert labels_of(message) == ["Change next goals", "See trend"]


def test_home_reads_the_whole_summary_of_a_public_host_and_has_no_button() -> None:
    message = objective_met_message(MET, in_home_channel=True)
    assert "Ceiling at the start" in text_of(message)
    assert "Press" not in text_of(message)
    assert labels_of(message) == []


def test_home_reads_only_specialist_objective_and_dates_of_a_private_host() -> None:
    message = objective_met_message(
        replace(MET, host_is_private=True, next_goals="Secret"), in_home_channel=True
    )
    said = text_of(message)
    assert "<@U5>" in said
    assert "Move training into the shared pipeline." in said
    assert "30 April 2026" in said
    for kept in ("churn", "1.8", "3.6", "Secret", "Infrastructure", "infrastructure"):
        assert kept not in message.text


def test_after_the_return_the_summary_says_that_the_specialist_is_home() -> None:
    said = text_of(objective_met_message(replace(MET, state=SecondmentState.RETURNED)))
    assert "Returned home." in said
    assert "After that" not in said


def test_each_secondment_has_the_buttons_of_its_state() -> None:
    def labels(state: SecondmentState) -> list[str]:
        return labels_of(secondment_list_message([samples.secondment(state)]))

    assert labels(SecondmentState.ACTIVE) == ["Objective met", "Change return date", "End early"]
    assert labels(SecondmentState.MET) == ["Return", "Change return date", "Add next goals"]
    assert labels(SecondmentState.RETURNED) == ["Add next goals"]
    assert labels(SecondmentState.ENDED_EARLY) == []


def test_who_may_not_decide_sees_no_buttons() -> None:
    assert labels_of(secondment_list_message([samples.secondment(may_decide=False)])) == []


def test_a_return_is_asked_about_before_it_happens() -> None:
    button = buttons_of(secondment_list_message([MET]))[0]
    assert "The roles of this specialist in churn end now." in button["confirm"]["text"]["text"]


def test_no_secondment_names_the_command_that_starts_one() -> None:
    assert "`/secondment start` begins one" in text_of(secondment_list_message([]))


def test_a_return_that_is_near_or_past_names_the_next_step() -> None:
    near = return_notice_message(samples.return_notice(14))
    assert "ends in 14 days, on 30 April 2026" in text_of(near)
    assert labels_of(near) == ["Objective met", "Change return date"]
    assert "ends today" in text_of(return_notice_message(samples.return_notice(0)))
    past = return_notice_message(samples.return_notice(-3, MET))
    assert "was planned to end on 30 April 2026" in text_of(past)
    assert labels_of(past) == ["Return", "Change return date"]


def test_a_start_says_who_joins_from_where_and_until_when() -> None:
    said = text_of(started_message(samples.secondment()))
    assert "<@U5> is on secondment to *churn* as infrastructure engineer, from Platform team." in said
    assert "From 2 March 2026. Planned return: 30 April 2026." in said


def test_a_start_says_how_home_can_be_told_where_it_cannot_yet() -> None:
    said = text_of(started_message(samples.secondment(), invite_to_home="ceiling"))
    assert "I am not in <#C0HOME> yet." in said
    assert "`/invite @ceiling`" in said


def test_a_viewer_outside_a_private_host_reads_specialist_objective_and_dates_only() -> None:
    hidden = replace(MET, host_is_private=True, project_name=None)
    notice = return_notice_message(samples.return_notice(-3, hidden))
    for message in (secondment_list_message([hidden]), notice):
        said = json.dumps(message.blocks) + message.text
        for shown in (
            "<@U5>",
            "Move training into the shared pipeline.",
            "30 April 2026",
            "a private project",
        ):
            assert shown in said
        for kept in ("churn", "1.8", "3.6", "infrastructure"):
            assert kept not in said


def test_the_start_modal_ticks_the_role_that_was_asked_for() -> None:
    view = secondment_start_modal(1, "churn", samples.TODAY, roles=(Role.ML_ENGINEER,))
    ticked = input_of(view, "For which roles?")["initial_options"]
    assert [option["text"]["text"] for option in ticked] == ["ML engineer"]
    assert input_of(view, "Start")["initial_date"] == "2026-03-02"


def test_next_goals_can_wait_when_the_objective_is_met_but_not_when_they_are_added() -> None:
    def optional(view: dict[str, list[dict[str, object]]]) -> list[object]:
        return [block["optional"] for block in view["blocks"] if block["type"] == "input"]

    assert optional(met_modal(MET)) == [True]
    assert optional(next_goals_modal(MET)) == [False]
