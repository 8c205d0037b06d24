"""Long trials of the guarantees, run by `make chaos`: processes killed, Slack and the database on bad days.

Not part of the test suite. The sandbox is Slack and runs here; the bot's processes are real ones.
"""
