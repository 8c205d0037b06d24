"""A PostgreSQL server of our own, which may be stopped: run by an unprivileged user in a temporary directory."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import socket
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROLE = "ceiling"
CONNECTIONS = 200
# PostgreSQL refuses to run as root; one of these exists on every Unix.
UNPRIVILEGED = ("postgres", "nobody")


def programs() -> Path | None:
    """Return where the server's programs are; None where none is installed."""
    on_path = shutil.which("pg_ctl")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3]))
    found = [Path(on_path).resolve()] if on_path else debian
    return found[-1].parent if found else None


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Cluster:
    """The server: started, stopped as by a power cut, started again."""

    def __init__(self, home: Path, binaries: Path) -> None:
        self._home = home
        self._binaries = binaries
        self._port = free_port()
        self._made = 0
        self._is_running = False

    async def make(self) -> None:
        """Make its files."""
        await self._run("initdb", "-U", ROLE, "-A", "trust", "-E", "UTF8", "--no-sync")

    async def start(self) -> None:
        """Return once it takes connections."""
        settings = {
            "port": self._port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "''",
            "max_connections": CONNECTIONS,
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        await self._run("pg_ctl", "-w", "-o", options, "-l", str(self._home / "log"), "start")
        self._is_running = True

    async def stop(self) -> None:
        """Stop it at once: what was committed is kept, every transaction under way is lost."""
        if self._is_running:
            await self._run("pg_ctl", "-m", "immediate", "-w", "stop")
            self._is_running = False

    async def new_database(self) -> str:
        """Make an empty database; return its address."""
        self._made += 1
        name = f"chaos_{self._made}"
        await self._execute("createdb", "-h", "127.0.0.1", "-p", str(self._port), "-U", ROLE, name)
        return f"postgresql://{ROLE}@127.0.0.1:{self._port}/{name}"

    async def _run(self, program: str, *arguments: str) -> None:
        await self._execute(program, "-D", str(self._home / "data"), *arguments)

    async def _execute(self, program: str, *arguments: str) -> None:
        process = await asyncio.create_subprocess_exec(
            str(self._binaries / program),
            *arguments,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            cwd=self._home,
            **_as_nobody(),
        )
        _, said = await process.communicate()
        if process.returncode:
            raise RuntimeError(f"{program} failed: {said.decode()}")


def _as_nobody() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    user = _unprivileged()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _unprivileged() -> pwd.struct_passwd:
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


@asynccontextmanager
async def running_cluster(binaries: Path) -> AsyncIterator[Cluster]:
    """Keep a server running, and remove all of it in the end."""
    with tempfile.TemporaryDirectory(prefix="ceiling-chaos-", ignore_cleanup_errors=True) as directory:
        if os.geteuid() == 0:
            os.chown(directory, _unprivileged().pw_uid, _unprivileged().pw_gid)
        cluster = Cluster(Path(directory), binaries)
        await cluster.make()
        await cluster.start()
        try:
            yield cluster
        finally:
            await cluster.stop()
