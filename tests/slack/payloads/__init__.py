"""Tests of what Slack sends."""
