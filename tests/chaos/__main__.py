"""The trials from the command line: `make chaos`, or `python -m tests.chaos --members 60 --kills 8`."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.chaos.cluster import programs, running_cluster
from tests.chaos.killing import Storm, kill_in_a_storm
from tests.chaos.opening import Race, open_twice
from tests.chaos.outage import Outage, stop_the_database
from tests.chaos.table import lines_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.chaos.ledger import Verdict

    Trial = tuple[str, Awaitable[Verdict]]

WITHOUT_POSTGRESQL = "NOT TRIED ON POSTGRESQL: its server's programs (initdb, pg_ctl) are not installed."


def main() -> int:
    """Run the trials that were chosen; returns 1 when a promise was broken."""
    chosen = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="ceiling-chaos-") as directory:
        verdicts = asyncio.run(_run(chosen, Path(directory)))
    if chosen.log:
        chosen.log.write_text("\n".join(said for verdict in verdicts for said in verdict.complaints))
    broken = sum(bool(verdict.violations) for verdict in verdicts)
    print(
        f"{len(verdicts)} trials, {broken} of them broke a promise." if broken else "All promises were kept."
    )
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--members", type=int, default=1000, help="people in the large project (1000)")
    parser.add_argument("--kills", type=int, default=100, help="processes killed in each storm (100)")
    parser.add_argument("--away", type=float, default=30.0, help="seconds without PostgreSQL (30)")
    parser.add_argument("--polls", type=int, default=10_000, help="that two processes open at once (10000)")
    parser.add_argument("--seed", type=int, default=1, help="of everything that is left to chance (1)")
    parser.add_argument(
        "--within", type=float, default=3600.0, help="seconds after which a trial is given up"
    )
    parser.add_argument("--together", action="store_true", help="run the trials at the same time")
    parser.add_argument("--log", type=Path, help="a file for what the processes logged, warnings and above")
    parser.add_argument("--only", choices=tuple(TRIALS), help="one trial instead of all")
    return parser


async def _run(chosen: argparse.Namespace, directory: Path) -> list[Verdict]:
    _clean_up_when_told_to_stop()
    print(f"seed {chosen.seed}; storm: 20 % refused (429), 5 % failing (500), 2 % cut after Slack accepted\n")
    names = [chosen.only] if chosen.only else list(TRIALS)
    binaries = programs()
    if binaries is None and not set(names) <= NEED_NO_SERVER:
        print(WITHOUT_POSTGRESQL)
        names = [name for name in names if name in NEED_NO_SERVER]
    trials = [_told(*TRIALS[name](chosen, directory, binaries or directory)) for name in names]
    return await asyncio.gather(*trials) if chosen.together else [await trial for trial in trials]


def _clean_up_when_told_to_stop() -> None:
    # Ctrl-C does so by itself; a host's SIGTERM would leave the bot's processes and the server behind.
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


async def _told(title: str, trial: Awaitable[Verdict]) -> Verdict:
    """Run a trial, and print what it found as soon as it is over."""
    begun = perf_counter()
    verdict = await trial
    print("\n".join(lines_of(title, perf_counter() - begun, verdict)), flush=True)
    return verdict


def _storm(chosen: argparse.Namespace) -> Storm:
    return Storm(chosen.members, chosen.kills, chosen.seed, chosen.within)


def _on_sqlite(chosen: argparse.Namespace, directory: Path, _binaries: Path) -> Trial:
    title = f"{chosen.members} members, {chosen.kills} kills, SQLite, one process"
    return title, kill_in_a_storm(_storm(chosen), f"sqlite:///{directory / 'chaos.db'}", directory)


def _on_postgresql(chosen: argparse.Namespace, directory: Path, binaries: Path) -> Trial:
    async def run() -> Verdict:
        async with running_cluster(binaries) as cluster:
            return await kill_in_a_storm(_storm(chosen), await cluster.new_database(), directory)

    return f"{chosen.members} members, {chosen.kills} kills, PostgreSQL, 2 web and 3 workers", run()


def _opening_on_sqlite(chosen: argparse.Namespace, directory: Path, _binaries: Path) -> Trial:
    trial = open_twice(Race(chosen.polls), f"sqlite:///{directory / 'opening.db'}")
    return f"{chosen.polls} due polls, two processes on SQLite", trial


def _opening_on_postgresql(chosen: argparse.Namespace, _directory: Path, binaries: Path) -> Trial:
    async def run() -> Verdict:
        async with running_cluster(binaries) as cluster:
            return await open_twice(Race(chosen.polls), await cluster.new_database())

    return f"{chosen.polls} due polls, two processes on PostgreSQL", run()


def _without_postgresql(chosen: argparse.Namespace, directory: Path, binaries: Path) -> Trial:
    outage = Outage(max(20, chosen.members // 4), chosen.away, chosen.seed, chosen.within)

    async def run() -> Verdict:
        async with running_cluster(binaries) as cluster:
            return await stop_the_database(outage, cluster, directory)

    return f"{outage.members} members, PostgreSQL away for {outage.away_seconds:.0f} s", run()


TRIALS: dict[str, Callable[[argparse.Namespace, Path, Path], Trial]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
    "outage": _without_postgresql,
    "opening-sqlite": _opening_on_sqlite,
    "opening-postgresql": _opening_on_postgresql,
}
NEED_NO_SERVER = {"sqlite", "opening-sqlite"}


if __name__ == "__main__":
    sys.exit(main())
