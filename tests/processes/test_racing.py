"""Two processes that look at the clock at the same moment; `make chaos` does it for 10,000 polls."""

from __future__ import annotations

from tests.chaos.opening import Race, open_twice


async def test_two_processes_open_each_due_poll_once(database_url: str) -> None:
    verdict = await open_twice(Race(polls=100, projects=5), database_url)

    assert verdict.figures["polls opened"] == 100
    assert verdict.violations == []
