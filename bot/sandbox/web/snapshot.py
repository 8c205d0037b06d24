"""What one person has before them at this moment, as JSON: places, messages, modals, their Home tab."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot.sandbox.conversations import Kind
from bot.sandbox.eye import Eye
from bot.sandbox.inputs import kept_state
from bot.sandbox.web.drawing import Drawing

if TYPE_CHECKING:
    from bot.sandbox.conversations import Channel, Message
    from bot.sandbox.files import File
    from bot.sandbox.people import Person
    from bot.sandbox.views import View
    from bot.sandbox.web.reading import Reading

Json = dict[str, Any]
FACES = 3


class Snapshot:
    """Everything the page draws for one person."""

    def __init__(self, viewer: Person, reading: Reading) -> None:
        self._viewer = viewer
        self._workspace = viewer.workspace
        self._reading = reading
        self._eye = Eye(viewer.workspace, viewer.id)
        self._drawing = Drawing(viewer)

    def places(self) -> list[Json]:
        """Return the conversations the person may know of: channels by name, then the direct message."""
        workspace = self._workspace
        channels = [
            each
            for each in workspace.channels.values()
            if each.kind is not Kind.DIRECT and workspace.may_see(self._viewer.id, each)
        ]
        channels.sort(key=lambda each: each.name)
        return [self._place(each) for each in [*channels, workspace.direct(self._viewer)]]

    def _place(self, channel: Channel) -> Json:
        is_member = self._viewer.id in channel.members
        mine = [each for each in self._viewer.visible(channel) if not each.is_reply] if is_member else []
        return {
            "id": channel.id,
            "name": self._workspace.identity.bot_name if channel.user else channel.name,
            "kind": channel.kind.value,
            "member": is_member,
            "archived": channel.archived,
            "withBot": self._workspace.bot_is_in(channel),
            "members": len([each for each in channel.members if each in self._workspace.people]),
            "unread": self._reading.unread(self._viewer, channel, mine),
        }

    def conversation(self, channel: Channel, most: int) -> Json:
        """Return a conversation with its newest `most` messages and how many there are before them."""
        visible = self._viewer.visible(channel)
        roots = [each for each in visible if not each.is_reply]
        replies = defaultdict(list)
        for each in visible:
            if each.thread_ts and each.thread_ts != each.ts:
                replies[each.thread_ts].append(each)
        shown = [self._message(each, replies[each.ts]) for each in roots[-most:]]
        last_read = self._reading.last(self._viewer, channel)
        return {
            **self._place(channel),
            "lastRead": last_read,
            "earlier": max(len(roots) - most, 0),
            "messages": shown,
        }

    def thread(self, channel: Channel, ts: str) -> Json | None:
        """Return a message with its replies; None when the person sees no such message."""
        visible = self._viewer.visible(channel)
        root = next((each for each in visible if each.ts == ts), None)
        if root is None:
            return None
        replies = [each for each in visible if each.thread_ts == ts and each.ts != ts]
        return {
            "ts": ts,
            "root": self._message(root, replies),
            "lastRead": self._reading.last(self._viewer, channel, ts),
            "replies": [self._message(each, []) for each in replies],
        }

    def _message(self, message: Message, replies: list[Message]) -> Json:
        state = kept_state(message.typed.get(self._viewer.id, {}), message.blocks)
        return {
            "channel": message.channel,
            "ts": message.ts,
            **self._when(message.ts),
            "author": self._author(message.author),
            "mine": message.author == self._viewer.id,
            "ephemeral": message.only_for is not None,
            "edited": message.edited,
            "thread": message.thread_ts if message.reply_broadcast else None,
            "text": self._drawing.text(message.text),
            "blocks": self._drawing.blocks(message.blocks, state),
            "files": [_file(each) for each in message.files],
            "replies": self._replies(message, replies) if replies else None,
        }

    def _replies(self, root: Message, replies: list[Message]) -> Json:
        channel = self._workspace.channels[root.channel]
        authors = list(dict.fromkeys(each.author for each in replies))
        last = self._when(replies[-1].ts)
        return {
            "count": len(replies),
            "last": f"{last['day']} at {last['time']}",
            "authors": [self._author(each) for each in authors[:FACES]],
            "unread": self._reading.unread(self._viewer, channel, replies, root.ts),
        }

    def _when(self, ts: str) -> Json:
        at = int(ts.partition(".")[0])
        return {"day": self._eye.date(at, "{date_long_pretty}"), "time": self._eye.date(at, "{time}")}

    def _author(self, user_id: str) -> Json:
        is_bot = user_id == self._workspace.identity.bot_user_id
        return {"id": user_id, "name": self._eye.name(user_id), "bot": is_bot}

    def home(self) -> Json | None:
        """Return the Home tab; None before the bot published it."""
        view = self._workspace.homes.get(self._viewer.id)
        if view is None:
            return None
        return {"id": view.id, "blocks": self._drawing.blocks(view.blocks, view.state)}

    def modals(self) -> list[Json]:
        """Return the person's modals, the topmost last."""
        return [self._modal(each) for each in self._viewer.stack]

    def _modal(self, view: View) -> Json:
        def words(name: str) -> str | None:
            return self._drawing.plain(view.sent[name]) if name in view.sent else None

        return {
            "id": view.id,
            "hash": view.hash,
            "title": words("title"),
            "submit": words("submit"),
            "close": words("close") or "Cancel",
            "blocks": self._drawing.blocks(view.blocks, view.state),
            "errors": view.errors,
            "trouble": view.trouble,
        }

    def tip(self, said: str) -> Json | None:
        """Return what to try first, if anything is said of it."""
        return {"text": said, "spans": self._drawing.text(said)} if said else None

    def clock(self) -> str:
        """Return the present moment in the person's zone."""
        return self._eye.date(self._workspace.seconds(), "{date_long} {time}")


def _file(file: File) -> Json:
    return {
        "url": f"page/files/{file.id}/{quote(file.name)}",
        "name": file.name,
        "title": file.title,
        "alt": file.alt_text,
        "isPicture": file.is_picture,
    }
