"""How the story stands on a terminal: chapters, narration, and what people see in boxes. Knows no story."""

from __future__ import annotations

import asyncio
import sys
import textwrap

from bot.sandbox.text import WIDTH

_BOLD = "1"
_CYAN = "36"


class Terminal:
    """Writes lines; in colour only where somebody looks at a terminal."""

    def __init__(self, *, pauses: bool = False) -> None:
        """Write to stdout; `pauses` waits for Enter where asked to, if there is a terminal to press it on."""
        self._colours = sys.stdout.isatty()
        self._pauses = pauses and sys.stdin.isatty()
        self._under_way: str | None = None

    def chapter(self, number: int, title: str) -> None:
        """Begin a chapter."""
        self._print("")
        self._print(self._coloured(f"{number}. {title} ".ljust(WIDTH, "─"), _BOLD))

    def narrate(self, text: str) -> None:
        """Tell what happens between what people see."""
        self._print("")
        self._print(textwrap.fill(text, WIDTH))

    def show(self, heading: str, box: str) -> None:
        """Show what somebody sees, under a heading that says who and when."""
        self._print("")
        self._print(self._coloured(heading, _CYAN))
        self._print(box)

    def write(self, text: str) -> None:
        """Write lines as they are."""
        self._print("")
        self._print(text)

    def progress(self, line: str | None) -> None:
        """Show how far something is: one changing line on a terminal, else a line a change; None ends it."""
        if line is not None and line != self._under_way:
            print(f"\r{line}\033[K" if self._colours else line, end="" if self._colours else "\n", flush=True)
        elif line is None and self._under_way is not None and self._colours:
            print(flush=True)
        self._under_way = line

    async def pause(self) -> None:
        """Wait until Enter is pressed, if that is wanted; whatever else runs in this loop goes on."""
        if not self._pauses:
            return
        self._print("\n[Enter]")
        pressed, loop = asyncio.Event(), asyncio.get_running_loop()
        loop.add_reader(sys.stdin, pressed.set)
        await pressed.wait()
        loop.remove_reader(sys.stdin)
        sys.stdin.readline()

    def _coloured(self, text: str, colour: str) -> str:
        return f"\033[{colour}m{text}\033[0m" if self._colours else text

    def _print(self, text: str) -> None:
        print(text, flush=True)
