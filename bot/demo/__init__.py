"""The demo: a small team's first month, played in the sandbox and printed."""

from bot.demo.playing import play

__all__ = ["play"]
