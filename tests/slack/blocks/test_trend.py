"""A project's history in words and figures, by function."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.blockkit import check_message
from bot.slack.blocks.kit import MESSAGE_TEXT_MOST
from bot.slack.blocks.trend import trend_messages
from bot.slack.words import trend as words
from tests.slack.blocks import samples


def test_the_longest_history_fits_into_every_form() -> None:
    for form in trend_messages(samples.trend(20, "\u754c" * 80, marks=60)):
        assert check_message(form.blocks) == []
        assert len(form.text) <= MESSAGE_TEXT_MOST
        assert "…" not in form.text


def test_every_form_says_all_figures_to_a_screen_reader() -> None:
    forms = trend_messages(samples.trend(20))
    assert len({form.text for form in forms}) == 1
    assert forms[0].text.count("domain expertise 5.0") == 20


def test_labels_are_days_with_the_year_only_where_two_are_shown() -> None:
    assert words.labels(samples.trend(3)) == ["2 Mar", "16 Mar", "30 Mar"]
    assert words.labels(samples.trend(2, days=364)) == ["2 Mar 26", "1 Mar 27"]
    assert words.labels(samples.trend(2, days=0)) == ["09:00", "09:01"]


def test_labels_never_repeat() -> None:
    half_a_year = samples.trend(20, days=9)
    assert len(set(words.labels(half_a_year))) == 20


def test_many_events_are_counted_and_the_newest_told() -> None:
    said = words.marks(samples.trend(marks=14))
    assert said is not None
    assert said.splitlines()[0] == "• before that: 4 more events, in `/ceiling export`"
    assert len(said.splitlines()) == 1 + words.MARKS_MOST


def test_a_low_in_between_is_said_and_a_low_end_is_not_said_twice() -> None:
    view = samples.trend()
    assert "*3.6* now. The lowest in between: 1.8 on 16 March 2026." in words.headline(view)
    assert "in between" not in words.headline(replace(view, points=view.points[:2]))


def test_a_single_standing_is_no_trend_yet() -> None:
    view = samples.trend(1)
    assert "ceiling *3.6* of 5 now. A trend shows once there is a second standing." in words.headline(view)
    assert len(trend_messages(view)) == 1


def test_days_are_those_of_the_project() -> None:
    view = samples.trend(2)
    late = replace(view.points[0], at=view.points[0].at.replace(hour=23))
    assert words.labels(replace(view, points=(late, view.points[1])))[0] == "3 Mar"
