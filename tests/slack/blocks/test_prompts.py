"""What a person is asked, and what they read about their own answers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.domain.polls import CheckInState, HowOften
from bot.domain.roles import Role
from bot.domain.standing import Standing
from bot.services.namesakes import told_apart
from bot.services.ports.asking import HowOftenView, ReminderView
from bot.slack.blocks.away import away_modal, away_saved_note
from bot.slack.blocks.checkins import check_in_modal
from bot.slack.blocks.frequency import how_often_modal
from bot.slack.blocks.lapses import lapse_warning_lead, lapse_warning_owner, vouched_message
from bot.slack.blocks.prompts import answer_taken_message, prompt_message, reminder_message
from tests.slack.blocks import samples
from tests.slack.blocks.reading import buttons_of, input_of, labels_of, text_of


def test_the_first_prompt_says_who_added_you_why_how_often_and_who_sees_it() -> None:
    message = prompt_message(samples.prompt(samples.check_in(own=None)))
    said = text_of(message)
    assert "<@U9> added you." in said
    assert "so gaps show early" in said
    assert "every other Monday at 09:00, Berlin time" in said
    assert "Your roles and stated confidence are visible to this project. Leads of other projects" in said
    assert labels_of(message) == ["Answer", "None of them", "Skip", "Not my project", "Ask me less"]


def test_later_prompts_offer_no_change_and_say_what_it_confirms() -> None:
    message = prompt_message(samples.prompt())
    said = text_of(message)
    assert "ML engineer: I could own it this quarter (4 stated, 2 hats → 3.6)" in said
    assert "*No change* confirms exactly this." in said
    assert "Open until Wednesday 4 March 2026, 09:00 Berlin time." in said
    assert labels_of(message) == ["No change", "Update", "None of them", "Skip", "Ask me less"]


def test_no_change_after_none_of_them_confirms_none_of_them() -> None:
    message = prompt_message(samples.prompt(samples.check_in(own=())))
    assert "None of the four roles" in text_of(message)
    assert "No change" in labels_of(message)


def test_an_answer_nobody_confirmed_is_said_to_be_so() -> None:
    def said(standing: Standing) -> str:
        return text_of(prompt_message(samples.prompt(samples.check_in(standing=standing))))

    assert "Your last answer:" in said(Standing.CURRENT)
    assert "Your last answer (not confirmed since 2 March 2026):" in said(Standing.UNCONFIRMED)
    assert "Your last answer (not confirmed since 2 March 2026, no longer counts):" in said(Standing.LAPSED)


def test_no_role_at_all_has_nothing_that_could_stop_counting() -> None:
    nothing = samples.check_in(own=(), standing=Standing.LAPSED)
    assert "Your last answer:\n" in text_of(prompt_message(samples.prompt(nothing)))


def test_whoever_is_away_is_asked_nothing_and_ends_it_with_a_button() -> None:
    away = samples.check_in(CheckInState.AWAY)
    message = prompt_message(samples.prompt(away))
    assert "Back earlier? Press *I am back*." in text_of(message)
    assert labels_of(message) == ["I am back"]

    is_back = prompt_message(samples.prompt(replace(away, is_away=False, is_closed=True)))
    assert "you were away, so nothing was asked of you." in text_of(is_back)
    assert labels_of(is_back) == []


def test_both_modals_that_set_oneself_away_say_what_a_long_absence_does() -> None:
    how_often = how_often_modal(HowOftenView(1, "churn", HowOften.EVERY_POLL, 3))
    for view in (away_modal(None), how_often):
        assert "For longer, they pause, and the leads are told." in text_of(view)


def test_an_absence_that_is_set_is_ended_where_it_shows() -> None:
    assert labels_of(away_modal(None)) == []
    under_way = away_modal(samples.away(30))
    assert text_of(under_way).startswith(
        "You are away until 31 March 2026: you are not asked, and your roles do"
    )
    for surface in (under_way, away_saved_note(samples.away())):
        assert labels_of(surface) == ["I am back"]


def test_one_prompt_asks_for_every_project_with_buttons_of_its_own() -> None:
    views = [samples.check_in(number=1, name="churn"), samples.check_in(number=2, name="pricing")]
    message = prompt_message(samples.prompt(*views))
    values = [json.loads(b["value"]) for b in buttons_of(message)]
    assert [value["project"] if isinstance(value, dict) else value for value in values] == [1] * 5 + [2] * 5
    assert buttons_of(message)[0]["accessibility_label"] == "No change: churn"
    assert json.loads(buttons_of(message)[0]["value"]) == {"project": 1, "poll": 101}


def test_an_answered_prompt_is_a_receipt_with_the_risk_hat_and_edit() -> None:
    message = prompt_message(samples.prompt(samples.check_in(CheckInState.ANSWERED)))
    said = text_of(message)
    assert "thank you, saved" in said
    assert "(4 stated, 2 hats → 3.6)" in said
    assert "You are least sure as *infrastructure engineer* in *churn*. Only you see this." in said
    assert labels_of(message) == ["Edit"]


@pytest.mark.parametrize("state", [CheckInState.ANSWERED, CheckInState.SKIPPED])
def test_after_the_close_nothing_can_be_edited(state: CheckInState) -> None:
    message = prompt_message(samples.prompt(samples.check_in(state, is_closed=True)))
    assert labels_of(message) == []
    assert "You can change it" not in text_of(message)


def test_a_skip_says_that_it_confirms_nothing() -> None:
    said = text_of(prompt_message(samples.prompt(samples.check_in(CheckInState.SKIPPED))))
    assert "A skip confirms nothing, so your last answer stays unconfirmed. *Edit* takes an answer" in said
    first = text_of(prompt_message(samples.prompt(samples.check_in(CheckInState.SKIPPED, own=None))))
    assert "last answer" not in first
    closed = text_of(prompt_message(samples.prompt(samples.check_in(CheckInState.SKIPPED, is_closed=True))))
    assert closed.endswith("`/checkin` takes an answer at any time.")


def test_whoever_left_is_told_so_and_asked_nothing() -> None:
    message = prompt_message(samples.prompt(samples.check_in(CheckInState.NOT_MINE, is_member=False)))
    assert "you have left this project" in text_of(message)
    assert labels_of(message) == []


def test_a_prompt_whose_poll_closed_names_the_command_that_still_works() -> None:
    message = prompt_message(samples.prompt(samples.check_in(is_closed=True)))
    assert "You can still answer at any time with `/checkin`." in text_of(message)
    assert labels_of(message) == []


def test_a_reminder_says_the_same_in_other_words_with_the_same_buttons() -> None:
    prompt, reminder = prompt_message(samples.prompt()), reminder_message(ReminderView((samples.check_in(),)))
    assert text_of(reminder).startswith("One reminder")
    assert "which roles do you cover" not in text_of(reminder)
    assert [b["action_id"] for b in buttons_of(reminder)] == [b["action_id"] for b in buttons_of(prompt)]


def test_an_answer_after_the_close_is_said_to_count_outside_the_poll() -> None:
    late = text_of(answer_taken_message(samples.answer_taken(poll_closed_before=True)))
    assert "The poll had closed, so this is not in its results. It counts from now on." in late
    assert "had closed" not in text_of(answer_taken_message(samples.answer_taken()))


def test_a_claim_about_to_lapse_is_told_to_its_owner_with_a_tap_that_keeps_it() -> None:
    message = lapse_warning_owner(samples.lapse_warning())
    assert "you last confirmed *domain expertise* on 2 March 2026" in text_of(message)
    assert labels_of(message) == ["I still cover this", "Update"]


def test_a_claim_about_to_lapse_is_told_to_a_lead_without_blame() -> None:
    message = lapse_warning_lead(samples.lapse_warning())
    assert "<@U3> covers *domain expertise*, last confirmed on 2 March 2026." in text_of(message)
    assert labels_of(message) == ["They still cover it"]


def test_what_a_lead_passed_on_can_be_undone_once() -> None:
    assert labels_of(vouched_message(samples.vouch())) == ["Undo", "Update"]
    assert labels_of(vouched_message(samples.vouch(is_undone=True))) == ["Update"]


def test_the_check_in_modal_is_filled_in_and_says_who_sees_the_answer() -> None:
    view = check_in_modal(samples.form(confidences={Role.ML_ENGINEER: 4}))
    assert "The members of this project see your answer." in text_of(view)
    chosen = {
        role: input_of(view, role)["initial_option"]["text"]["text"]
        for role in ("ML engineer", "Domain expert")
    }
    assert chosen == {"ML engineer": "4 · I could own it this quarter", "Domain expert": "Not me"}
    assert json.loads(view["private_metadata"]) == {"project": 1, "poll": 101, "prompt": 7}


def test_two_projects_of_one_name_are_told_apart_by_their_channels_in_one_message() -> None:
    here = samples.check_in(number=1)
    there = replace(samples.check_in(number=2), slack_channel_id="C0HOME")
    apart = told_apart([here, there])
    for said in (
        text_of(prompt_message(samples.prompt(*apart))),
        text_of(reminder_message(ReminderView(apart))),
    ):
        assert "*churn* in <#C0CHURN>" in said
        assert "*churn* in <#C0HOME>" in said
    assert "<#C0CHURN>" not in text_of(prompt_message(samples.prompt(*told_apart([here]))))
