"""PostgreSQL stopped as by a power cut, under load, and started again half a minute later."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from bot.demo.workplace import SIGNING_SECRET
from bot.sandbox import Sandbox
from bot.slack.words.errors import DATABASE_AWAY, MAYBE_SAVED
from tests.chaos.crowd import Crowd
from tests.chaos.fleet import Fleet
from tests.chaos.ledger import Bookkeeper
from tests.chaos.scene import set_up
from tests.chaos.trial import Trial

if TYPE_CHECKING:
    from pathlib import Path

    from tests.chaos.cluster import Cluster
    from tests.chaos.ledger import Verdict
    from tests.chaos.scene import Team

LOOK_EVERY_SECONDS = 0.05
ASK_EVERY_SECONDS = 0.5
SLACK_WAITS_SECONDS = 3.0
SAID = {DATABASE_AWAY, MAYBE_SAVED}


@dataclass(frozen=True)
class Outage:
    """How much of everything; `seconds` is when the trial is given up."""

    members: int
    away_seconds: float
    seed: int
    seconds: float


@dataclass
class Lead:
    """Asks for the standing again and again while the database is away, and minds what they read."""

    told: int = 0
    slowest: float = 0.0
    broken: list[str] = field(default_factory=list)

    async def ask(self, team: Team) -> None:
        """Ask once; the answer has to be the sentence about the database, in time."""
        lead = team.members[0]
        ack = await lead.types("/ceiling", in_=team.channel)
        self.slowest = max(self.slowest, ack.seconds)
        said = lead.sees(team.channel)[-1].text if ack.ok else ""
        if said in SAID and ack.seconds < SLACK_WAITS_SECONDS:
            self.told += 1
        else:
            self.broken.append(f"told after {ack.seconds:.1f} s, status {ack.status}: {said[:80]!r}")


async def stop_the_database(outage: Outage, cluster: Cluster, directory: Path) -> Verdict:
    """Run the trial; Slack has a good day, so that nothing may be repeated."""
    database_url = await cluster.new_database()
    lead = Lead()
    async with Sandbox(signing_secret=SIGNING_SECRET) as sandbox:
        teams = await set_up(sandbox, database_url, members=outage.members, teams=2)
        crowd = Crowd(Random(outage.seed))  # noqa: S311
        fleet = Fleet(sandbox, database_url, directory)
        trial = Trial(sandbox, teams, fleet, crowd, Bookkeeper(database_url))
        verdict = await trial.run(lambda: _stop(outage, cluster, trial, lead), within_seconds=outage.seconds)
    slowest = max([lead.slowest, *(seconds for said, seconds in crowd.refused if said in SAID)])
    verdict.figures["told that it is away: by command"] = lead.told
    verdict.figures["told that it is away: in a form"] = sum(said in SAID for said, _ in crowd.refused)
    verdict.figures["slowest of these answers"] = f"{slowest:.2f} s"
    verdict.violations += lead.broken
    if slowest >= SLACK_WAITS_SECONDS:
        verdict.violations.append("somebody was told too late")
    return verdict


async def _stop(outage: Outage, cluster: Cluster, trial: Trial, lead: Lead) -> None:
    while len(trial.crowd.taken) < outage.members // 4:
        await asyncio.sleep(LOOK_EVERY_SECONDS)
    await cluster.stop()
    loop = asyncio.get_running_loop()
    back_at = loop.time() + outage.away_seconds
    while loop.time() < back_at:
        await lead.ask(trial.teams[0])
        await asyncio.sleep(ASK_EVERY_SECONDS)
    await cluster.start()
