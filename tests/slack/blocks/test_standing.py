"""What members, others and a whole channel see of a project's standing and its polls."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

from bot.domain.roles import Role
from bot.domain.standing import Standing
from bot.services.ports.standing import Holder, ProjectView
from bot.slack.blocks.polls import empty_poll_note, nobody_to_ask_note, opened_note, poll_message
from bot.slack.blocks.standing import shared_status_message, status_message
from bot.slack.ids import ActionId
from tests.slack.blocks import samples
from tests.slack.blocks.reading import buttons_of, labels_of, text_of


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


WEAK_ML = {1: {Role.DATA_SCIENTIST: 4, Role.DOMAIN_EXPERT: 4}, 2: {Role.INFRASTRUCTURE_ENGINEER: 4}}


def test_that_the_decisive_function_is_the_weak_point_is_said_before_all_functions() -> None:
    for message in (status_message, shared_status_message):
        said = text_of(message(samples.status(samples.project(WEAK_ML))))
        decisive = said.index("*In production, ML engineering decides, and it is the weak point.*")
        assert said.index("ceiling *0.0* of 5") < decisive < said.index("*Data science*: strong")


def test_nothing_is_called_a_weak_point_that_is_strong_or_not_decisive() -> None:
    for project in (samples.project(), samples.project({1: dict.fromkeys(Role, 5)})):
        assert "weak point" not in text_of(status_message(samples.status(project)))


def offered_to_a_lead(team: dict[int, dict[Role, int]], lapsed: Role | None = None) -> list[str]:
    view = samples.status(samples.project(team, lapsed=lapsed), as_lead=True)
    return labels_of(status_message(view))[-5:]


def test_a_lead_is_offered_what_helps_the_weakest_function_beside_what_only_leads_may_do() -> None:
    assert offered_to_a_lead(samples.TEAM) == [
        "See trend",
        "Ask for a secondment",
        "Ask now",
        "Stage",
        "Settings",
    ]
    unknown = {1: {Role.DATA_SCIENTIST: 4}, 2: {Role.ML_ENGINEER: 4, Role.INFRASTRUCTURE_ENGINEER: 4}}
    assert offered_to_a_lead(unknown | {3: {Role.DOMAIN_EXPERT: 2}})[1] == "Who knows this?"
    assert offered_to_a_lead(unknown, lapsed=Role.DOMAIN_EXPERT)[1] == "Who knows this?"


def test_the_secondment_is_asked_for_with_the_function_that_sets_the_ceiling() -> None:
    view = samples.status(samples.project(WEAK_ML), as_lead=True)
    [asking] = [b for b in buttons_of(status_message(view)) if b["action_id"] == ActionId.ASK_SECONDMENT]
    assert json.loads(asking["value"]) == {"project": 1, "role": "ml_engineer"}


def test_nobody_is_asked_for_where_all_is_strong_or_the_vacancy_is_accepted() -> None:
    strong = samples.status(samples.project({n: {role: 4} for n, role in enumerate(Role)}), as_lead=True)
    accepted = samples.status(samples.project(WEAK_ML), as_lead=True)
    roles = tuple(
        replace(each, accepted=samples.ACCEPTED if each.role is Role.ML_ENGINEER else None)
        for each in accepted.project.roles
    )
    accepted = replace(accepted, project=replace(accepted.project, roles=roles))
    for view in (strong, accepted):
        assert "Ask for a secondment" not in labels_of(status_message(view))


def test_a_lead_asks_everyone_with_a_button_unless_a_poll_is_open_or_the_project_paused() -> None:
    view = samples.status(as_lead=True)
    assert "Ask now" in labels_of(status_message(view))
    for busy in (replace(view, open_poll=samples.progress()), replace(view, pause=samples.pause())):
        assert "Ask now" not in labels_of(status_message(busy))


def test_who_does_not_lead_is_offered_nothing_of_a_leads() -> None:
    offered = labels_of(status_message(samples.status()))
    assert offered == ["Update my roles", "Share in channel", "See trend"]


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


def test_several_vacant_functions_are_filled_by_several_people() -> None:
    def said(lapsed: Role | None = None) -> str:
        team = {1: {Role.DATA_SCIENTIST: 4}, 2: {Role.INFRASTRUCTURE_ENGINEER: 4}}
        return text_of(status_message(samples.status(samples.project(team, lapsed=lapsed))))

    people = "people who do the routine work, one in each of"
    assert f"Two {people} ML engineering and domain expertise, lift *churn* to 3.0." in said()
    assert (
        "A fresh answer that confirms ML engineering, with someone who does the routine work in domain "
        "expertise, lifts *churn* to 3.0." in said(Role.ML_ENGINEER)
    )


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
