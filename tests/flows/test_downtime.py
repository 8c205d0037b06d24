"""After a time in which nothing ran, or a jump of the clock, what was due is done once and late ones say why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.jobs.scheduler import Scheduler
from tests.flows.asking import asked_at
from tests.flows.world import asks

if TYPE_CHECKING:
    from bot.sandbox import Person
    from tests.flows.conftest import Team
    from tests.flows.world import World

HOUR = timedelta(hours=1)


class Elsewhere:
    """What sends messages, left to the test."""

    def wake(self, workspace_id: int) -> None:
        """Leave it to the test."""

    async def look_now(self) -> None:
        """Leave it to the test."""

    async def start(self) -> None:
        """Leave it to the test."""

    async def stop(self) -> None:
        """Leave it to the test."""


async def runs(world: World) -> None:
    """Let the scheduler of a process that was just started tick, and its messages go out."""
    await Scheduler(world.bot.database, world.bot.clock, Elsewhere()).tick()
    await world.catch_up()


async def sleeps(world: World, by: timedelta) -> None:
    """Let the machine sleep."""
    world.set_clock(world.now + by)


def prompts_of(person: Person) -> list[str]:
    """Return when a person was asked or reminded since their first poll."""
    return asked_at(person)[1:]


async def test_status_says_when_the_bot_ran_and_why_a_poll_opened_late(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "08:50")
    await runs(world)
    await sleeps(world, timedelta(days=2, hours=1, minutes=15))
    await runs(world)

    assert prompts_of(churn.ben) == ["Wed 2026-06-17 10:05"]
    said = await asks(churn.ana, "/ceiling status", churn.channel)
    assert (
        "The poll due Monday, June 15, 2026 at 09:00 opened late, today at 10:05: "
        "Ceiling was not running from Monday, June 15, 2026 at 08:50 to today at 10:05."
    ) in said
    assert "Ceiling last ran today at 10:05." in said


async def test_when_all_is_well_status_says_it_in_one_short_line(world: World, churn: Team) -> None:
    await runs(world)
    said = await asks(churn.ana, "/ceiling status", churn.channel)

    assert "late" not in said
    assert said.count("Ceiling last ran") == 1


async def test_status_says_that_the_clock_stands_still(world: World, churn: Team) -> None:
    await runs(world)
    await sleeps(world, HOUR)

    assert "It has stopped: polls wait until it runs again." in await asks(
        churn.ana, "/ceiling status", churn.channel
    )


async def test_a_reminder_missed_until_its_poll_was_over_is_not_sent(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await sleeps(world, timedelta(days=3))
    await world.catch_up()  # what is owed goes out before anything is closed
    await runs(world)

    assert prompts_of(churn.ben) == ["Mon 2026-06-15 09:00"]


async def test_a_machine_that_slept_through_a_poll_and_its_next_asks_once(world: World, churn: Team) -> None:
    await world.wait_until_local("2026-06-15", "09:01")
    await sleeps(world, timedelta(days=16))
    await runs(world)
    await world.wait_until_local("2026-07-01", "12:00")

    assert prompts_of(churn.ben) == ["Mon 2026-06-15 09:00", "Wed 2026-07-01 09:01"]


async def test_a_clock_that_jumps_an_hour_ahead_and_back_loses_and_doubles_nothing(
    world: World, churn: Team
) -> None:
    await world.wait_until_local("2026-06-15", "08:30")
    await runs(world)
    for jump in (HOUR, -HOUR, HOUR / 2):
        await sleeps(world, jump)
        await runs(world)
        await runs(world)
    await world.wait_until_local("2026-06-29", "09:01")

    asked = prompts_of(churn.ben)
    assert asked[0] == "Mon 2026-06-15 09:30"
    assert asked[1].startswith("Tue 2026-06-16 09:00")
    assert asked[2:] == ["Mon 2026-06-29 09:00"]
