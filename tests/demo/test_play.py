"""Playing the story: what it prints, how it ends, and that it fails when the bot does."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.demo import play
from bot.demo.story import STORY
from bot.sandbox.text import columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from bot.demo.scene import Scene
    from bot.demo.story import Chapter

ROOT = Path(__file__).parents[2]
COLOUR = "\033["


@pytest.fixture(scope="module")
def told() -> subprocess.CompletedProcess[str]:
    """The demo as a newcomer runs it, though not on a terminal."""
    command = [sys.executable, "-m", "bot", "demo", "--headless"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_story_is_told_to_its_end_without_trouble(told: subprocess.CompletedProcess[str]) -> None:
    assert (told.returncode, told.stderr) == (0, "")
    titles = [f"{number}. {title} " for number, (title, _) in enumerate(STORY, start=1)]
    places = [told.stdout.index(title) for title in titles]
    assert places == sorted(places)


def test_it_fits_90_columns_and_is_plain_where_no_terminal_is(told: subprocess.CompletedProcess[str]) -> None:
    assert max(columns(line) for line in told.stdout.splitlines()) <= 90
    assert COLOUR not in told.stdout


def test_a_newcomer_reads_it_in_three_minutes(told: subprocess.CompletedProcess[str]) -> None:
    assert len(re.findall(r"\w+", told.stdout)) < 1600
    assert len(told.stdout.splitlines()) < 300


def test_everything_shown_says_who_sees_it_and_when(told: subprocess.CompletedProcess[str]) -> None:
    lines = told.stdout.splitlines()
    headings = [lines[number - 1] for number, line in enumerate(lines) if line.startswith("┌─")]
    assert headings
    for heading in headings:
        assert re.match(r"(Mon|Tue|Wed|Thu|Fri) \d+ June, \d\d:\d\d · .*(Ana|Ben|Cho|Dev|Eva|Fay)", heading)


def test_it_ends_with_what_to_try_next(told: subprocess.CompletedProcess[str]) -> None:
    ending = told.stdout[-400:]
    assert "README.md" in ending
    assert "SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… make run" in ending
    assert "python -m bot run" in ending


def to(kind: str) -> Callable[[dict[str, Any]], bool]:
    return lambda args: str(args["channel"]).startswith(kind)


async def slack_takes_no_direct_messages(scene: Scene) -> None:
    scene.place.sandbox.faults.add("chat.postMessage", 99, error="messages_tab_disabled", where=to("U"))


async def slack_takes_no_messages_to_channels(scene: Scene) -> None:
    scene.place.sandbox.faults.add("chat.postMessage", 99, error="is_archived", where=to("C"))


async def slack_changes_no_messages(scene: Scene) -> None:
    scene.place.sandbox.faults.add("chat.update", 99, error="cant_update_message", where=to("C"))


async def slack_opens_no_dialogs(scene: Scene) -> None:
    scene.place.sandbox.faults.add("views.open", 99, error="expired_trigger_id")


async def slack_has_lost_the_bot(scene: Scene) -> None:
    scene.place.sandbox.deliver_to("http://127.0.0.1:9/slack/events")


async def ana_has_left(scene: Scene) -> None:
    scene.people["Ana"].deleted = True


@pytest.mark.parametrize(
    ("chapter", "trouble", "said"),
    [
        (0, slack_opens_no_dialogs, "expected a dialog"),
        (0, slack_has_lost_the_bot, "Slack shows “dispatch_failed”"),
        (0, slack_takes_no_messages_to_channels, "#churn, as Ana Ruiz sees it: expected a message"),
        (0, slack_takes_no_direct_messages, "Ben Okafor, direct message: expected a message"),
        (1, slack_changes_no_messages, "#churn, as Cho Lin sees it: expected “Ceiling: 3.6”"),
        (3, ana_has_left, "Ana Ruiz is deactivated"),
    ],
)
def test_it_fails_with_one_clear_line_when_somebody_does_not_see_what_it_tells(
    chapter: int, trouble: Chapter, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = play(story=[*STORY[:chapter], ("Trouble", trouble), *STORY[chapter:]])
    out, err = capsys.readouterr()
    assert status == 1
    assert "What to try next" not in out
    [line] = [line for line in err.splitlines() if line]
    assert line.startswith("The demo went wrong. ")
    assert said in line


async def the_bot_sends_an_empty_block(scene: Scene) -> None:
    scene.place.sandbox.broken_rules.append("invalid_blocks: must be more than 0 characters")


def test_it_fails_when_the_bot_broke_a_rule_of_slack_that_nobody_saw(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert play(story=[("Trouble", the_bot_sends_an_empty_block)]) == 1
    assert "broke a rule of Slack: invalid_blocks" in capsys.readouterr().err


def test_on_a_terminal_it_has_colours_and_can_wait_for_the_reader_after_each_chapter() -> None:
    ours, its = os.openpty()
    os.write(ours, b"\n" * len(STORY))  # typed ahead
    command = [sys.executable, "-m", "bot", "demo", "--headless", "--pause"]
    with subprocess.Popen(command, cwd=ROOT, stdin=its, stdout=its, stderr=its) as running:
        os.close(its)
        told = read_to_the_end(ours)
    assert running.returncode == 0
    assert told.count("[Enter]") == len(STORY)
    assert COLOUR in told


def read_to_the_end(terminal: int) -> str:
    said = bytearray()
    with contextlib.suppress(OSError):  # how Linux says that nobody writes there any more
        while more := os.read(terminal, 65536):
            said += more
    os.close(terminal)
    return said.decode()
