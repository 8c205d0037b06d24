"""The HTTP face of the sandbox: Web API, Socket Mode, response urls and uploads, on loopback only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox import responses
from bot.sandbox.errors import SlackError
from bot.sandbox.web_api import answer_call
from bot.sandbox.web_api.files import take_bytes
from bot.sandbox.workspace import Call

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.faults import Fault, Faults
    from bot.sandbox.sockets import Sockets
    from bot.sandbox.workspace import Workspace

LOOPBACK = "127.0.0.1"
BODY_MOST = 8 * 1024 * 1024
SHUTDOWN_SECONDS = 1.0
JSON_ARGUMENTS = ("blocks", "files", "view", "metadata")


class Server:
    """Answers what the bot calls."""

    def __init__(
        self,
        workspace: Workspace,
        sockets: Sockets,
        faults: Faults,
        mount: Callable[[web.Application], None],
    ) -> None:
        """Prepare; nothing listens yet. `mount` adds routes that are no part of Slack."""
        self._mount = mount
        self._workspace = workspace
        self._sockets = sockets
        self._faults = faults
        self._runner: web.AppRunner | None = None

    async def start(self, port: int) -> int:
        """Listen on loopback and return the port, a free one if `port` is 0."""
        app = web.Application(client_max_size=BODY_MOST)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_route("*", "/from/{caller}/api/{method}", self._api)
        app.router.add_get("/socket", self._sockets.serve)
        app.router.add_post("/response/{key}", self._response)
        app.router.add_post("/upload/{file_id}", self._upload)
        self._mount(app)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await runner.setup()
        await web.TCPSite(runner, LOOPBACK, port).start()
        self._runner = runner
        bound: int = runner.addresses[0][1]
        self._workspace.base_url = f"http://{LOOPBACK}:{bound}/"
        return bound

    async def stop(self) -> None:
        """Stop listening."""
        await self._sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await arguments(request)
        token = _token(request, args)
        fault = await self._struck(method, args)
        result: dict[str, Any] = {}
        if fault is None or fault.after_accept:
            if method == "apps.connections.open":
                args["_ticket"] = self._sockets.ticket()
            result = answer_call(self._workspace, method, args, token)
        answer = result if fault is None else fault.answer
        caller = request.match_info.get("caller", "")
        call = Call(method, args, answer, self._workspace.now(), result=result, caller=caller)
        self._workspace.note_call(call)
        return _reply(request, answer, fault)

    async def _response(self, request: web.Request) -> web.StreamResponse:
        args = await arguments(request)
        fault = await self._struck("response_url", args)
        answer: dict[str, Any] = {}
        status = 200
        if fault is None or fault.after_accept:
            answer, status = self._respond(request.match_info["key"], args)
        if fault is not None:
            answer = fault.answer
        self._workspace.note_call(Call("response_url", args, answer, self._workspace.now()))
        return _reply(request, answer, fault, status)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        content = await request.read()
        if not take_bytes(self._workspace, request.match_info["file_id"], content):
            return web.Response(status=400, text="upload failed")
        return web.Response(text=f"OK - {len(content)}")

    async def _struck(self, method: str, args: dict[str, Any]) -> Fault | None:
        """Return what goes wrong with a call; one that is held goes right, only later."""
        fault = self._faults.take(method, args)
        if fault is None or fault.hold is None:
            return fault
        await fault.hold.keep()
        return None

    def _respond(self, key: str, args: dict[str, Any]) -> tuple[dict[str, Any], int]:
        try:
            granted = self._workspace.grants.use_response(key)
            responses.respond(self._workspace, granted, args)
        except SlackError as refused:
            self._workspace.broken_rules.extend(refused.messages)
            return {"ok": False, "error": refused.error}, 404 if refused.error.endswith("_url") else 400
        return {"ok": True}, 200


async def arguments(request: web.Request) -> dict[str, Any]:
    """Return the arguments of a call, from its query and its form or JSON body."""
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        args |= _object(await request.text())
    elif request.can_read_body:
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    for name in JSON_ARGUMENTS:
        if isinstance(args.get(name), str):
            args[name] = _parsed(args[name])
    return args


def _object(text: str) -> dict[str, Any]:
    parsed = _parsed(text)
    return parsed if isinstance(parsed, dict) else {}


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _token(request: web.Request, args: dict[str, Any]) -> str | None:
    in_body = args.pop("token", None)
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip()
    return in_body if isinstance(in_body, str) else None


def _reply(
    request: web.Request, answer: dict[str, Any], fault: Fault | None, status: int = 200
) -> web.StreamResponse:
    if fault is None:
        return web.json_response(answer, status=status)
    if fault.cut and request.transport is not None:
        request.transport.abort()
        return web.Response()
    headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
    return web.json_response(answer, status=fault.http_status, headers=headers)
