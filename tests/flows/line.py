"""The line between a bot and its PostgreSQL server, which a test cuts and mends."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from sqlalchemy.engine import URL


class Line:
    """A port of its own on which the server is reached while the line is whole."""

    def __init__(self, database_url: str) -> None:
        self._far_end = make_url(database_url)
        self._port = 0
        self._ends: set[asyncio.StreamWriter] = set()
        self._carrying: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """The address of the database at this end."""
        here: URL = self._far_end.set(host="127.0.0.1", port=self._port)
        return here.render_as_string(hide_password=False)

    async def mend(self) -> None:
        """Let the server be reached, again on the same port."""
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Cut every connection, and take no further ones."""
        self._server.close()
        for end in self._ends:
            end.transport.abort()
        await asyncio.gather(*self._carrying)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._far_end.host, self._far_end.port or 5432)
        self._ends |= {writer, far_writer}
        for way in (self._carry(reader, far_writer), self._carry(far_reader, writer)):
            task = asyncio.create_task(way)
            self._carrying.add(task)
            task.add_done_callback(self._carrying.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while carried := await reader.read(65_536):
                writer.write(carried)
        writer.close()
        self._ends.discard(writer)
