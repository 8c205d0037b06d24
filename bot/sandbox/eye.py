"""What one person reads where Slack's markup stands: names, dates in their zone, links, plain words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.sandbox.markup import Span, decoded, spans

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.workspace import Workspace

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Eye:
    """Reads markup as one person would see it."""

    def __init__(self, workspace: Workspace, viewer_id: str) -> None:
        self._workspace = workspace
        self._viewer = viewer_id

    def mrkdwn(self, text: str) -> str:
        """Return mrkdwn as it is read: markup resolved, styles shown as plain words, entities decoded."""
        return "".join(span.text for span in self.spans(text))

    def spans(self, text: str) -> list[Span]:
        """Return mrkdwn as it is read, piece by piece."""
        return spans(text, self._reference)

    def _reference(self, inner: str) -> Span:
        target, _, label = inner.partition("|")
        readers: dict[str, Callable[[str, str], Span]] = {
            "@": self._person,
            "#": self._channel,
            "!": self._special,
        }
        reader = readers.get(target[:1])
        return (
            reader(target[1:], label) if reader else Span(decoded(label or target), "link", decoded(target))
        )

    def _person(self, user_id: str, label: str) -> Span:
        return Span(f"@{self.name(user_id, label)}", "person", user_id)

    def name(self, user_id: str, label: str = "") -> str:
        """Return the name a user id stands for."""
        identity = self._workspace.identity
        if user_id == identity.bot_user_id:
            return identity.bot_name
        person = self._workspace.people.get(user_id)
        return person.name if person else label or "unknown user"

    def _channel(self, channel_id: str, _label: str) -> Span:
        return Span(self.channel(channel_id), "channel")

    def channel(self, channel_id: str) -> str:
        """Return the name of a channel, as far as the viewer may know it."""
        channel = self._workspace.channels.get(channel_id)
        if channel is None or not self._workspace.may_see(self._viewer, channel):
            return "private channel"
        return f"#{channel.name}"

    def _special(self, what: str, label: str) -> Span:
        if what.startswith("date^"):
            return self._date(what, label)
        if what.startswith("subteam^"):
            return Span(decoded(label) or "@group", "broadcast")
        return Span(f"@{what.partition('^')[0]}", "broadcast")

    def _date(self, what: str, fallback: str) -> Span:
        parts = what.split("^")
        try:
            return Span(self.date(int(parts[1]), parts[2]), "date", decoded(fallback))
        except (IndexError, ValueError):
            return Span(decoded(fallback), "date", decoded(fallback))

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
