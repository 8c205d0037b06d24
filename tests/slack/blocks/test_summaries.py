"""What a channel hears of a drop, and what its leads hear in private."""

from __future__ import annotations

from bot.domain.missing import Consequence
from bot.domain.roles import Role, Stage
from bot.services.ports.standing import FallenRole
from bot.slack.blocks.summaries import (
    decisive_fall_note,
    domain_expert_missing_message,
    drop_further_message,
    drop_message,
    drop_recovered_message,
    name_an_expert_message,
)
from tests.slack.blocks import samples
from tests.slack.blocks.reading import labels_of, text_of

WITHOUT_EXPERT = {1: {Role.DATA_SCIENTIST: 4}, 2: {Role.ML_ENGINEER: 4}, 3: {Role.INFRASTRUCTURE_ENGINEER: 4}}


def test_a_drop_says_what_changed_why_where_it_stands_and_what_would_help() -> None:
    message = drop_message(samples.drop())
    said = text_of(message)
    assert said.startswith("churn: infrastructure is thin (1.8)\nThe weakest function fell from 3.6 to 1.8.")
    assert "3.6 → 1.8, because stated confidence was lowered and other duties took time." in said
    assert said.count(":large_") == 4
    assert "One step up in infrastructure, to “the routine work alone”, lifts *churn* to 2.7." in said
    assert "While infrastructure is thin, real load may be more than it bears." in said
    assert labels_of(message) == ["I can cover this", "Ask for a secondment", "See trend"]


def test_only_a_missing_function_reads_as_missing_and_one_that_works_as_neither() -> None:
    def said(stated: int) -> str:
        helped = {**samples.TEAM, 2: {Role.ML_ENGINEER: 4}}
        team = {**helped, 4: {Role.INFRASTRUCTURE_ENGINEER: stated}} if stated else helped
        return text_of(drop_message(samples.drop(samples.project(team))))

    assert "Without infrastructure, the project stops where real load begins." in said(0)
    assert "While infrastructure is thin" in said(2)
    assert "Without infrastructure" not in said(2)
    assert "real load" not in said(3)


def test_a_drop_names_nobody() -> None:
    assert "<@" not in drop_message(samples.drop()).text


def test_the_decisive_role_is_said_first_if_it_is_the_weak_point() -> None:
    project = samples.project(stage=Stage.OPERATION)
    said = text_of(drop_message(samples.drop(project)))
    assert said.index("In operation, infrastructure decides, and it is the weak point.") < said.index(
        "fell from"
    )
    assert "decides" not in text_of(drop_message(samples.drop(samples.project(stage=Stage.RESEARCH))))


def test_for_the_domain_expert_the_question_is_who_knows_this_and_never_a_secondment() -> None:
    project = samples.project(WITHOUT_EXPERT)
    message = drop_message(samples.drop(project, Role.DOMAIN_EXPERT, consequence=Consequence.WRONG_THING))
    assert labels_of(message) == ["I can cover this", "Who knows this?", "See trend"]
    assert "everything looks right and the wrong thing is built" in text_of(message)


def test_a_lapse_is_told_as_not_confirmed_and_never_as_vacant() -> None:
    project = samples.project(WITHOUT_EXPERT, lapsed=Role.DOMAIN_EXPERT)
    fallen = (FallenRole(Role.DOMAIN_EXPERT, 40, 0, ("not_confirmed",)),)
    message = drop_message(samples.drop(project, fallen=fallen, fell_from=40, fell_to=0, lowest=0))
    said = text_of(message)
    assert said.startswith("churn: domain expertise is not confirmed")
    assert "not confirmed since 2 March 2026" in said
    assert "vacant" not in said


def test_where_few_answered_the_summary_says_so() -> None:
    assert "Only 50 % answered the last poll" in text_of(drop_message(samples.drop(percent_answered=50)))
    assert "answered the last poll" not in text_of(drop_message(samples.drop()))


