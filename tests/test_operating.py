"""Whoever runs the bot sees what could not be sent and why, and sends it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.__main__ import main
from bot.domain.sending import Failure
from bot.services import outbox, stopping
from models.messages import Message
from tests.services.office import START, Office

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from models.database import Database


@pytest.fixture
def given_up(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database in which two messages of *Acme* were given up."""
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    monkeypatch.chdir(tmp_path)
    with database.transaction() as session:
        office = Office(session)
        for message, reason in zip(
            _messages(session), ("missing_scope: needs chat:write", "is_archived"), strict=False
        ):
            message.error = reason
            outbox.give_up(session, message, Failure.MISCONFIGURED, now=office.now)
    return database


def _messages(session: Session) -> list[Message]:
    return list(session.exec(select(Message).order_by("id").limit(2)))


def waiting(database: Database) -> list[bool]:
    with database.transaction() as session:
        return [message.failed_at is None for message in _messages(session)]


def test_without_trouble_the_list_says_so(
    database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    assert main(["outbox"]) == 0
    assert "nothing was given up" in capsys.readouterr().out


def test_the_list_names_each_message_with_its_reason_and_the_way_out(
    given_up: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["outbox"]) == 0
    headings, first, second, _, how, *_ = capsys.readouterr().out.splitlines()
    assert headings.split() == ["id", "workspace", "kind", "to", "since", "attempts", "reason"]
    assert first.startswith("1   Acme")
    assert "2026-06-01 08:00 UTC" in first
    assert first.endswith("missing_scope: needs chat:write")
    assert second.endswith("is_archived")
    assert how == "To send them again: python -m bot outbox retry ID…, or --all"
    assert waiting(given_up) == [False, False]


def test_one_is_sent_again_by_its_id(given_up: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outbox", "retry", "2", "77"]) == 0
    said = capsys.readouterr().out
    assert "1 message will be sent again" in said
    assert "No message 77 was given up" in said
    assert waiting(given_up) == [False, True]


def test_all_are_sent_again_together(given_up: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outbox", "retry", "--all"]) == 0
    assert "2 messages will be sent again" in capsys.readouterr().out
    assert waiting(given_up) == [True, True]


def test_a_stopped_workspace_is_listed_with_what_starts_it(
    given_up: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with given_up.transaction() as session:
        stopping.stop(session, 1, "token_revoked", now=START)
    main(["outbox"])
    assert "Acme is stopped since 2026-06-01 08:00 UTC (token_revoked)" in capsys.readouterr().out
