"""Tests of messages, modals and App Home."""
