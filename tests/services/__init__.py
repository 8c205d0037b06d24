"""The use cases, with a real database and moved time."""
