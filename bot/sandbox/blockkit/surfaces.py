"""Whole surfaces: a message's blocks, a modal, a Home tab."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.blockkit.blocks import BLOCK
from bot.sandbox.blockkit.report import Report, Surface
from bot.sandbox.blockkit.rules import anything, boolean, list_of, one_of, shape, string
from bot.sandbox.blockkit.text_objects import plain

MESSAGE_BLOCKS_MOST = 50
VIEW_BLOCKS_MOST = 100
VIEW_BYTES_MOST = 250_000

SHARED = {
    "callback_id": string(255, 0),
    "private_metadata": string(3000, 0),
    "external_id": string(255, 0),
}
VIEWS = {
    Surface.MODAL: shape(
        {"type": one_of("modal"), "title": plain(24), "blocks": anything},
        {
            **SHARED,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
        },
    ),
    Surface.HOME: shape({"type": one_of("home"), "blocks": anything}, SHARED),
}


def check_message(blocks: object, pointer: str = "/blocks") -> list[str]:
    """Return which rules the blocks of a message break, in Slack's wording."""
    report = Report(Surface.MESSAGE)
    list_of(BLOCK, MESSAGE_BLOCKS_MOST)(blocks, pointer, report)
    return report.problems


def check_view(view: object, surface: Surface, pointer: str = "/view") -> list[str]:
    """Return which rules a modal or a Home tab breaks, in Slack's wording."""
    report = Report(surface)
    VIEWS[surface](view, pointer, report)
    if isinstance(view, dict):
        list_of(BLOCK, VIEW_BLOCKS_MOST, 0)(view.get("blocks"), f"{pointer}/blocks", report)
        if surface is Surface.MODAL and report.counts["inputs"] and "submit" not in view:
            report.broken(f"{pointer}/submit", "submit is required when an input block is there")
    return report.problems


def is_too_large(view: dict[str, Any]) -> bool:
    """Whether the view is above Slack's total size."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES_MOST
