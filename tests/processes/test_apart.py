"""Several processes on one PostgreSQL share the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import NO_SERVER, SERVER
from tests.processes.conftest import set_up

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.processes.conftest import Site


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=() if SERVER else NO_SERVER)], indirect=True
)
async def test_one_listens_and_two_send_each_message_once(any_site: Site, team: Team) -> None:
    workers = [await any_site.start("worker") for _ in range(2)]
    web = await any_site.listens("web")
    for worker in workers:
        await worker.says("asking and sending")
    await set_up(team.ana, team.channel)
    people = (team.ana, team.ben, team.cho)
    await any_site.sandbox.until(
        lambda: all(person.inbox() for person in people) and bool(team.ana.sees(team.channel))
    )
    for program in (web, *workers):
        program.is_told_to_stop()
        assert await program.ends() == (0, "")
    assert [len(person.inbox()) for person in people] == [1, 1, 1]
    assert len(team.ana.sees(team.channel)) == 1
