"""Tests of what the page asks of the sandbox."""
