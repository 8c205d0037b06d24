"""What the check-in modal says of an answer before it is saved."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.domain.roles import Role, Stage, Strengths
from bot.domain.what_if import News
from bot.slack.blocks.checkins import check_in_modal
from bot.slack.words.what_if import what_if
from tests.slack.blocks import samples

SAME = Strengths(40, 36, 36, 50)


def test_it_says_what_the_ceiling_and_each_function_become_and_what_the_channel_reads() -> None:
    assert what_if(samples.what_if()).splitlines() == [
        "*If you save this:* the ceiling goes from 3.6 to *1.8*, set by infrastructure.",
        "• Infrastructure: strong (3.6) → thin (1.8)",
        "• You wear 2 hats over all your projects: each counts 90 %.",
        "• The channel reads in 5 minutes: “churn: infrastructure is thin (1.8)”.",
    ]


def test_an_answer_that_changes_nothing_says_so_in_a_line() -> None:
    assert what_if(samples.what_if(after=SAME, news=News.NOTHING, fallen=(), hats=1, focus=100)) == (
        "*If you save this:* the ceiling stays at 3.6, set by ML engineering and infrastructure.\n"
        "• The channel reads nothing new."
    )


def test_while_a_poll_is_open_it_starts_from_the_standing_before_it() -> None:
    said = what_if(samples.what_if(poll_is_open=True))
    assert "from 3.6, as before this poll, to *1.8*" in said
    assert "The channel reads when this poll closes:" in said


def test_in_a_first_poll_there_is_no_ceiling_to_compare_with() -> None:
    said = what_if(samples.what_if(before=None, news=News.NOTHING, fallen=(), poll_is_open=True))
    assert "it is in the first standing, which shows when this poll closes." in said
    assert "channel" not in said


def test_a_first_answer_outside_a_poll_says_what_the_ceiling_becomes() -> None:
    after = Strengths(0, 36, 0, 0)
    said = what_if(
        samples.what_if(before=None, after=after, news=News.NOTHING, fallen=(), stage=Stage.RESEARCH)
    )
    assert said.splitlines()[0] == (
        "*If you save this:* this is the first answer: the ceiling becomes *0.0*, set by data science, domain "
        "expertise and infrastructure."
    )
    assert "poll" not in said


def test_a_further_drop_goes_into_the_thread_and_a_recovery_is_told_as_one() -> None:
    assert "The thread in the channel reads" in what_if(samples.what_if(news=News.FURTHER_DROP))
    assert "The channel reads at once that the weakest function has recovered." in what_if(
        samples.what_if(after=SAME, news=News.RECOVERY, fallen=(), settle_minutes=0)
    )


def test_a_fall_that_only_the_leads_read_of_is_said_to_be_that() -> None:
    said = what_if(samples.what_if(after=SAME, news=News.NOTHING, fallen=(), leads_hear_of=Role.ML_ENGINEER))
    assert "• The channel reads nothing new.\n" in said
    assert "• Only the leads read in 5 minutes that ML engineering fell: it decides in production." in said


def test_what_waits_for_working_hours_is_told_when_these_begin() -> None:
    said = what_if(samples.what_if(waits_until=datetime(2026, 6, 8, 7, tzinfo=UTC)))
    assert "The channel reads <!date^1780902000^" in said
    assert "in 5 minutes" not in said


def test_whoever_is_away_hears_that_the_answer_counts_later() -> None:
    assert what_if(samples.what_if(away_until=date(2026, 6, 9))) == (
        "You are away until 9 June 2026: this answer counts when you are back."
    )


def test_the_inputs_of_the_modal_stay_the_same_whatever_it_foresees() -> None:
    form = samples.form(confidences={Role.ML_ENGINEER: 4})

    def inputs(blocks: list[dict[str, object]]) -> list[dict[str, object]]:
        return [block for block in blocks if block["type"] == "input"]

    with_foresight = check_in_modal(form, samples.what_if())["blocks"]
    assert inputs(with_foresight) == inputs(check_in_modal(form)["blocks"])
    assert all(block["dispatch_action"] for block in inputs(with_foresight))
