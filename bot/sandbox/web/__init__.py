"""The sandbox in a browser: what one person sees as JSON, what they do, and a stream of changes.

The server decides what a person may see and do, with the sandbox's own rules; the page only draws.
"""

from bot.sandbox.web.routes import Page

__all__ = ["Page"]
