"""One trial: everybody is asked and answers, something goes wrong meanwhile, and in the end all is looked at."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.chaos.crowd import WEAK
from tests.chaos.ledger import judge
from tests.flows.world import LABELS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.sandbox import Sandbox
    from tests.chaos.crowd import Crowd
    from tests.chaos.fleet import Fleet
    from tests.chaos.ledger import Bookkeeper, Verdict
    from tests.chaos.scene import Team

A_ROLE = list(LABELS)[1]


@dataclass
class Trial:
    """Who and what takes part."""

    sandbox: Sandbox
    teams: list[Team]
    fleet: Fleet
    crowd: Crowd
    bookkeeper: Bookkeeper

    async def run(self, trouble: Callable[[], Awaitable[None]], *, within_seconds: float) -> Verdict:
        """Start the bot and make trouble while people live their lives; then judge."""
        try:
            is_done = await self._live_through(trouble, within_seconds)
            ended, kills = self.fleet.ended_by_themselves(), len(self.fleet.killed_at)
        finally:
            complaints = await self.fleet.end()
        books = await self.bookkeeper.books()
        await self.bookkeeper.close()
        verdict = judge(books, self.sandbox, self.teams, self.crowd, self.fleet.killed_at)
        verdict.figures["processes killed"] = kills
        verdict.complaints = complaints
        verdict.violations += [f"{name} ended by itself" for name in ended]
        if not is_done:
            verdict.violations.append(f"not done within {within_seconds:.0f} s")
        return verdict

    async def _live_through(self, trouble: Callable[[], Awaitable[None]], within_seconds: float) -> bool:
        await self.fleet.start()
        try:
            async with asyncio.timeout(within_seconds):
                await asyncio.gather(self._live(), trouble())
                self.sandbox.faults.clear()
                await self.bookkeeper.until_settled(summaries=len(self.teams) - 1)
        except TimeoutError:
            return False
        return True

    async def _live(self) -> None:
        """Let everybody answer; in each small team somebody then takes back what they said."""
        large, *small = self.teams
        await asyncio.gather(
            self.crowd.answer_when_asked(large), *(self._answer_and_fall(team) for team in small)
        )

    async def _answer_and_fall(self, team: Team) -> None:
        await self.crowd.answer_when_asked(team)
        await self.bookkeeper.until_closed(team.name)
        await self.crowd.change_by_command(team.members[1], team, A_ROLE, WEAK)
