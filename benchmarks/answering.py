"""The answer path beside its floors: check-in modal submitted, answer committed, submission acknowledged."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import mean, median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.load import AT_ONCE, sent
from benchmarks.processes import started
from benchmarks.scene import set_scene
from benchmarks.statements import Recorder
from bot.clock import Clock
from bot.demo.workplace import BOT_TOKEN, SIGNING_SECRET, Workplace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime
    from pathlib import Path

    from benchmarks.load import Measured
    from benchmarks.scene import Scene
    from benchmarks.statements import Transaction
    from bot.sandbox import Sandbox

ROUNDS = 5
# On a busy machine fewer rounds have to do.
SECONDS_FOR_ROUNDS = 12
WARM_UP = 64
ALONE = 40
SECONDS_A_ROUND = 0.6

_PORT = re.compile(r"port (\d+)")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer a submission: its port, and what was measured of it, round by round."""

    port: int
    alone: list[Measured] = field(default_factory=list)
    together: list[Measured] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Submissions a second, sixteen at once; the median of the rounds."""
        return median(each.per_second for each in self.together)

    def p50(self, of: Callable[[Way], list[Measured]]) -> float:
        """The median time in milliseconds, of the rounds that `of` picks."""
        return median(each.p50 for each in of(self))


@dataclass(frozen=True, slots=True)
class Answering:
    """The product and its floors on one database; how many statements and transactions one answer takes."""

    product: Way
    acknowledging: Way
    core: Way
    statements: float
    transactions: float

    @property
    def throughput_of_floor(self) -> float:
        """The product's throughput as a part of the second floor's, each round compared with its own."""
        pairs = zip(self.product.together, self.core.together, strict=True)
        return median(product.per_second / core.per_second for product, core in pairs)

    @property
    def p50_of_floor(self) -> float:
        """How many times the second floor's median time one submission alone takes, likewise."""
        pairs = zip(self.product.alone, self.core.alone, strict=True)
        return median(product.p50 / core.p50 for product, core in pairs)


async def measure(database_url: str, directory: Path) -> Answering:
    """Measure on an empty database; `directory` takes a file."""
    async with Workplace.opened(database_url, Clock(), _stands_still, migrates=True) as place:
        scene = await set_scene(place)
        submissions = await _recorded(scene, Recorder(place.bot.database.engine), place.bot.port or 0)
        recorded = directory / "transactions.json"
        recorded.write_text(json.dumps([[each.as_json() for each in answer] for answer in submissions]))
        async with _ways(place.sandbox, database_url, recorded) as (product, acknowledging, core):
            await _measure_in_turn(scene, product, acknowledging, core)
    transactions = [transaction for answer in submissions for transaction in answer]
    return Answering(
        product,
        acknowledging,
        core,
        statements=sum(len(each.statements) for each in transactions) / len(submissions),
        transactions=mean(len(answer) for answer in submissions),
    )


def _stands_still(moment: datetime) -> None:
    raise AssertionError(f"nothing moves the clock of a measurement, not even to {moment}")


async def _recorded(scene: Scene, recorder: Recorder, port: int) -> list[list[Transaction]]:
    """Return the transactions of each of as many submissions as there are people, twice."""
    answers = []
    for request in scene.requests(2 * len(scene.forms)):
        recorder.transactions.clear()
        await sent([request], port, at_once=1)
        answers.append(list(recorder.transactions))
    return answers


@asynccontextmanager
async def _ways(sandbox: Sandbox, database_url: str, recorded: Path) -> AsyncIterator[tuple[Way, Way, Way]]:
    environment = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": "",
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": database_url,
        "PORT": "0",
    }
    async with (
        started("-m", "bot", "web", environment=environment) as bot,
        started("-m", "benchmarks.floors", database_url, str(recorded), environment={}) as floors,
    ):
        said = _PORT.search(bot.said)
        assert said is not None, bot.said
        acknowledging, core = (int(port) for port in floors.said.split())
        yield Way(int(said[1])), Way(acknowledging), Way(core)


async def _measure_in_turn(scene: Scene, *ways: Way) -> None:
    """Measure each way in every round, so that whatever else the machine does troubles all alike."""
    counts = [await _for_a_round(scene, way) for way in ways]
    started_at = perf_counter()
    for number in range(ROUNDS):
        if number and perf_counter() - started_at > SECONDS_FOR_ROUNDS:
            break
        for way, how_many in zip(ways, counts, strict=True):
            way.alone.append(await sent(scene.requests(ALONE), way.port, at_once=1))
            requests = scene.requests(how_many)
            await asyncio.sleep(0.05)
            way.together.append(await sent(requests, way.port))


async def _for_a_round(scene: Scene, way: Way) -> int:
    """Warm a way up; return how many submissions it answers in a round."""
    warm = await sent(scene.requests(WARM_UP), way.port)
    return max(int(warm.per_second * SECONDS_A_ROUND), 4 * AT_ONCE)
