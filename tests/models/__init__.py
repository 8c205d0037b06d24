"""Tests of the tables and of the database underneath."""
