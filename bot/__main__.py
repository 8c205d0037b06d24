"""The command line: `python -m bot run`, `web`, `worker`, `migrate` and `demo`."""
