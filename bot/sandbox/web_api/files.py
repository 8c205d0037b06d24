"""Methods that share files: files.getUploadURLExternal and files.completeUploadExternal.

Between the two the bytes are posted to the address that the first one gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.conversations import Kind
from bot.sandbox.errors import SlackError
from bot.sandbox.files import File
from bot.sandbox.web_api.arguments import needed

if TYPE_CHECKING:
    from bot.sandbox.conversations import Channel
    from bot.sandbox.workspace import Workspace

ALT_TEXT_MOST = 1000


def get_upload_url(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Announce a file by its name and exact length in bytes; return where to post it."""
    needed(args, "filename", "length")
    alt_text = str(args.get("alt_txt") or "")
    if len(alt_text) > ALT_TEXT_MOST:
        raise SlackError("alt_txt_too_large")
    length = str(args["length"])
    if not length.isdecimal() or not int(length):
        raise SlackError("invalid_arguments", ["[ERROR] length must be a positive number of bytes"])
    file = File(workspace.new_id("F"), str(args["filename"]), int(length), alt_text)
    workspace.files[file.id] = file
    return {"upload_url": f"{workspace.base_url}upload/{file.id}", "file_id": file.id}


def take_bytes(workspace: Workspace, file_id: str, content: bytes) -> bool:
    """Take the bytes of an announced file; whether they are as many as were announced."""
    file = workspace.files.get(file_id)
    if file is None or len(content) != file.length:
        return False
    file.content = content
    return True


def complete_upload(workspace: Workspace, args: dict[str, Any]) -> dict[str, Any]:
    """Share uploaded files in a conversation, named by its id, in one message of the bot."""
    needed(args, "files")
    files = _uploaded(workspace, args["files"])
    if args.get("channel_id"):
        channel = _conversation(workspace, args["channel_id"])
        workspace.post(
            channel,
            workspace.identity.bot_user_id,
            str(args.get("initial_comment") or ""),
            thread_ts=args.get("thread_ts") or None,
            files=files,
        )
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _uploaded(workspace: Workspace, listed: object) -> list[File]:
    if not isinstance(listed, list) or not listed or not all(isinstance(each, dict) for each in listed):
        raise SlackError("invalid_arguments", ["[ERROR] files must be an array of objects"])
    files = []
    for each in listed:
        file = workspace.files.get(str(each.get("id")))
        if file is None or file.content is None:
            raise SlackError("file_not_found")
        file.title = str(each.get("title") or file.name)
        files.append(file)
    return files


def _conversation(workspace: Workspace, channel_id: object) -> Channel:
    channel = workspace.channel(channel_id)
    if channel.kind is not Kind.DIRECT and not workspace.bot_is_in(channel):
        raise SlackError("not_in_channel")
    return channel


METHODS = {
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
}
