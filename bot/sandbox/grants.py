"""What Slack grants for a while: trigger ids (3 s, once) and response urls (30 min, five times)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.sandbox.errors import SlackError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5


@dataclass(eq=False)
class Trigger:
    """The right to open one modal in front of one person; `view_id` is the modal it came from."""

    user_id: str
    channel_id: str | None
    view_id: str | None
    given_at: datetime
    used: bool = False


@dataclass(eq=False)
class ResponseUrl:
    """The right to answer in one conversation; `message_ts` is the message it came from."""

    user_id: str
    channel_id: str
    message_ts: str | None
    thread_ts: str | None
    given_at: datetime
    uses: int = 0


class Grants:
    """The book of what was granted and what is used up."""

    def __init__(self, now: Callable[[], datetime], new_id: Callable[[str], str]) -> None:
        """Start an empty book."""
        self._now = now
        self._new_id = new_id
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseUrl] = {}

    def trigger(self, user_id: str, channel_id: str | None = None, view_id: str | None = None) -> str:
        """Grant a trigger id."""
        trigger_id = f"{self._new_id('')}.{self._new_id('')}.sandbox"
        self._triggers[trigger_id] = Trigger(user_id, channel_id, view_id, self._now())
        return trigger_id

    def check_trigger(self, trigger_id: object) -> Trigger:
        """Return the trigger, if it is known, fresh and unused; it is not used up by this."""
        found = self._triggers.get(trigger_id) if isinstance(trigger_id, str) else None
        if found is None:
            raise SlackError("invalid_trigger_id")
        if found.used:
            raise SlackError("exchanged_trigger_id")
        if self._now() - found.given_at > TRIGGER_LIFE:
            raise SlackError("expired_trigger_id")
        return found

    def response(self, user_id: str, channel_id: str, message_ts: str | None, thread_ts: str | None) -> str:
        """Grant a response url and return its path."""
        key = self._new_id("")
        self._responses[key] = ResponseUrl(user_id, channel_id, message_ts, thread_ts, self._now())
        return f"response/{key}"

    def use_response(self, key: str) -> ResponseUrl:
        """Use a response url once; raises `used_url` or `expired_url`."""
        found = self._responses.get(key)
        if found is None:
            raise SlackError("invalid_url")
        if self._now() - found.given_at > RESPONSE_LIFE:
            raise SlackError("expired_url")
        if found.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        found.uses += 1
        return found
