"""Tests of the rules of coverage."""