def test_a_recovered_drop_says_since_when_and_asks_for_nothing() -> None:
    recovered = samples.drop(samples.project(samples.RISEN), recovered_at=samples.WEDNESDAY)
    message = drop_message(recovered)
    assert "churn: infrastructure has recovered" in text_of(message)
    assert "It has been back since Wednesday 4 March 2026, 08:00 UTC." in text_of(message)
    assert labels_of(message) == []


def test_once_recovered_nothing_is_called_the_weak_point_or_incomplete_any_more() -> None:
    risen = samples.project(samples.RISEN)
    assert Role.ML_ENGINEER in risen.strengths.weakest(Stage.PRODUCTION)
    said = text_of(drop_message(samples.drop(risen, recovered_at=samples.WEDNESDAY, percent_answered=50)))
    assert "weak point" not in said
    assert "incomplete" not in said


def test_all_functions_that_fell_are_said_to_have_recovered() -> None:
    fallen = (FallenRole(Role.INFRASTRUCTURE_ENGINEER, 36, 18, ()), FallenRole(Role.ML_ENGINEER, 36, 20, ()))
    recovered = samples.drop(samples.project(samples.RISEN), fallen=fallen, recovered_at=samples.WEDNESDAY)
    assert text_of(drop_message(recovered)).startswith(
        "churn: infrastructure and ML engineering have recovered\n"
    )


def test_what_has_risen_and_is_not_back_is_said_to_be_below_where_it_was() -> None:
    said = text_of(drop_message(samples.drop(samples.project(samples.RISING))))
    assert said.startswith("churn: infrastructure is workable (3.0), still below 3.6\n")


def test_when_another_function_keeps_the_ceiling_down_that_one_is_named() -> None:
    project = samples.project({**samples.RISEN, 2: {Role.ML_ENGINEER: 3}})
    said = text_of(drop_message(samples.drop(project)))
    assert said.startswith("churn: ML engineering is workable (3.0), still below 3.6\n")


def test_a_drop_that_went_deeper_says_how_deep() -> None:
    assert "The lowest since then: 1.0." in text_of(drop_message(samples.drop(lowest=10)))


def test_a_summary_that_is_over_has_no_buttons() -> None:
    assert labels_of(drop_message(samples.drop(ended_at=samples.APRIL))) == []


def test_a_summary_that_is_over_says_what_happened_and_where_to_look_now() -> None:
    said = text_of(drop_message(samples.drop(samples.project(samples.RISEN), ended_at=samples.APRIL)))
    assert said.startswith("churn: infrastructure fell\nThe weakest function fell from 3.6 to 1.8.")
    assert "This is how it stood on 1 April 2026." in said
    assert "`/ceiling` shows how it stands now." in said
    assert "weak point" not in said


def test_a_team_that_covers_little_reads_its_own_pattern_too() -> None:
    said = text_of(drop_message(samples.drop(solo=Consequence.WALL_AT_FIRST_LOAD)))
    assert "the first real load will stop it" in said


def test_the_thread_hears_of_further_drops_and_of_the_recovery() -> None:
    assert text_of(drop_further_message(samples.drop_news())) == (
        "*churn*: the weakest function fell further, from 1.8 to 1.0.\n"
        "• Infrastructure: 1.8 → 1.0, because it is no longer claimed."
    )
    assert text_of(drop_recovered_message(samples.drop_news(recovered=True))) == (
        "*churn*: the weakest function has recovered, from 1.0 to 3.6."
    )


def test_leads_hear_in_private_that_the_decisive_role_fell_behind_the_ceiling() -> None:
    fallen = FallenRole(Role.ML_ENGINEER, 45, 36, ())
    said = text_of(decisive_fall_note(samples.project(), fallen))
    assert "in production, ML engineering decides, and it fell.\n• ML engineering: 4.5 → 3.6.\n" in said
    assert "The ceiling stays at 1.8, so the channel was not told." in said


def test_a_missing_domain_expert_is_asked_for_by_name() -> None:
    message = domain_expert_missing_message(samples.project(WITHOUT_EXPERT))
    assert "cannot be hired from outside" in text_of(message)
    assert labels_of(message) == ["I can cover this", "Who knows this?"]
    assert labels_of(name_an_expert_message(1, "churn", "U4")) == ["Add someone"]
