"""Slack's rules for blocks, modals and Home tabs, enforced the way Slack does. Knows nothing of people."""

from bot.sandbox.blockkit.report import Surface
from bot.sandbox.blockkit.stored import as_stored
from bot.sandbox.blockkit.surfaces import check_message, check_view, is_too_large

__all__ = ["Surface", "as_stored", "check_message", "check_view", "is_too_large"]
