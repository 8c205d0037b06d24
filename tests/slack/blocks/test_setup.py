"""Setting a project up, its settings, being away, and App Home."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.recurrence import Rhythm
from bot.slack.blocks.away import away_saved_note
from bot.slack.blocks.notes import help_message
from bot.slack.blocks.settings import settings_modal
from bot.slack.blocks.setup import greeting_message, setup_done_message, setup_modal
from tests.slack.blocks import samples
from tests.slack.blocks.reading import input_of, labels_of, text_of


def test_setup_needs_a_name_and_members_and_says_its_defaults_in_one_line() -> None:
    view = setup_modal(samples.settings(name=""), "C0CHURN")
    said = text_of(view)
    assert "Home channel: <#C0CHURN>" in said
    assert "every other Monday at 09:00, Berlin time, by direct message, open for 2 working days" in said
    assert input_of(view, "Who is asked?")["initial_option"]["text"]["text"] == "Everyone in this channel"
    assert "initial_value" not in input_of(view, "Project name")


def test_a_set_up_project_says_when_people_are_asked() -> None:
    said = text_of(setup_done_message("churn", 4, samples.WEDNESDAY, samples.BERLIN))
    assert "4 people are asked now, until Wednesday 4 March 2026, 09:00 Berlin time" in said


def test_the_greeting_says_what_happens_and_offers_one_next_step() -> None:
    message = greeting_message("U0BOT")
    assert "Nobody is asked until someone sets up a project here." in text_of(message)
    assert labels_of(message) == ["Set up a project"]


def test_settings_show_what_is_set() -> None:
    view = settings_modal(samples.settings())
    assert input_of(view, "How often")["initial_option"]["text"]["text"] == "Every 2 weeks"
    assert input_of(view, "Weekday")["initial_option"]["text"]["text"] == "Monday"
    assert input_of(view, "Time")["initial_time"] == "09:00"
    assert input_of(view, "Smallest fall to report in any case")["initial_value"] == "1.0"
    assert len(input_of(view, "Work days")["initial_options"]) == 5


def test_settings_show_a_monthly_rhythm() -> None:
    monthly = replace(samples.BERLIN, rhythm=Rhythm.MONTHLY, nth=-1)
    chosen = input_of(settings_modal(samples.settings(cadence=monthly)), "How often")["initial_option"]
    assert chosen["text"]["text"] == "Monthly, on the last such day"


def test_a_short_absence_keeps_the_roles_and_a_long_one_pauses_them() -> None:
    assert "your roles go on counting" in text_of(away_saved_note(samples.away(14)))
    assert "your roles do not count in it" in text_of(away_saved_note(samples.away(15)))


def test_help_answers_an_unknown_word_before_it_lists_the_known_ones() -> None:
    said = text_of(help_message("/ceiling", "stauts"))
    assert said.startswith("`/ceiling` does not know “stauts”. Did you mean `/ceiling status`?")
