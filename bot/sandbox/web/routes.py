"""The page's routes: the page itself, what a person sees, what they do, and a stream of changes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.errors import NotSeen
from bot.sandbox.web import traffic
from bot.sandbox.web.acts import Acts
from bot.sandbox.web.clockwork import Clockwork
from bot.sandbox.web.reading import Reading
from bot.sandbox.web.snapshot import Snapshot

if TYPE_CHECKING:
    from bot.sandbox.people import Person
    from bot.sandbox.sandbox import Sandbox

FILES = Path(__file__).parent.parent / "page"
MESSAGES_SHOWN = 60
MESSAGES_MOST = 5000
PROBE_SECONDS = 2.0
# A skip of a week changes much at once; whoever watches looks again so often at most.
LOOK_SECONDS = 0.1
# Pictures may come from anywhere, since the bot names them; everything else comes from here.
POLICY = "default-src 'self'; img-src 'self' data: http: https:; base-uri 'none'; form-action 'none'"
HEADERS = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
STREAM_HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}


class Page:
    """Everything the browser asks for."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.reading = Reading()
        self._sandbox = sandbox
        self._clockwork = Clockwork(sandbox)
        self._bot_answers = True
        self._is_open = True

    def mount(self, app: web.Application) -> None:
        """Add the routes to a web application."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page/state", self._state)
        app.router.add_post("/page/act", self._act)
        app.router.add_get("/page/stream", self._stream)
        app.router.add_get("/page/traffic", self._traffic)
        app.router.add_get("/page/traffic/{key}", self._traffic_detail)
        app.router.add_get("/page/files/{file_id}/{name}", self._shared_file)
        app.router.add_get("/page/{file:.+}", self._file)
        app.on_shutdown.append(self._close)

    async def _close(self, _app: web.Application) -> None:
        self._is_open = False
        self._sandbox.workspace.changes.tell()

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(FILES / "index.html", headers=HEADERS)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = (FILES / request.match_info["file"]).resolve()
        if not path.is_relative_to(FILES) or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)

    async def _shared_file(self, request: web.Request) -> web.StreamResponse:
        file = self._sandbox.workspace.files.get(request.match_info["file_id"])
        if file is None or file.content is None:
            raise web.HTTPNotFound
        return web.Response(body=file.content, content_type=file.mimetype, headers=HEADERS)

    async def _state(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request.query.get("as"))
        if person is None:
            return web.json_response({"viewer": None, "team": self._sandbox.workspace.identity.team_name})
        return web.json_response(await self._seen_by(person, request))

    async def _seen_by(self, person: Person, request: web.Request) -> dict[str, Any]:
        snapshot = Snapshot(person, self.reading)
        return {
            "version": self._sandbox.workspace.changes.version,
            **self._common(person),
            "clock": snapshot.clock(),
            "tip": snapshot.tip(self._sandbox.tip),
            "places": snapshot.places(),
            "home": snapshot.home(),
            "modals": snapshot.modals(),
            **self._opened(person, snapshot, request),
            "time": await self._clockwork.story(person),
        }

    def _common(self, person: Person) -> dict[str, Any]:
        identity = self._sandbox.workspace.identity
        hinted = {hint.line.split()[0] for hint in self._sandbox.hints}
        bare = [{"line": each, "usage": "", "about": ""} for each in identity.commands if each not in hinted]
        return {
            "team": identity.team_name,
            "bot": {"id": identity.bot_user_id, "name": identity.bot_name, "answers": self._bot_answers},
            "viewer": _described(person),
            "people": [_described(each) for each in self._awake()],
            "hints": [vars(hint) for hint in self._sandbox.hints] + bare,
            "traffic": traffic.counted(self._sandbox),
        }

    def _opened(self, person: Person, snapshot: Snapshot, request: web.Request) -> dict[str, Any]:
        channel = self._sandbox.workspace.channels.get(request.query.get("in", ""))
        if channel is None or not self._sandbox.workspace.may_see(person.id, channel):
            return {"conversation": None, "thread": None}
        most = min(int(request.query.get("most", MESSAGES_SHOWN)), MESSAGES_MOST)
        ts = request.query.get("thread")
        return {
            "conversation": snapshot.conversation(channel, most),
            "thread": snapshot.thread(channel, ts) if ts else None,
        }

    async def _act(self, request: web.Request) -> web.StreamResponse:
        # Another site's form could post here, but not JSON: that needs a permission nobody gives.
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        wish = await request.json()
        person = self._person(wish.get("as"))
        if person is None or person.id != wish.get("as"):
            return web.json_response({"said": "There is no such person."}, status=409)
        try:
            said = await self._done(person, wish)
        except NotSeen as gone:
            return web.json_response({"said": str(gone).partition("\n")[0]}, status=409)
        except (KeyError, ValueError, TypeError) as refused:
            return web.json_response({"said": str(refused)}, status=400)
        return web.json_response({"said": said})

    async def _done(self, person: Person, wish: dict[str, Any]) -> str | None:
        if wish.get("do") == "skip":
            return await self._clockwork.skip(wish)
        return await Acts(self._sandbox, self.reading, person).do(wish)

    async def _traffic(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response(traffic.listed(self._sandbox))

    async def _traffic_detail(self, request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response(traffic.detail(self._sandbox, request.match_info["key"]))
        except LookupError:
            raise web.HTTPNotFound from None

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=STREAM_HEADERS)
        await response.prepare(request)
        changes, version = self._sandbox.workspace.changes, -1
        while self._is_open:
            await self._probe()
            line = f"data: {changes.version}\n\n" if changes.version > version else ": nothing new\n\n"
            version = changes.version
            try:
                await response.write(line.encode())
            except ConnectionError:
                break
            await asyncio.sleep(LOOK_SECONDS)
            await changes.after(version, PROBE_SECONDS)
        return response

    async def _probe(self) -> None:
        answers = await self._sandbox.reaches_the_bot()
        if answers != self._bot_answers:
            self._bot_answers = answers
            self._sandbox.workspace.changes.tell()

    def _awake(self) -> list[Person]:
        people = self._sandbox.workspace.people.values()
        return [each for each in people if not each.is_bot and not each.deleted]

    def _person(self, person_id: object) -> Person | None:
        awake = self._awake()
        return next((each for each in awake if each.id == person_id), next(iter(awake), None))


def _described(person: Person) -> dict[str, Any]:
    role = "guest" if person.is_guest else "admin" if person.is_admin else ""
    return {"id": person.id, "name": person.name, "zone": person.zone, "role": role}
