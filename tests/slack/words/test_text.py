"""Typed text: what is taken out, what is cut, and what is left as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.words.text import NAMELESS, bullets, clean, clean_lines, fit, listed, mention, safe, shorten


def test_a_name_keeps_the_underscore_inside_a_word() -> None:
    assert safe("churn_model v2") == "churn_model v2"


@pytest.mark.parametrize("styled", ["_x_", "*x*", "~x~", "`x`", "_x", "x_ y", "__", "```x```"])
def test_marks_that_would_style_are_replaced(styled: str) -> None:
    assert not set(safe(styled)) & set("_*~`")


@given(st.text())
def test_what_is_safe_holds_no_bracket_and_no_lone_ampersand(typed: str) -> None:
    said = safe(typed)
    assert not set(said) & set("<>\n")
    assert said.count("&") == sum(said.count(entity) for entity in ("&amp;", "&lt;", "&gt;"))


def test_the_three_characters_are_escaped_once() -> None:
    assert safe("R&D <x>") == "R&amp;D &lt;x&gt;"


def test_a_name_is_cut_before_it_is_escaped() -> None:
    assert safe("&" * 100, 10) == "&amp;" * 9 + "…"


@pytest.mark.parametrize(
    "typed", ["", " \n ", "\u200b", "\u202e\u2066", "\u200d", "\ufe0f", "\u3164", "\x00"]
)
def test_a_name_nobody_could_see_is_said_to_be_missing(typed: str) -> None:
    assert clean(typed) == ""
    assert safe(typed) == NAMELESS


def test_a_line_loses_control_and_bidi_characters_and_doubled_spaces() -> None:
    assert clean("  chu\u202ern \t mo\x07del\u2028two ") == "churn model two"


def test_an_emoji_made_of_several_characters_stays_whole() -> None:
    assert clean("👩\u200d🚀 crew") == "👩\u200d🚀 crew"


def test_lines_stay_lines_and_empty_ones_go() -> None:
    assert clean_lines("one\r\n\n  two  \n\u200b\nthree") == "one\ntwo\nthree"
    assert bullets("one\ntwo", 600) == "• one\n• two"


def test_finished_text_is_cut_between_tokens() -> None:
    assert fit("abc &amp; <@U1> end", 12) == "abc &amp;…"
    assert fit("abc <@U1234567> end", 12) == "abc…"
    assert fit("short", 12) == "short"


@given(st.text(max_size=40), st.integers(1, 30))
def test_a_shortened_text_is_never_too_long(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most


def test_only_an_id_becomes_a_mention() -> None:
    assert mention("U012ABC") == "<@U012ABC>"
    assert mention("ana> <!channel") == "ana&gt; &lt;!channel"


def test_a_list_is_joined_with_a_word() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b"], "or") == "a or b"
