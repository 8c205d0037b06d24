"""A workspace and the processes of the bot in it."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.demo.workplace import SIGNING_SECRET
from bot.sandbox import Sandbox
from bot.slack.http import SLACK_PATH
from tests.flows.conftest import Team
from tests.processes.program import Program, settings_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path


@dataclass
class Site:
    """Where processes are started: a workspace, a database, a directory without a `.env`."""

    sandbox: Sandbox
    database_url: str
    directory: Path
    programs: list[Program] = field(default_factory=list)

    async def start(
        self, command: str, changed: Mapping[str, str] | None = None, *, socket_mode: bool = False
    ) -> Program:
        """Start a command with settings that suit the sandbox, some of them changed."""
        suitable = settings_of(self.sandbox, self.database_url, socket_mode=socket_mode)
        settings = {**suitable, **(changed or {})}
        program = await Program.start(command, settings, self.directory)
        self.programs.append(program)
        return program

    async def listens(self, command: str, *, socket_mode: bool = False) -> Program:
        """Start a command that listens to Slack, and wait until Slack can reach it."""
        program = await self.start(command, socket_mode=socket_mode)
        if socket_mode:
            await program.says("at work")
            await self.sandbox.connected()
        else:
            self.sandbox.deliver_to(f"http://127.0.0.1:{await program.port()}{SLACK_PATH}")
        return program


@asynccontextmanager
async def _opened(database_url: str, directory: Path) -> AsyncIterator[Site]:
    async with Sandbox(signing_secret=SIGNING_SECRET) as sandbox:
        site = Site(sandbox, database_url, directory)
        yield site
        for program in site.programs:
            await program.is_killed()


@pytest.fixture
async def site(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Site]:
    """A workspace and a migrated SQLite file; whatever was started and still runs is killed in the end."""
    async with _opened(f"sqlite:///{shutil.copy(migrated_file, tmp_path)}", tmp_path) as made:
        yield made


@pytest.fixture
async def any_site(database_url: str, tmp_path: Path) -> AsyncIterator[Site]:
    """The same on SQLite and on PostgreSQL, for what depends on the database."""
    async with _opened(database_url, tmp_path) as made:
        yield made


@pytest.fixture
def team(request: pytest.FixtureRequest) -> Team:
    """Three people in the channel #churn, the bot among them; no project yet."""
    name = "any_site" if "any_site" in request.fixturenames else "site"
    sandbox: Sandbox = request.getfixturevalue(name).sandbox
    ana, ben, cho = (sandbox.add_person(name) for name in ("Ana Ruiz", "Ben Okafor", "Cho Lin"))
    return Team(ana, ben, cho, sandbox.add_channel("churn", members=[ana, ben, cho]))
