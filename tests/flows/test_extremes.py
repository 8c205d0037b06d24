"""As large as it gets: someone in forty projects, a project of sixty, half a year of history."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING

import matplotlib.dates  # noqa: F401 - first while time runs: it keeps what it finds datetime to be
import pytest

from tests.flows.world import asks, told

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.flows.world import World

PROJECTS, MEMBERS, WEEKS = 40, 60, 26


@pytest.mark.parametrize("transport", ["http"], indirect=True)
async def test_whoever_is_in_forty_projects_finds_each_of_them(world: World) -> None:
    ana = world.sandbox.add_person("Ana Ruiz", zone="Europe/Berlin")
    channel = world.sandbox.add_channel("many", members=[ana])
    for number in range(1, PROJECTS + 1):
        await world.set_up(ana, channel, f"{'界' * 77} {number:02}")
    await world.wait_until_local("2026-06-15", "09:01")

    assert "And 18 more projects: answer with /checkin." in ana.inbox()[-1].text
    await ana.opens_home()
    assert "And 15 more projects: All projects or /ceiling portfolio shows them." in ana.home().text
    await ana.types("/ceiling portfolio", in_=channel)
    assert ana.sees(channel)[-1].buttons.count("Status") == PROJECTS
    await ana.types("/checkin", in_=channel)
    assert ana.sees(channel)[-1].buttons.count("Choose") == PROJECTS
    await ana.clicks("Choose", nth=PROJECTS - 1)
    assert ana.modal is not None
    assert f"界 {PROJECTS}" in ana.modal.text


@pytest.mark.parametrize("transport", ["http"], indirect=True)
async def test_a_project_of_sixty_members_has_a_status_and_a_poll(world: World) -> None:
    crowd = [world.sandbox.add_person(f"Member {n}", zone="Europe/Berlin") for n in range(1, MEMBERS + 1)]
    channel = world.sandbox.add_channel("crowd", members=crowd)
    await world.set_up(crowd[0], channel, "crowd")
    for person in crowd[:12]:
        await world.answers(person, ml_engineer="own it")
    await world.pass_time(timedelta(days=3))

    root = next(seen for seen in crowd[1].sees(channel) if "poll closed" in seen.text)
    assert "12 of 60 in. Ceiling: 0.0 of 5." in root.text
    said = await asks(crowd[1], "/ceiling status", channel)
    assert "• and 4 more, none of them stronger: @Member 9, @Member 10, @Member 11 and @Member 12" in said
    assert "20 % answered the last poll, so this may be incomplete" in said


@pytest.mark.parametrize("transport", ["http"], indirect=True)
async def test_half_a_year_shows_thinned_and_is_exported_whole(world: World, churn: Team) -> None:
    for week in range(WEEKS):
        await world.pass_time(timedelta(days=7))
        stated = "own it" if week % 2 else "with help"
        await world.changes(churn.ben, churn.channel, infrastructure_engineer=stated)
        await world.settle()

    said = await asks(churn.ana, "/ceiling trend", churn.channel)
    assert "in between left out (/ceiling export has them); the extremes are shown." in said
    assert "more events, in /ceiling export" in said
    await asks(churn.ana, "/ceiling export", churn.channel)
    await world.catch_up()
    files = next(seen for seen in reversed(churn.ana.inbox()) if seen.files).files
    standings = list(csv.reader(io.StringIO(files[0].text)))
    assert len(standings) > WEEKS
    assert "on their way to you" in told(churn.ana, churn.channel)
