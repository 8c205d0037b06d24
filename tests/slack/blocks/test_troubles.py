"""Whoever can act on an undelivered message is told exactly how."""

from __future__ import annotations

import pytest

from bot.domain.sending import Failure
from bot.slack.blocks.troubles import channel_unusable_note, refused_note, unreached_note
from tests.slack.blocks.reading import labels_of, text_of


@pytest.mark.parametrize(
    ("failure", "fix"),
    [
        (Failure.NOT_INVITED, "Please type this in that channel: `/invite @ceiling`"),
        (Failure.ARCHIVED, "please unarchive it"),
        (Failure.POSTING_RESTRICTED, "Please let apps post there"),
    ],
)
def test_a_channel_that_cannot_be_posted_in_comes_with_its_fix(failure: Failure, fix: str) -> None:
    assert fix in text_of(channel_unusable_note("C0CHURN", failure, "ceiling"))


def test_a_person_who_cannot_be_reached_can_be_taken_out_of_the_project() -> None:
    note = unreached_note(1, "churn", "U1", in_poll=False)
    assert "they have missed a message about *churn*" in text_of(note)
    assert labels_of(note) == ["Change members"]


def test_a_refused_message_names_the_command_that_sends_it_again() -> None:
    said = text_of(refused_note(7, "missing_scope: needs chat:write"))
    assert "missing_scope: needs chat:write" in said
    assert "`python -m bot outbox retry 7`" in said
