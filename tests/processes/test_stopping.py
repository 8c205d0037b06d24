"""Being told to stop: what is under way is finished, nothing is begun, and the process ends in time."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest

from tests.processes.conftest import set_up

if TYPE_CHECKING:
    from tests.flows.conftest import Team
    from tests.processes.conftest import Site


async def is_let_go(port: int) -> None:
    """Wait until nothing listens on a port."""
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                await writer.wait_closed()
            except ConnectionError:
                return


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_an_idle_bot_ends_at_once_with_status_0_and_not_a_word(site: Site, how: signal.Signals) -> None:
    program = await site.listens("run")
    program.is_told_to_stop(how)
    assert await program.stops() == 0
    assert await program.ends() == (0, "")


@pytest.mark.parametrize("command", ["web", "worker"])
async def test_processes_apart_end_likewise(site: Site, command: str) -> None:
    program = await site.start(command, socket_mode=True)
    await program.says("at work")
    program.is_told_to_stop()
    assert await program.ends() == (0, "")


async def test_a_bot_that_is_still_starting_ends_too(site: Site) -> None:
    hold = site.sandbox.faults.hold("auth.test")
    program = await site.start("run")
    await hold.reached.wait()
    program.is_told_to_stop()
    assert await program.stops() == 0
    hold.release()


async def test_a_message_under_way_is_finished_while_slack_is_slow(site: Site, team: Team) -> None:
    program = await site.start("run")
    port = await program.port()
    site.sandbox.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    hold = site.sandbox.faults.hold("chat.postMessage", channel=team.ben.id)
    await set_up(team.ana, team.channel)
    await hold.reached.wait()
    program.is_told_to_stop()
    await is_let_go(port)
    hold.release()
    assert await program.stops() == 0
    assert len(team.ben.inbox()) == 1
    assert await site.owed() == 0


@pytest.mark.parametrize("socket_mode", [False, True], ids=["http", "socket"])
async def test_a_command_under_way_is_answered(site: Site, team: Team, *, socket_mode: bool) -> None:
    program = await site.listens("run", socket_mode=socket_mode)
    hold = site.sandbox.faults.hold("views.open")
    typing = asyncio.create_task(team.ana.types("/ceiling setup", in_=team.channel))
    await hold.reached.wait()
    program.is_told_to_stop()
    hold.release()
    assert (await typing).ok
    assert team.ana.modal is not None
    assert await program.stops() == 0
