"""What members, others and a whole channel see of a project's standing and its polls."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.domain.roles import Role, Stage
from bot.domain.standing import Standing
from bot.services.ports.standing import Holder, ProjectView
from bot.slack.blocks.polls import empty_poll_note, nobody_to_ask_note, opened_note, poll_message
from bot.slack.blocks.standing import shared_status_message, status_message
from bot.slack.ids import ActionId
from tests.slack.blocks import samples
from tests.slack.blocks.reading import buttons_of, labels_of, text_of

SOLO = {1: dict.fromkeys(Role, 4)}


def with_holder(**changes: object) -> ProjectView:
    """The sample project, its domain expert changed."""
    project = samples.project()
    held = Holder("U3", 5, 1, 50, Standing.CURRENT, samples.MONDAY)
    role = replace(project.roles[3], holders=(replace(held, **changes),))  # type: ignore[arg-type]
    return replace(project, roles=(*project.roles[:3], role))


def test_status_shows_words_numbers_people_and_the_sum_of_hats() -> None:
    said = text_of(status_message(samples.status()))
    assert "ceiling *1.8* of 5, set by infrastructure" in said
    assert "*Infrastructure*: thin (1.8)" in said
    assert "*ML engineering*: strong (3.6)" in said
    assert "<@U2>: could own it this quarter (4 stated, 2 hats → 3.6)" in said


def test_status_says_what_one_step_would_do() -> None:
    said = text_of(status_message(samples.status()))
    assert "One step up in infrastructure, to “the routine work alone”, lifts *churn* to 2.7." in said
    assert "One step up in data science, ML engineering or domain expertise alone changes nothing." in said


def test_tied_weakest_functions_are_stepped_together() -> None:
    team = {
        1: {Role.DATA_SCIENTIST: 2},
        2: {Role.ML_ENGINEER: 2},
        3: {Role.INFRASTRUCTURE_ENGINEER: 4},
        4: {Role.DOMAIN_EXPERT: 4},
    }
    said = text_of(status_message(samples.status(samples.project(team))))
    assert "One step up in ML engineering and data science together lifts *churn* to 3.0." in said


def test_a_vacant_role_is_filled_by_someone_for_the_routine_work() -> None:
    team = {1: {Role.DATA_SCIENTIST: 4}, 2: {Role.ML_ENGINEER: 4}, 3: {Role.DOMAIN_EXPERT: 4}}
    said = text_of(status_message(samples.status(samples.project(team))))
    assert "*Infrastructure*: vacant" in said
    assert "Someone who does the routine work in infrastructure lifts *churn* to 3.0." in said


def test_who_is_no_member_sees_functions_and_no_people() -> None:
    message = status_message(samples.status(as_member=False))
    assert not re.search(r"<@", message.text)
    assert "*Infrastructure*: thin (1.8)" in text_of(message)
    assert labels_of(message) == ["Share in channel", "See trend"]


def test_a_shared_standing_names_functions_only() -> None:
    view = replace(
        samples.status(as_lead=True), own_confidences={Role.ML_ENGINEER: 4}, open_poll=samples.progress()
    )
    message = shared_status_message(view)
    assert "<@" not in message.text
    assert "Your own answer" not in message.text
    assert buttons_of(message) == []


def test_how_far_a_claim_can_be_trusted_is_said_in_words() -> None:
    def said(**changes: object) -> str:
        return text_of(status_message(samples.status(with_holder(**changes))))

    assert "<@U3>: others come to them for it, unconfirmed since 2 March 2026" in said(
        standing=Standing.UNCONFIRMED
    )
    assert "no longer counts: not confirmed since 2 March 2026" in said(standing=Standing.LAPSED, effective=0)
    assert "covered, away until 9 March 2026" in said(away_until=date(2026, 3, 9))
    assert "does not count while away until 9 June 2026" in said(away_until=date(2026, 6, 9), effective=0)


def test_a_lapsed_role_reads_not_confirmed_and_never_vacant() -> None:
    team = {1: {Role.DATA_SCIENTIST: 4}, 2: {Role.ML_ENGINEER: 4}, 3: {Role.INFRASTRUCTURE_ENGINEER: 4}}
    message = status_message(samples.status(samples.project(team, lapsed=Role.DOMAIN_EXPERT)))
    assert "*Domain expertise*: not confirmed since 2 March 2026" in text_of(message)
    assert "vacant" not in message.text


def test_a_lapsed_role_asks_for_a_fresh_answer_and_for_no_newcomer() -> None:
    team = {1: {Role.DATA_SCIENTIST: 4}, 2: {Role.ML_ENGINEER: 4}, 3: {Role.INFRASTRUCTURE_ENGINEER: 4}}
    said = text_of(status_message(samples.status(samples.project(team, lapsed=Role.DOMAIN_EXPERT))))
    assert "A fresh answer that confirms domain expertise lifts *churn* to 4.0." in said
    assert "routine work" not in said


def test_what_a_function_rests_on_is_one_sentence_about_the_function() -> None:
    said = text_of(status_message(samples.status()))
    assert (
        "Data science, ML engineering and domain expertise rest on one person each; "
        "nobody does infrastructure alone yet." in said
    )


def test_what_nobody_confirmed_is_told_of_the_function_where_no_people_are_shown() -> None:
    shown = with_holder(standing=Standing.UNCONFIRMED)
    said = text_of(status_message(samples.status(shown, as_member=False)))
    assert "*Domain expertise*: strong (5.0), unconfirmed since 2 March 2026" in said
    assert "<@" not in said


def test_the_response_to_the_last_poll_is_said_with_what_it_means() -> None:
    def said(percent: int) -> str:
        return text_of(status_message(replace(samples.status(), percent_answered=percent)))

    assert "Everyone answered the last poll." in said(100)
    assert "75 % answered the last poll; what others said before counts as unconfirmed." in said(75)
    assert "Nobody answered the last poll, so this may be incomplete" in said(0)


def test_after_a_first_poll_without_answers_nothing_said_before_is_spoken_of() -> None:
    said = text_of(status_message(replace(samples.status(samples.project({})), percent_answered=0)))
    assert "Nobody answered the last poll." in said
    assert "unconfirmed" not in said
    assert "no ceiling yet" in text_of(empty_poll_note(1, "churn"))


def test_status_says_what_waits_until_when_and_why() -> None:
    view = replace(
        samples.status(),
        settles_at=samples.MONDAY,
        summary_waits_until=samples.WEDNESDAY,
        percent_answered=50,
    )
    said = text_of(status_message(view))
    assert "A change waits until Monday 2 March 2026, 08:00 UTC, in case it is taken back." in said
    assert "A summary waits for working hours: Wednesday 4 March 2026, 08:00 UTC." in said
    assert "50 % answered the last poll, so this may be incomplete; what others said before" in said


def test_while_a_poll_is_open_one_sees_the_old_standing_and_ones_own_answer() -> None:
    view = replace(samples.status(), open_poll=samples.progress(), own_confidences={Role.ML_ENGINEER: 2})
    said = text_of(status_message(view))
    assert "3 of 4 in. The standing shown is the one from before it." in said
    assert "Your own answer: ML engineer: parts of it, with help." in said


def test_before_the_first_answer_there_is_nothing_to_share() -> None:
    message = status_message(samples.status(samples.project({})))
    assert "coverage shows after the first answer" in text_of(message)
    assert ActionId.SHARE_STATUS not in [button["action_id"] for button in buttons_of(message)]


def test_a_lead_gets_to_the_settings_from_the_status() -> None:
    assert labels_of(
        status_message(samples.status(samples.project(SOLO, stage=Stage.FRAMING), as_lead=True))
    ) == [
        "Update my roles",
        "Share in channel",
        "See trend",
        "Settings",
    ]


def test_an_open_poll_shows_progress_and_neither_people_nor_results() -> None:
    message = poll_message(samples.poll(is_first=True))
    said = text_of(message)
    assert "3 of 4 in" in said
    assert "Open until Wednesday 4 March 2026, 08:00 UTC." in said
    assert "Set up by Ana." in said
    assert "<@" not in message.text
    assert not re.search(r"\d\.\d|thin|vacant", said)
    assert labels_of(message) == ["Answer"]


def test_a_closed_poll_shows_results_by_function() -> None:
    message = poll_message(samples.poll(is_closed=True))
    said = text_of(message)
    assert "3 of 4 in. Ceiling: 1.8 of 5." in said
    assert "*Infrastructure*: thin (1.8)" in said
    assert "<@" not in message.text
    assert labels_of(message) == []


def test_a_poll_without_any_answer_shows_no_ceiling() -> None:
    said = text_of(poll_message(samples.poll(samples.project({}), is_closed=True)))
    assert "there is no ceiling to show" in said
    assert "vacant" not in said


def test_notes_about_polls_name_the_next_step() -> None:
    said = text_of(opened_note("churn", samples.progress()))
    assert "1 person is asked now; 3 answers from the last two working days count." in said
    assert "Nobody needs to be asked" in text_of(opened_note("churn", samples.progress(asked=3)))
    assert labels_of(nobody_to_ask_note(1, "churn")) == ["Change members"]
    assert labels_of(empty_poll_note(1, "churn")) == ["Ask now", "Settings"]
