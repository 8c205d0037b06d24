"""The log: one form for everything, and nothing in it that belongs to a person or opens a workspace."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
import structlog

from bot.log import configure

if TYPE_CHECKING:
    from collections.abc import Iterator


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    before, ours_before = (root.handlers[:], root.level), structlog.get_config()
    yield
    root.handlers[:], root.level = before
    structlog.configure(**ours_before)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_ours_and_the_libraries_records_take_the_same_form() -> None:
    stream = io.StringIO()
    configure("INFO", stream=stream)
    structlog.stdlib.get_logger("bot.jobs").info("tick", due=3)
    logging.getLogger("sqlalchemy").warning("slow %s", "query")
    ours, theirs = lines(stream)
    assert (ours["event"], ours["level"], ours["due"], ours["logger"]) == ("tick", "info", 3, "bot.jobs")
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("slow query", "warning", "sqlalchemy")


def test_a_terminal_gets_readable_lines() -> None:
    stream = Terminal()
    configure("INFO", stream=stream)
    structlog.stdlib.get_logger("bot").info("ready", port=3000)
    assert "ready" in stream.getvalue()
    assert not stream.getvalue().startswith("{")


@pytest.mark.parametrize("make_stream", [io.StringIO, Terminal])
def test_a_traceback_is_kept_but_no_token_in_it(make_stream: type[io.StringIO]) -> None:
    stream = make_stream()
    configure("INFO", stream=stream)
    token = "xoxb-12345-abcdef"
    try:
        dict[str, str]()[token]
    except KeyError:
        structlog.stdlib.get_logger("bot").exception("failed with %s", token)
    assert "KeyError" in stream.getvalue()
    assert "12345" not in stream.getvalue()
    assert "[token]" in stream.getvalue()


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_bolt_never_writes_what_it_received(level: str) -> None:
    stream = io.StringIO()
    configure(level, stream=stream)
    bolt = logging.getLogger("slack_bolt.AsyncRequestVerification")
    bolt.setLevel(level)  # as Bolt itself does
    bolt.info("Invalid request signature detected (signature: v0=1, timestamp: 1, body: text=private)")
    logging.getLogger("slack_bolt.AsyncApp").warning("Unhandled request ({'type': 'x', 'value': 'private'})")
    assert "private" not in stream.getvalue()
    assert [line["event"] for line in lines(stream)] == ["Unhandled request"]
