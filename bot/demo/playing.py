"""Playing the story: a sandbox and a bot of its own on a file that is gone afterwards, and an exit status."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from typing import TYPE_CHECKING

from bot.demo.cast import Unexpected
from bot.demo.scene import Scene
from bot.demo.standing_clock import StandingClock
from bot.demo.story import STARTS, STORY
from bot.demo.terminal import Terminal
from bot.demo.workplace import Workplace
from bot.sandbox import NotSeen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.demo.story import Chapter

_STOPPED_BY_HAND = 130  # what a shell calls a process that Ctrl-C ended

TITLE = """\
Ceiling: a small team's first month

You see what its people see in Slack. Nothing leaves this machine, and nobody waits:
time is moved."""

WHAT_NEXT = """\
That was the real bot. What to try next:

  Look around          make demo opens a company's workspace in your browser
  In your own Slack    README.md says in five steps how to make the app. Then
                       SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… make run
                       (python -m bot run)
  What else there is   make help"""


def play(*, pauses: bool = False, story: Sequence[tuple[str, Chapter]] = STORY) -> int:
    """Play the story on stdout and return the exit status: 1 if anybody does not see what it tells.

    Args:
        pauses: wait for Enter after each chapter, where there is a terminal to press it on.
        story: the chapters with their titles.
    """
    terminal = Terminal(pauses=pauses)
    try:
        asyncio.run(_perform(terminal, story))
    except (Unexpected, NotSeen) as surprise:
        print(f"\nThe demo went wrong. {str(surprise).splitlines()[0]}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return _STOPPED_BY_HAND
    terminal.write(WHAT_NEXT)
    return 0


async def _perform(terminal: Terminal, story: Sequence[tuple[str, Chapter]]) -> None:
    clock = StandingClock(STARTS)
    with tempfile.TemporaryDirectory(prefix="ceiling-demo-") as directory:
        async with Workplace.opened(
            f"sqlite:///{directory}/demo.db", clock, clock.set, migrates=True
        ) as place:
            terminal.write(TITLE)
            await _tell(Scene(place, terminal), story)


async def _tell(scene: Scene, story: Sequence[tuple[str, Chapter]]) -> None:
    for number, (title, chapter) in enumerate(story, start=1):
        scene.terminal.chapter(number, title)
        await chapter(scene)
        await scene.pauses()
    if broken := scene.place.sandbox.broken_rules:
        raise Unexpected(f"The bot broke a rule of Slack: {broken[0]}")
