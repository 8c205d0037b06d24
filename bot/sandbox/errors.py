"""What can go wrong in the sandbox: a person sees no such thing, or Slack refuses a call."""

from __future__ import annotations


class NotSeen(AssertionError):
    """A person was to act on something that is not visible to them; the text lists what is."""

    def __init__(self, sought: str, listing: str = "") -> None:
        """Say what was sought and list what is there."""
        self.listing = listing
        super().__init__(f"{sought}\nVisible are:\n{listing or '  (nothing)'}")


class SlackError(Exception):
    """A Web API call answered with `ok: false`; `messages` fill `response_metadata.messages`."""

    def __init__(self, error: str, messages: list[str] | None = None) -> None:
        """Keep Slack's error name and the detail messages, if there are any."""
        self.error = error
        self.messages = messages or []
        super().__init__(error)


class UnreadableAnswerError(Exception):
    """The bot answered a modal submission with something that Slack cannot use."""
