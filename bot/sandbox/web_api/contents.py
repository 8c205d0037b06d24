"""The contents of a message, checked: text, blocks, metadata."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.sandbox.blockkit import as_stored, check_message
from bot.sandbox.errors import SlackError

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

METADATA_BYTES_MOST = 8_000
TEXT_MOST = 40_000
MARKDOWN_MOST = 12_000


def contents(
    workspace: Workspace, args: dict[str, Any], text_most: int = TEXT_MOST
) -> tuple[str, list[dict[str, Any]]]:
    """Return text and blocks as Slack keeps them; refuses what breaks a rule."""
    text, blocks = args.get("text") or "", args.get("blocks") or []
    markdown = args.get("markdown_text") or ""
    if markdown and (text or blocks):
        raise SlackError("markdown_text_conflict")
    if not (text or blocks or markdown):
        raise SlackError("no_text")
    if not isinstance(text, str) or len(text) > text_most or len(markdown) > MARKDOWN_MOST:
        raise SlackError("msg_too_long", [f"[ERROR] text must be a string of up to {text_most} characters"])
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format", ["[ERROR] blocks must be an array"])
    problems = check_message(blocks) if blocks else []
    if problems:
        raise SlackError("invalid_blocks", problems)
    _check_metadata(args.get("metadata"))
    return text or markdown, as_stored(blocks, workspace.new_id)


def _check_metadata(metadata: object) -> None:
    if metadata is None:
        return
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise SlackError("invalid_metadata_format", ["[ERROR] metadata needs event_type and event_payload"])
    if len(json.dumps(metadata)) > METADATA_BYTES_MOST:
        raise SlackError("metadata_too_large", ["[ERROR] metadata is too large"])
