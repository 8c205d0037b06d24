"""The sandbox behaves as Slack does."""
