"""What a person typed is shown and does nothing: no mention, no link, no style, no alarm for a channel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.domain import errors
from bot.slack.words.text import clean
from tests.slack.blocks.reading import blocks_of, mrkdwn_of, text_of
from tests.slack.blocks.surfaces import homes, messages, modals, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.slack.blocks.kit import Rendered, View

# The people and channels of the samples, and dates: all that may stand in angle brackets.
HARMLESS_TOKEN = re.compile(r"<@U(?:[1-9]|0BOT)>|<#C0(?:CHURN|HOME)>|<!date\^\d+\^[^|<>]*\|[^<>]*>")
ATTACKS = (
    "<!channel>",
    "<!here|here>",
    "<@U0EVIL>",
    "<#C0EVIL>",
    "<https://evil.example|click>",
    "&lt;!everyone&gt;",
    "U0EVIL",
    "> quoted",
    "*bold* _slanted_ ~struck~ `code` ```block```",
    "https://evil.example",
    "a\n<!channel>\u2028<!channel>",
    "\u202e\u2066evil",
    "{names} %s {0}",
)
HEBREW = "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}"
any_text = st.text(
    st.sampled_from("<>!@#&|^*_~`:/U0EVIL channel\n\u202e\u200b;lt{}") | st.characters(), max_size=120
)


def everything_said(typed: str) -> Iterator[str]:
    broken = [
        errors.BotNotInChannel(bot_name=typed),
        errors.MembersNotPeople(slack_user_ids=("U1",)),
        errors.UnknownProject(name=typed),
    ]
    for message in [*messages(typed, typed, typed, typed).values(), *sentences(broken)]:
        yield message.text
        yield from (each["text"] for each in mrkdwn_of(message))
    for view in [*modals(typed, typed, typed, typed).values(), *homes(typed).values()]:
        yield from (each["text"] for each in mrkdwn_of(view))


def assert_harmless(typed: str) -> None:
    for said in everything_said(typed):
        left = HARMLESS_TOKEN.sub("", said)
        assert "<" not in left
        assert ">" not in left


@pytest.mark.parametrize("attack", ATTACKS)
def test_known_attacks_come_out_as_mere_text(attack: str) -> None:
    assert_harmless(attack)


@settings(max_examples=60, deadline=None)
@given(any_text)
@example("&" * 200 + "<!channel>")
@example("<" * 80)
def test_no_typed_text_becomes_a_mention_a_link_or_an_alarm(typed: str) -> None:
    assert_harmless(typed)


@settings(max_examples=60, deadline=None)
@given(any_text)
def test_typed_text_adds_no_style(typed: str) -> None:
    assume(clean(typed))
    styles = re.compile(r"[*~`]")
    plain = messages("name", "objective", "home", "goals")
    for key, message in messages(typed, typed, typed, typed).items():
        # Help repeats an unknown word and may add a suggestion, which is ours.
        if key != "help":
            assert styles.findall(message.text) == styles.findall(plain[key].text)


def test_slack_is_told_to_link_nothing_by_itself() -> None:
    surfaces: list[Rendered | View] = [
        *messages("a", "b", "c", "d").values(),
        *modals("a", "b", "c", "d").values(),
        *homes("a").values(),
    ]
    assert all(each["verbatim"] for surface in surfaces for each in mrkdwn_of(surface))


def test_typed_lines_never_start_a_quote() -> None:
    said = messages("> a", "> b", "> c", "> d\n> e")["met"]
    assert not any(line.startswith("&gt;") for line in said.text.splitlines())
    assert "• &gt; e" in said.text


def test_right_to_left_names_do_not_turn_the_sentence_around() -> None:
    said = text_of(messages(HEBREW, "b", "c", "d")["opened"])
    assert f"*\u2068{HEBREW}\u2069*" in said


def test_every_message_says_in_its_text_what_its_blocks_say() -> None:
    for message in messages("churn", "objective", "home", "goals").values():
        for block in blocks_of(message):
            if block["type"] == "section":
                assert block["text"]["text"] in message.text
