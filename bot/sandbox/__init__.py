"""A small Slack workspace of its own, on loopback only, for trying the bot and for tests."""
