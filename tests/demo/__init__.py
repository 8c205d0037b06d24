"""The demo: it tells its story to the end, and says so when somebody does not see what it tells."""
