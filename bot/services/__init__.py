"""Use cases: what the bot does to its stored facts, one module per noun; knows no Slack."""
