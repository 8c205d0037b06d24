"""The demo: a company's workspace to look around in, and a small team's first month told on a terminal."""

from bot.demo.browsing import browse
from bot.demo.playing import play

__all__ = ["browse", "play"]
