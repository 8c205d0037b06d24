"""A workspace and the processes of the bot in it."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from bot.clock import Clock
from bot.demo.workplace import SIGNING_SECRET
from bot.sandbox import Sandbox
from bot.slack.http import SLACK_PATH
from models.database import Database
from models.messages import Message
from tests.flows.conftest import Team
from tests.flows.world import START
from tests.processes.program import STARTS_WITHIN_SECONDS, Program, settings_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from bot.sandbox import Channel, Person


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

    async def owed(self) -> int:
        """Return how many messages should have been sent by now."""
        database = Database(self.database_url)
        is_due = col(Message.not_before) <= Clock().now()
        query = select(func.count()).where(col(Message.sent) < col(Message.wanted), is_due)
        waiting = await database.read(lambda session: session.exec(query).one())
        await database.close()
        return waiting


async def set_up(lead: Person, channel: Channel) -> None:
    """Let a lead set the project *churn* up."""
    await lead.types("/ceiling setup", in_=channel)
    lead.fills("Project name", "churn")
    await lead.submits()
    await lead.dismisses()


@asynccontextmanager
async def _opened(database_url: str, directory: Path) -> AsyncIterator[Site]:
    # Its clock stands still: however slow the machine, no trigger expires.
    async with Sandbox(now=lambda: START, signing_secret=SIGNING_SECRET) as sandbox:
        sandbox.sockets.ack_seconds = STARTS_WITHIN_SECONDS
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
