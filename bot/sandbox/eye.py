"""What one person reads where Slack's markup stands: names, dates in their zone, links, plain words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.workspace import Workspace

MARKUP = re.compile(r"<([^<>]+)>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
STYLES = [
    re.compile(rf"(?<![\w{mark}])\{mark}(?=\S)([^{mark}\n]+?)(?<=\S)\{mark}(?![\w{mark}])") for mark in "*_~"
]
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EMOJI = {
    "white_check_mark": "✅",
    "warning": "⚠️",
    "rotating_light": "🚨",
    "red_circle": "🔴",
    "large_orange_circle": "🟠",
    "large_yellow_circle": "🟡",
    "large_green_circle": "🟢",
    "white_circle": "⚪",
    "large_red_square": "🟥",
    "large_orange_square": "🟧",
    "large_yellow_square": "🟨",
    "large_green_square": "🟩",
    "tada": "🎉",
    "wave": "👋",
    "bell": "🔔",
    "calendar": "📅",
}


class Eye:
    """Reads markup as one person would see it."""

    def __init__(self, workspace: Workspace, viewer_id: str) -> None:
        self._workspace = workspace
        self._viewer = viewer_id

    def mrkdwn(self, text: str) -> str:
        """Return mrkdwn as it is read: markup resolved, styles shown as plain words, entities decoded."""
        return "".join(
            self._resolved(part.strip("`")) if part.startswith("`") else self._styled(part)
            for part in CODE.split(text)
        )

    def _styled(self, text: str) -> str:
        pieces = MARKUP.split(text)
        shown = "".join(
            self._reference(piece) if position % 2 else f"\0{piece}\0"
            for position, piece in enumerate(pieces)
        )
        for style in STYLES:
            shown = style.sub(r"\1", shown)
        return _decoded(emojis(shown.replace("\0", "")))

    def _resolved(self, text: str) -> str:
        return _decoded(MARKUP.sub(lambda found: self._reference(found.group(1)), text))

    def _reference(self, inner: str) -> str:
        target, _, label = inner.partition("|")
        readers: dict[str, Callable[[str, str], str]] = {
            "@": self._person,
            "#": self._channel,
            "!": self._special,
        }
        reader = readers.get(target[:1])
        return reader(target[1:], label) if reader else label or target

    def _person(self, user_id: str, label: str) -> str:
        return f"@{self.name(user_id, label)}"

    def name(self, user_id: str, label: str = "") -> str:
        """Return the name a user id stands for."""
        identity = self._workspace.identity
        if user_id == identity.bot_user_id:
            return identity.bot_name
        person = self._workspace.people.get(user_id)
        return person.name if person else label or "unknown user"

    def _channel(self, channel_id: str, _label: str) -> str:
        return self.channel(channel_id)

    def channel(self, channel_id: str) -> str:
        """Return the name of a channel, as far as the viewer may know it."""
        channel = self._workspace.channels.get(channel_id)
        if channel is None or not self._workspace.may_see(self._viewer, channel):
            return "private channel"
        return f"#{channel.name}"

    def _special(self, what: str, label: str) -> str:
        if what.startswith("date^"):
            return self._date(what, label)
        if what.startswith("subteam^"):
            return label or "@group"
        return f"@{what.partition('^')[0]}"

    def _date(self, what: str, fallback: str) -> str:
        parts = what.split("^")
        try:
            return self.date(int(parts[1]), parts[2])
        except (IndexError, ValueError):
            return fallback

    def date(self, epoch: int, pattern: str) -> str:
        """Return a date in the viewer's zone, by Slack's tokens such as {date_short} and {time}."""
        viewer = self._workspace.people.get(self._viewer)
        at = datetime.fromtimestamp(epoch, UTC).astimezone(ZoneInfo(viewer.zone if viewer else "UTC"))
        words = _date_words(at)
        today = self._workspace.now().astimezone(at.tzinfo).date()
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((at.date() - today).days)
        for token in ("date", "date_short", "date_long"):
            words[f"{token}_pretty"] = near or words[token]
        words["day_divider_pretty"] = words["date_long_pretty"]
        return re.sub(r"\{(\w+)\}", lambda found: words.get(found.group(1), found.group(0)), pattern)


def _date_words(at: datetime) -> dict[str, str]:
    month = MONTHS[at.month - 1]
    return {
        "date_num": f"{at:%Y-%m-%d}",
        "date_slash": f"{at:%m/%d/%Y}",
        "date": f"{month} {at.day}, {at.year}",
        "date_short": f"{month[:3]} {at.day}, {at.year}",
        "date_long": f"{DAYS[at.weekday()]}, {month} {at.day}, {at.year}",
        "time": f"{at:%H:%M}",
        "time_secs": f"{at:%H:%M:%S}",
        "ago": f"{at:%Y-%m-%d %H:%M}",
    }


def emojis(text: str) -> str:
    """Return text with the colon names of common emoji shown as emoji."""
    return re.sub(r":([a-z0-9_+-]+):", lambda found: EMOJI.get(found.group(1), found.group(0)), text)


def _decoded(text: str) -> str:
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return text
