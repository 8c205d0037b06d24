"""Starting: the bot is ready and answers, or says in one sentence why it cannot start."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import aiohttp
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.flows.conftest import Team
    from tests.processes.conftest import Site
    from tests.processes.program import Program


async def status_of(address: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status


async def test_over_http_it_becomes_ready_and_answers_a_command(site: Site, team: Team) -> None:
    program = await site.start("run")
    port = await program.port()
    assert await status_of(f"http://127.0.0.1:{port}/readyz") == 200
    site.sandbox.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    await team.ana.types("/ceiling help", in_=team.channel)
    assert "/ceiling setup" in team.ana.sees(team.channel)[-1].text


async def test_over_socket_mode_it_answers_a_command_too(site: Site, team: Team) -> None:
    await site.listens("run", socket_mode=True)
    await team.ana.types("/ceiling help", in_=team.channel)
    assert "/ceiling setup" in team.ana.sees(team.channel)[-1].text


async def test_it_says_which_workspace_it_is_in_and_how_slack_reaches_it(site: Site) -> None:
    said = await (await site.start("run", socket_mode=True)).says("at work")
    assert said == "Ceiling is at work in Acme, over Socket Mode. Press Ctrl-C to stop it.\n"


async def refusal(program: Program) -> str:
    """Return the one sentence with which a program refuses to start."""
    status, said = await program.ends()
    assert status == 2, said
    assert said.count("\n") == 1, said
    return said


@pytest.mark.parametrize("missing", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
async def test_a_missing_setting_is_named_with_how_to_get_it(site: Site, missing: str) -> None:
    said = await refusal(await site.start("run", {missing: ""}))
    assert said.startswith(f"{missing} is not set: copy the ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-a-persons"),
        ("SLACK_APP_TOKEN", "xoxb-swapped"),
        ("SLACK_API_URL", "slack.com"),
        ("DATABASE_URL", "mysql://localhost/ceiling"),
        ("DATABASE_URL", "postgresql://localhost:port/ceiling"),
        ("DATABASE_URL", "sqlite://two/slashes.db"),
        ("PORT", "http"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
async def test_a_malformed_setting_is_named_with_how_to_get_it(site: Site, name: str, value: str) -> None:
    said = await refusal(await site.start("run", {name: value}))
    assert said.startswith(f"{name} is malformed: ")
    assert value not in said


async def test_a_bot_token_that_slack_refuses_is_named_with_slacks_reason(site: Site) -> None:
    said = await refusal(await site.start("run", {"SLACK_BOT_TOKEN": "xoxb-of-somebody-else"}))
    assert said.startswith("SLACK_BOT_TOKEN is not accepted by Slack (invalid_auth): copy the ")


async def test_an_app_token_that_slack_refuses_is_named_too(site: Site) -> None:
    said = await refusal(
        await site.start("run", {"SLACK_APP_TOKEN": "xapp-of-somebody-else"}, socket_mode=True)
    )
    assert said.startswith("SLACK_APP_TOKEN is not accepted by Slack (invalid_auth): make an ")


async def test_a_port_that_is_taken_is_said(site: Site) -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:  # noqa: S104 (where the bot wants to listen)
        port = taken.getsockname()[1]
        said = await refusal(await site.start("run", {"PORT": str(port)}))
    assert said.startswith(f"PORT {port} cannot be listened on (Address already in use): ")


async def test_a_database_that_cannot_be_opened_is_said(site: Site) -> None:
    said = await refusal(await site.start("run", {"DATABASE_URL": "sqlite:////no/such/directory/ceiling.db"}))
    assert said.startswith("DATABASE_URL cannot be opened (unable to open database file): ")


async def test_a_database_server_that_is_not_there_is_said(site: Site) -> None:
    said = await refusal(
        await site.start("migrate", {"DATABASE_URL": "postgresql://ceiling:hidden@127.0.0.1:9/ceiling"})
    )
    assert said.startswith("DATABASE_URL cannot be opened (connection failed: ")
    assert "hidden" not in said


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/api/", "{sandbox}nothing-here/"])
async def test_a_slack_that_does_not_answer_is_said_in_one_sentence(site: Site, address: str) -> None:
    address = address.format(sandbox=site.sandbox.workspace.base_url)
    status, said = await (await site.start("run", {"SLACK_API_URL": address})).ends()
    assert status == 1
    assert said.startswith(f"Slack does not answer at {address} (")
    assert said.count("\n") == 1, said


@pytest.mark.parametrize("command", ["web", "worker"])
async def test_processes_apart_do_not_migrate_and_say_what_does(
    site: Site, tmp_path: Path, command: str
) -> None:
    status, said = await (await site.start(command, {"DATABASE_URL": f"sqlite:///{tmp_path}/new.db"})).ends()
    assert status == 1
    assert "python -m bot migrate" in said
    assert said.count("\n") == 1, said


async def test_run_makes_a_new_sqlite_file_by_itself(site: Site, tmp_path: Path) -> None:
    program = await site.start("run", {"DATABASE_URL": f"sqlite:///{tmp_path}/new.db"})
    await program.port()
    assert (tmp_path / "new.db").exists()


async def test_migrating_twice_changes_nothing_the_second_time(site: Site, tmp_path: Path) -> None:
    new = f"sqlite:///{tmp_path}/new.db"
    first, second = "up to date now", "up to date already"
    for expected in (first, second):
        program = await site.start("migrate", {"DATABASE_URL": new})
        await program.says(expected)
        assert await program.ends() == (0, "")
