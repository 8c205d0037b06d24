"""Every broken rule has a sentence that says what to do; every unknown word gets the nearest known one."""

from __future__ import annotations

import pytest

from bot.domain import errors
from bot.domain.errors import CeilingError
from bot.slack.payloads.views import Malformed
from bot.slack.words.errors import NOT_WHOLE, plain_sentence_of, sentence_of
from bot.slack.words.help import USAGE, nearest_subcommand, unknown, usage

DETAILS = {
    "names": ("churn", "pricing"),
    "slack_user_ids": ("U1", "U2"),
    "most": 80,
    "least": 1,
    "bot_name": "ceiling",
}
RULES = [each for each in CeilingError.__subclasses__() if each is not Malformed]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_every_rule_has_a_sentence_of_its_own(rule: type[CeilingError]) -> None:
    for say in (sentence_of, plain_sentence_of):
        sentence = say(rule(**DETAILS))  # type: ignore[arg-type]
        assert sentence != NOT_WHOLE
        assert sentence.endswith((".", "`"))
        assert "{" not in sentence


def test_a_rule_raised_without_its_details_still_gets_a_sentence() -> None:
    assert sentence_of(errors.OutOfRange()) == NOT_WHOLE


def test_people_are_mentioned_and_projects_are_not() -> None:
    assert "<@U1> and <@U2>" in sentence_of(errors.MembersNotPeople(slack_user_ids=("U1", "U2")))
    assert "/invite @U0EVIL" in sentence_of(errors.BotNotInChannel(bot_name="U0EVIL"))


def test_a_long_list_of_names_is_cut() -> None:
    assert "and 5 more" in sentence_of(errors.MembersNotPeople(slack_user_ids=tuple("abcdefghijklmno")))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("stauts", "status"), ("polls", "poll"), ("setting", "settings"), ("HLEP", "help"), ("xyzzy", None)],
)
def test_the_nearest_subcommand_is_found(typed: str, meant: str | None) -> None:
    assert nearest_subcommand("/ceiling", typed) == meant


def test_an_unknown_word_is_answered_with_a_question() -> None:
    assert unknown("/secondment", "retrun").endswith("Did you mean `/secondment return`?")
    assert "Did you mean" not in unknown("/secondment", "xyzzy")


def test_the_usage_names_every_subcommand() -> None:
    for command, subcommands in USAGE.items():
        assert all(f"`{command} {subcommand}`" in usage(command) for subcommand in subcommands)
    assert "which roles you cover" in usage("/checkin")
