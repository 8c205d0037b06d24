"""What a trial found, to be read on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.chaos.ledger import Verdict

WIDTH = 34
MOST_SHOWN = 20


def lines_of(title: str, seconds: float, verdict: Verdict) -> list[str]:
    """Return a trial's figures and what it found broken."""
    figures = verdict.figures | {f"repeated: {why}": count for why, count in verdict.repeated.most_common()}
    lines = [title, "-" * len(title)]
    lines += [f"{name:<{WIDTH}}{figure!s:>12}" for name, figure in figures.items()]
    lines.append(f"{'took':<{WIDTH}}{seconds:>10.0f} s")
    lines += [f"BROKEN: {each}" for each in verdict.violations[:MOST_SHOWN]]
    if len(verdict.violations) > MOST_SHOWN:
        lines.append(f"BROKEN: and {len(verdict.violations) - MOST_SHOWN} more")
    if not verdict.violations:
        lines.append("every promise was kept")
    return [*lines, ""]
