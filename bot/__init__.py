"""Ceiling: a Slack bot for the health of machine-learning project teams."""
