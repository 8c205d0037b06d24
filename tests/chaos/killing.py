"""Processes killed at random moments of a storm, while many people are asked and answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from bot.demo.workplace import SIGNING_SECRET
from bot.sandbox import Sandbox
from tests.chaos.crowd import Crowd
from tests.chaos.fleet import Fleet
from tests.chaos.ledger import Bookkeeper
from tests.chaos.scene import set_up
from tests.chaos.trial import Trial
from tests.chaos.weather import let_it_storm

if TYPE_CHECKING:
    from pathlib import Path

    from tests.chaos.ledger import Verdict

# About so many calls to Slack belong to one member: prompt, form, preview, receipt, and those that failed.
CALLS_PER_MEMBER = 4
# When nothing moves for so long, the next moment has come.
MOST_QUIET_SECONDS = 5.0
LOOK_EVERY_SECONDS = 0.02


@dataclass(frozen=True)
class Storm:
    """How much of everything; `seconds` is when the trial is given up."""

    members: int
    kills: int
    seed: int
    seconds: float

    @property
    def teams(self) -> int:
        """How many small teams there are."""
        return max(2, self.members // 100)


async def kill_in_a_storm(storm: Storm, database_url: str, directory: Path) -> Verdict:
    """Run the trial; everything is calm again before it is judged."""
    rng = Random(storm.seed)  # noqa: S311
    async with Sandbox(signing_secret=SIGNING_SECRET) as sandbox:
        teams = await set_up(sandbox, database_url, members=storm.members, teams=storm.teams)
        trial = Trial(
            sandbox, teams, Fleet(sandbox, database_url, directory), Crowd(rng), Bookkeeper(database_url)
        )
        let_it_storm(sandbox, rng)
        return await trial.run(lambda: _kill_at_random(storm, trial, rng), within_seconds=storm.seconds)


async def _kill_at_random(storm: Storm, trial: Trial, rng: Random) -> None:
    calls = storm.members * CALLS_PER_MEMBER
    for moment in sorted(rng.randrange(calls) for _ in range(storm.kills)):
        await _moment(moment, trial)
        await asyncio.sleep(rng.random() * LOOK_EVERY_SECONDS)
        await trial.fleet.kill(rng.choice(trial.fleet.places))


async def _moment(calls: int, trial: Trial) -> None:
    """Wait until so many calls were made, or until nothing has moved for a while though all are at work."""
    seen, since = len(trial.sandbox.calls), perf_counter()
    while len(trial.sandbox.calls) < calls and perf_counter() - since < MOST_QUIET_SECONDS:
        await asyncio.sleep(LOOK_EVERY_SECONDS)
        if len(trial.sandbox.calls) > seen or not trial.fleet.is_ready:
            seen, since = len(trial.sandbox.calls), perf_counter()
