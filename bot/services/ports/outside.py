"""The protocols of the outside: who sends what is owed, and who knows people and channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class OwedMessage:
    """A message to send, as the relay hands it to a sender; with `slack_ts` it already stands and is updated."""

    message_id: int
    workspace_id: int
    kind: str
    subject_id: int
    recipient: str
    details: dict[str, Any]
    thread_ts: str | None
    slack_channel_id: str | None
    slack_ts: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message stands now; without a `slack_ts` there was nothing left to say."""

    slack_channel_id: str | None = None
    slack_ts: str | None = None


class SendingFailed(Exception):
    """A message could not be sent.

    `retry_after` seconds (or None for a back-off) when it is worth another try; `permanent` when it is not.
    `blocks_workspace` when everything else of the workspace must wait as well (a rate limit).
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        retry_after: int | None = None,
        blocks_workspace: bool = False,
    ) -> None:
        """Keep the reason as Slack names it, and what to do about it."""
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.retry_after = retry_after
        self.blocks_workspace = blocks_workspace


class Sender(Protocol):
    """Sends one owed message; raises SendingFailed."""

    async def send(self, owed: OwedMessage) -> Sent:
        """Post the message, or update it where it stands."""


@dataclass(frozen=True, slots=True)
class KnownWorkspace:
    """What Slack says of the workspace and the bot that a token belongs to."""

    slack_team_id: str
    name: str
    bot_user_id: str
    bot_id: str
    bot_name: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the directory says of a person; `zone` is an IANA name."""

    slack_user_id: str
    name: str
    zone: str
    is_bot: bool
    is_guest: bool
    is_admin: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class KnownChannel:
    """What the directory says of a channel."""

    slack_channel_id: str
    name: str
    is_private: bool
    bot_is_member: bool


class Directory(Protocol):
    """Knows the people and channels of the workspace."""

    async def person(self, slack_user_id: str) -> KnownPerson:
        """Look a person up; raises LookupError for someone unknown."""

    async def channel(self, slack_channel_id: str) -> KnownChannel:
        """Look a channel up; raises LookupError for one the bot cannot see."""

    async def members(self, slack_channel_id: str) -> list[str]:
        """List the Slack user ids in a channel, bots included."""
