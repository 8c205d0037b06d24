"""A small Slack workspace as a server of its own, for trying the bot and for tests.

The bot runs unchanged against it: real Web API calls, real signed HTTP or Socket Mode, Block Kit rules
enforced as Slack does. People act on what they see, in code or on a page in the browser. It listens on
loopback only and knows nothing of the bot.
"""

from bot.sandbox.conversations import Channel, Message
from bot.sandbox.delivery import Ack, Delivery
from bot.sandbox.errors import NotSeen
from bot.sandbox.hints import Hint
from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.seen import Seen, SeenModal
from bot.sandbox.time_controls import TimeControls
from bot.sandbox.workspace import Call

__all__ = [
    "Ack",
    "Call",
    "Channel",
    "Delivery",
    "Hint",
    "Message",
    "NotSeen",
    "Person",
    "Sandbox",
    "Seen",
    "SeenModal",
    "TimeControls",
]
