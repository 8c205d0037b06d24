"""What went between Slack and the bot, in order: requests with their time to ack, calls with their answer."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from bot.sandbox.workspace import Call

if TYPE_CHECKING:
    from bot.sandbox.delivery import Delivery
    from bot.sandbox.sandbox import Sandbox

Json = dict[str, Any]
SHOWN_MOST = 200
SLOW_SECONDS = 3.0


def counted(sandbox: Sandbox) -> Json:
    """Return how much there was."""
    return {
        "requests": len(sandbox.deliveries),
        "calls": len(sandbox.calls),
        "broken": len(sandbox.broken_rules),
    }


def listed(sandbox: Sandbox) -> Json:
    """Return the newest entries, the newest last, and every broken rule."""
    entries = chain(
        ((f"request-{i}", each) for i, each in _newest(sandbox.deliveries)),
        ((f"call-{i}", each) for i, each in _newest(sandbox.calls)),
    )
    newest = sorted(entries, key=lambda pair: pair[1].began)[-SHOWN_MOST:]
    return {
        "entries": [{"id": key, **_brief(entry)} for key, entry in newest],
        "broken": sandbox.broken_rules[-SHOWN_MOST:],
    }


def detail(sandbox: Sandbox, key: str) -> Json:
    """Return what was sent and answered, in full; raises `LookupError` when there is no such entry."""
    kind, _, number = key.partition("-")
    if not number.isdigit():
        raise LookupError(key)
    if kind == "call":
        call = sandbox.calls[int(number)]
        return {"sent": _pretty(call.args), "answer": _pretty(call.answer)}
    delivery = sandbox.deliveries[int(number)]
    return {"sent": _pretty(delivery.payload), "answer": _pretty(_parsed(delivery.answer))}


def _newest(entries: list[Any]) -> list[tuple[int, Any]]:
    return list(enumerate(entries))[-SHOWN_MOST:]


def _brief(entry: Call | Delivery) -> Json:
    return _brief_call(entry) if isinstance(entry, Call) else _brief_request(entry)


def _brief_call(call: Call) -> Json:
    metadata = call.answer.get("response_metadata") or {}
    return {
        "kind": "call",
        "name": call.method,
        "at": f"{call.at:%a %H:%M:%S}",
        "ok": bool(call.answer.get("ok")),
        "said": "" if call.answer.get("ok") else call.answer.get("error", "no answer"),
        "broken": metadata.get("messages", []),
    }


def _brief_request(delivery: Delivery) -> Json:
    ok = 200 <= delivery.status < 300  # noqa: PLR2004 - the range of HTTP success
    return {
        "kind": "request",
        "name": delivery.kind,
        "at": f"{delivery.at:%a %H:%M:%S}",
        "ok": ok and delivery.seconds < SLOW_SECONDS,
        "said": "" if ok else f"status {delivery.status}" if delivery.status else "not reachable",
        "milliseconds": round(delivery.seconds * 1000),
        "broken": [],
    }


def _parsed(text: str) -> object:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


def _pretty(value: object) -> str:
    return "" if value is None else json.dumps(value, indent=2, ensure_ascii=False, default=str)
