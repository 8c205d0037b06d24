"""Errors name the rule that was broken, and where."""

from __future__ import annotations

from bot.domain.errors import NameTaken, OutOfRange, ReturnInThePast


def test_an_error_knows_the_field_its_rule_is_about() -> None:
    assert ReturnInThePast().field == "returns_on"


def test_an_error_may_have_happened_at_another_field() -> None:
    assert NameTaken(field="project").field == "project"


def test_an_error_keeps_what_its_sentence_needs() -> None:
    error = OutOfRange(field="settle_minutes", least=0, most=1440)
    assert (error.field, error.details) == ("settle_minutes", {"least": 0, "most": 1440})


def test_an_error_shows_the_name_of_its_rule() -> None:
    assert str(NameTaken()) == "NameTaken"
