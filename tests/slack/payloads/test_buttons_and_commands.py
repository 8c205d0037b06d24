"""Pressed buttons and typed commands."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.roles import Role
from bot.slack.blocks.polls import poll_message
from bot.slack.blocks.standing import status_message
from bot.slack.blocks.summaries import drop_message
from bot.slack.payloads.buttons import (
    PollButton,
    RoleButton,
    parse_id,
    parse_poll_button,
    parse_role_button,
)
from bot.slack.payloads.commands import Command, parse_argument, parse_command
from bot.slack.payloads.views import Malformed
from tests.slack.blocks import samples
from tests.slack.blocks.reading import buttons_of


def test_what_builders_put_on_buttons_is_what_is_read() -> None:
    assert parse_id(buttons_of(status_message(samples.status()))[0]) == 1
    assert parse_poll_button(buttons_of(poll_message(samples.poll()))[0]) == PollButton(1, 101)
    pressed = buttons_of(drop_message(samples.drop()))[0]
    assert parse_role_button(pressed) == RoleButton(1, Role.INFRASTRUCTURE_ENGINEER)


@pytest.mark.parametrize(
    "value", [None, "", "x", "0", "-1", "1.5", "true", "[1]", "{}", "9" * 30, "[" * 9999]
)
def test_a_button_with_anything_else_is_refused(value: str | None) -> None:
    for parse in (parse_id, parse_poll_button, parse_role_button):
        with pytest.raises(Malformed):
            parse({"value": value})


@pytest.mark.parametrize("role", ["wizard", None, [], {}])
def test_a_button_about_an_unknown_role_is_refused(role: object) -> None:
    with pytest.raises(Malformed):
        parse_role_button({"value": json.dumps({"project": 1, "role": role})})


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("", Command("", "")),
        ("  STATUS ", Command("status", "")),
        ("status Churn Model", Command("status", "Churn Model")),
        ("status\u00a0churn", Command("status", "churn")),
        ("status \u201cchurn model\u201d", Command("status", "churn model")),
        ("status 'churn'", Command("status", "churn")),
        ("status R&amp;D &lt;x&gt;", Command("status", "R&D <x>")),
        ("start <@U012|ana> churn", Command("start", "churn", people=("U012",))),
        ("setup <#C012|general>", Command("setup", "", channels=("C012",))),
        ("\u200bhelp", Command("help", "")),
    ],
)
def test_a_command_is_read_as_it_was_meant(text: str, command: Command) -> None:
    assert parse_command(text) == command


def test_an_escaped_mention_stays_text() -> None:
    assert parse_command("status &lt;@U012&gt;").people == ()


def test_a_command_without_subcommands_reads_its_whole_text() -> None:
    assert parse_argument(" \u201cchurn model\u201d ") == "churn model"


@given(st.text(max_size=200))
def test_no_command_text_crashes(text: str) -> None:
    command = parse_command(text)
    assert " " not in command.subcommand
    assert "\n" not in command.rest
