"""The protocols of the outside: who sends what is owed, and who knows people and channels."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from bot.domain.sending import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    """A message could not be sent; `failure` says what is to be done about it.

    With `wait_seconds` Slack limits the whole workspace's rate for so long. `unanswered` when no answer to the
    call arrived: it may have been done.
    """

    def __init__(
        self,
        reason: str,
        failure: Failure = Failure.LATER,
        *,
        wait_seconds: int | None = None,
        unanswered: bool = False,
    ) -> None:
        """Keep the reason as Slack names it, for whoever runs the bot, and what it means."""
        super().__init__(reason)
        self.reason = reason
        self.failure = failure
        self.wait_seconds = wait_seconds
        self.unanswered = unanswered


# Sends one message, by posting it or updating it where it stands; raises SendingFailed.
Call: TypeAlias = Callable[[], Awaitable[Sent]]


class Sender(Protocol):
    """Sends owed messages."""

    async def make_ready(self, batch: Sequence[OwedMessage]) -> Sequence[Call]:
        """Return the call for each message; what it says is decided now, what keeps it from that raised then."""


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
    is_archived: bool = False


class LookUpFailed(Exception):
    """A question got no answer; `failure` says what that means, `wait_seconds` how long Slack wants a pause."""

    def __init__(
        self, reason: str, failure: Failure = Failure.LATER, wait_seconds: int | None = None
    ) -> None:
        """Keep the reason as Slack names it, and what it means."""
        super().__init__(reason)
        self.reason = reason
        self.failure = failure
        self.wait_seconds = wait_seconds


class Directory(Protocol):
    """Knows the people and channels of the workspace; each raises LookUpFailed when Slack gives no answer."""

    async def person(self, slack_user_id: str) -> KnownPerson:
        """Look a person up; raises LookupError for someone unknown."""

    async def channel(self, slack_channel_id: str) -> KnownChannel:
        """Look a channel up; raises LookupError for one the bot cannot see."""

    async def channels(self) -> list[KnownChannel]:
        """List the channels that the bot is in, but for archived ones."""

    async def members(self, slack_channel_id: str) -> list[str]:
        """List the Slack user ids in a channel, bots included."""
