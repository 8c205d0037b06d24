"""How long `python -m bot run` takes until it is ready and how much memory, beside its imports alone."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.processes import ROOT, started

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.processes import Started

ROUNDS = 5

_OF_OTHERS = """
import json, sys, bot.__main__, bot.app, bot.clock, bot.log, bot.settings
own = {"bot", "models", "__main__", "__mp_main__"}
print(json.dumps([name for name in sys.modules if name.partition(".")[0] not in own]))
"""
_BARE = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print("ready", flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True, slots=True)
class Starts:
    """Starts of the bot and of the bare imports, in pairs."""

    bot: list[Started]
    imports: list[Started]

    @property
    def of_imports(self) -> float:
        """How many times its imports a start takes: the median of the pairs."""
        pairs = zip(self.bot, self.imports, strict=True)
        return median(bot.seconds / imports.seconds for bot, imports in pairs)


async def measure(environment: Mapping[str, str]) -> Starts:
    """Start each in turn, several times."""
    modules, starts = _imported_from_others(), Starts([], [])
    for _ in range(ROUNDS):
        async with started("-c", _BARE, modules, environment={}) as imports:
            starts.imports.append(imports)
        async with started("-m", "bot", "run", environment=environment) as bot:
            starts.bot.append(bot)
    return starts


def _imported_from_others() -> str:
    """Return, as JSON, every module that is not the bot's own of those it imports to run."""
    told = subprocess.run([sys.executable, "-c", _OF_OTHERS], cwd=ROOT, capture_output=True, check=True)
    names: list[str] = json.loads(told.stdout)
    return json.dumps(names)
