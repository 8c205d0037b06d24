"""Half a year at Fernway, played whole: where it leaves each project, and that time goes on from there.

That takes longer than all other tests of the demo, so it is played in CI, and wherever CI=true.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.demo.living import Living
from bot.demo.played import DATABASE, MOMENT, WORKSPACE, play_history
from bot.demo.standing_clock import StandingClock
from bot.demo.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.sandbox import Person

STANDINGS = {
    "churn": ("Ana", "production", "ceiling 3.6 of 5, set by ML engineering"),
    "forecast": ("Gus", "operation", "ceiling 3.2 of 5, set by ML engineering"),
    "pricing": ("Jo", "framing", "ceiling 0.0 of 5, set by domain expertise"),
    "routing": ("Leo", "production", "ceiling 2.4 of 5, set by infrastructure"),
    "search": ("Hana", "research", "ceiling 1.8 of 5, set by infrastructure"),
}


@pytest.fixture
async def fernway(tmp_path: Path) -> AsyncIterator[Living]:
    """The company on the morning on which the page opens."""
    if os.environ.get("CI") != "true":
        pytest.skip("the whole history is played with CI=true; the other tests play its first days")
    told: list[datetime] = []
    await play_history(tmp_path, told.append)
    assert told[-1] - told[0] > timedelta(weeks=26)
    clock = StandingClock(datetime.fromisoformat((tmp_path / MOMENT).read_text()))
    url, workspace = f"sqlite:///{tmp_path / DATABASE}", (tmp_path / WORKSPACE).read_bytes()
    async with Workplace.opened(url, clock, clock.set, workspace=workspace) as place:
        people = {each.name.partition(" ")[0]: each for each in place.sandbox.workspace.people.values()}
        channels = {each.name: each for each in place.sandbox.workspace.channels.values()}
        yield Living(place, people=people, channels=channels)


async def test_half_a_year_leaves_five_projects_at_different_points_and_goes_on(fernway: Living) -> None:
    for project, (lead, stage, standing) in STANDINGS.items():
        told = await asks(fernway, fernway.people[lead], project, "/ceiling")
        assert (stage in told, standing in told) == (True, True), told
    ana = fernway.people["Ana"]
    assert "still waits for your answer" in ana.inbox()[-1].text
    assert "Planned return: 30 July 2026" in await asks(fernway, ana, "churn", "/secondment")

    await fernway.place.pass_time(timedelta(days=14))
    assert any("30 July" in seen.text for seen in fernway.people["Eva"].inbox()[-4:])
    assert fernway.place.sandbox.broken_rules == []


async def asks(living: Living, person: Person, channel: str, line: str) -> str:
    await person.types(line, in_=living.channels[channel])
    return person.sees(living.channels[channel])[-1].text
